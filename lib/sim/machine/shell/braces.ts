// Brace expansion: `a{b,c}d` → `abd acd`, `{1..3}`, `{a..e..2}`; done once, when a word is parsed.
import type { Part, Word } from "./syntax";

const mostWords = 4096;

/** A word as a row of unquoted characters and opaque parts. */
type Piece = string | Part;

export function expandBraces(word: Word): Word[] {
  const hasBrace = word.parts.some((part) => part.kind === "text" && part.text.includes("{"));
  if (!hasBrace) return [word];
  const pieces = word.parts.flatMap((part): Piece[] =>
    part.kind === "text" ? [...part.text] : [part],
  );
  return expandPieces(pieces, 0)
    .slice(0, mostWords)
    .map((expanded) => ({ parts: join(expanded) }));
}

function expandPieces(pieces: readonly Piece[], depth: number): Piece[][] {
  for (let open = 0; open < pieces.length; open++) {
    if (pieces[open] !== "{") continue;
    const group = alternatives(pieces, open);
    if (group === undefined) continue;
    if (depth > 20) return [[...pieces]];
    const head = pieces.slice(0, open);
    const tails = expandPieces(pieces.slice(group.end + 1), depth + 1);
    const middles = group.items.flatMap((item) =>
      group.isSequence ? [item] : expandPieces(item, depth + 1),
    );
    const found: Piece[][] = [];
    for (const middle of middles) {
      for (const tail of tails) {
        if (found.length >= mostWords) return found;
        found.push([...head, ...middle, ...tail]);
      }
    }
    return found;
  }
  return [[...pieces]];
}

function alternatives(
  pieces: readonly Piece[],
  open: number,
): { items: Piece[][]; end: number; isSequence: boolean } | undefined {
  const items: Piece[][] = [];
  let item: Piece[] = [];
  let depth = 0;
  for (let i = open + 1; i < pieces.length; i++) {
    const piece = pieces[i] ?? "";
    if (piece === "}" && depth === 0) {
      items.push(item);
      if (items.length > 1) return { items, end: i, isSequence: false };
      const sequence = sequenceOf(item);
      return sequence === undefined ? undefined : { items: sequence, end: i, isSequence: true };
    }
    if (piece === "," && depth === 0) {
      items.push(item);
      item = [];
      continue;
    }
    if (piece === "{") depth += 1;
    if (piece === "}") depth -= 1;
    item.push(piece);
  }
  return undefined;
}

function sequenceOf(item: readonly Piece[]): Piece[][] | undefined {
  if (item.some((piece) => typeof piece !== "string")) return undefined;
  const text = item.join("");
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text);
  if (numbers !== null) {
    const [from = "0", to = "0"] = [numbers[1], numbers[2]];
    const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
    return steps(Number(from), Number(to), Number(numbers[3] ?? 1)).map((value) => [
      value < 0
        ? `-${String(-value).padStart(width - 1, "0")}`
        : String(value).padStart(width, "0"),
    ]);
  }
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text);
  if (letters === null) return undefined;
  const codes = steps(
    letters[1]?.charCodeAt(0) ?? 0,
    letters[2]?.charCodeAt(0) ?? 0,
    Number(letters[3] ?? 1),
  );
  return codes.map((code) => [String.fromCharCode(code)]);
}

function steps(from: number, to: number, step: number): number[] {
  const size = Math.max(1, Math.abs(step));
  const found: number[] = [];
  if (from <= to) for (let i = from; i <= to && found.length < mostWords; i += size) found.push(i);
  else for (let i = from; i >= to && found.length < mostWords; i -= size) found.push(i);
  return found;
}

function join(pieces: readonly Piece[]): Part[] {
  const parts: Part[] = [];
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    if (text !== "") parts.push({ kind: "text", text });
    text = "";
    parts.push(piece);
  }
  if (text !== "") parts.push({ kind: "text", text });
  return parts.length === 0 ? [{ kind: "quoted", text: "" }] : parts;
}
