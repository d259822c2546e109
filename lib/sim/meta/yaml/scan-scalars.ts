// The three kinds of scalars: plain, quoted, and blocks (`|`, `>`).
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isEnd } from "./characters";
import type { TextCursor } from "./text-cursor";
import { type Mark, YamlProblem } from "./tokens";

/** Line breaks inside a scalar fold: one becomes a space, more lose one. */
class Folding {
  private spaces = "";
  private firstBreak = "";
  private moreBreaks = "";
  hasBreak = false;

  get isPending(): boolean {
    return this.hasBreak || this.spaces !== "";
  }

  space(character: string): void {
    if (!this.hasBreak) this.spaces += character;
  }

  lineBreak(character: string): void {
    if (this.hasBreak) this.moreBreaks += character;
    else {
      this.spaces = "";
      this.firstBreak = character;
      this.hasBreak = true;
    }
  }

  /** A break that was escaped in a double-quoted scalar leaves nothing. */
  escapedBreak(): void {
    this.hasBreak = true;
  }

  take(): string {
    const folded = this.firstBreak === "\n" && this.moreBreaks === "" ? " " : this.moreBreaks;
    const text = !this.hasBreak
      ? this.spaces
      : this.firstBreak === "\n"
        ? folded
        : this.firstBreak + this.moreBreaks;
    this.spaces = "";
    this.firstBreak = "";
    this.moreBreaks = "";
    this.hasBreak = false;
    return text;
  }
}

export function scanPlainScalar(
  cursor: TextCursor,
  parentIndent: number,
  isInFlow: boolean,
): { text: string; endsAtLineStart: boolean } {
  const indent = parentIndent + 1;
  const start = cursor.mark();
  const folding = new Folding();
  let text = "";
  for (;;) {
    if (cursor.isDocumentIndicator("---") || cursor.isDocumentIndicator("...")) break;
    if (cursor.at(0) === "#") break;
    while (!isBlankOrEnd(cursor.at(0)) && !endsPlain(cursor, isInFlow)) {
      text += folding.take() + cursor.take();
    }
    if (!isBlank(cursor.at(0)) && !isBreak(cursor.at(0))) break;
    skipPlainSpace(cursor, folding, indent, start);
    if (!isInFlow && cursor.column < indent) break;
  }
  return { text, endsAtLineStart: folding.hasBreak };
}

function endsPlain(cursor: TextCursor, isInFlow: boolean): boolean {
  const c = cursor.at(0) ?? "";
  if (c === ":" && isBlankOrEnd(cursor.at(1))) return true;
  return isInFlow && ",?[]{}".includes(c);
}

function skipPlainSpace(cursor: TextCursor, folding: Folding, indent: number, start: Mark): void {
  while (isBlank(cursor.at(0)) || isBreak(cursor.at(0))) {
    if (isBreak(cursor.at(0))) {
      folding.lineBreak(cursor.skipLine());
      continue;
    }
    if (folding.hasBreak && cursor.column < indent && cursor.at(0) === "\t") {
      const problem = "found a tab character that violates indentation";
      throw YamlProblem.ofScanner(problem, cursor.mark(), start);
    }
    folding.space(cursor.take());
  }
}

export function scanFlowScalar(cursor: TextCursor, quote: "'" | '"'): string {
  const start = cursor.mark();
  const folding = new Folding();
  let text = "";
  cursor.skip();
  for (;;) {
    if (cursor.isDocumentIndicator("---") || cursor.isDocumentIndicator("...")) {
      throw YamlProblem.ofScanner("found unexpected document indicator", cursor.mark(), start);
    }
    if (isEnd(cursor.at(0))) {
      throw YamlProblem.ofScanner("found unexpected end of stream", cursor.mark(), start);
    }
    text += scanQuotedWord(cursor, quote, folding, start);
    if (cursor.at(0) === quote) break;
    while (isBlank(cursor.at(0)) || isBreak(cursor.at(0))) {
      if (isBreak(cursor.at(0))) folding.lineBreak(cursor.skipLine());
      else folding.space(cursor.take());
    }
    text += folding.take();
  }
  cursor.skip();
  return text;
}

/** Up to a blank, a break or the closing quote. */
function scanQuotedWord(
  cursor: TextCursor,
  quote: "'" | '"',
  folding: Folding,
  start: Mark,
): string {
  let text = "";
  while (!isBlankOrEnd(cursor.at(0))) {
    const c = cursor.at(0);
    if (quote === "'" && c === "'" && cursor.at(1) === "'") {
      text += "'";
      cursor.skip(2);
    } else if (c === quote) return text;
    else if (quote === '"' && c === "\\" && isBreak(cursor.at(1))) {
      cursor.skip();
      cursor.skipLine();
      folding.escapedBreak();
      return text;
    } else if (quote === '"' && c === "\\") text += scanEscape(cursor, start);
    else text += cursor.take();
  }
  return text;
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\u001b",
  " ": " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function scanEscape(cursor: TextCursor, start: Mark): string {
  const name = cursor.at(1) ?? "";
  const short = Object.hasOwn(escapes, name) ? escapes[name] : undefined;
  const length = Object.hasOwn(codeLengths, name) ? codeLengths[name] : undefined;
  if (short !== undefined) {
    cursor.skip(2);
    return short;
  }
  if (length === undefined) {
    throw YamlProblem.ofScanner("found unknown escape character", cursor.mark(), start);
  }
  cursor.skip(2);
  let digits = "";
  for (let i = 0; i < length; i++) digits += cursor.at(i) ?? "";
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== length) {
    throw YamlProblem.ofScanner("did not find expected hexdecimal number", cursor.mark(), start);
  }
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw YamlProblem.ofScanner(
      "found invalid Unicode character escape code",
      cursor.mark(),
      start,
    );
  }
  cursor.skip(length);
  return String.fromCodePoint(code);
}

export function scanBlockScalar(
  cursor: TextCursor,
  isLiteral: boolean,
  parentIndent: number,
): string {
  const start = cursor.mark();
  cursor.skip();
  const header = scanBlockHeader(cursor, start);
  const block = new BlockLines(cursor, parentIndent, header.increment, start);
  let text = "";
  let lineBreak = "";
  let breaks = block.skipEmptyLines();
  let wasIndented = false;
  while (cursor.column === block.indent && !isEnd(cursor.at(0))) {
    const isIndented = isBlank(cursor.at(0));
    const folds = !isLiteral && lineBreak === "\n" && !wasIndented && !isIndented;
    text += folds ? (breaks === "" ? " " : "") : lineBreak;
    text += breaks;
    wasIndented = isIndented;
    text += cursor.takeWhile((c) => !isBreakOrEnd(c));
    lineBreak = cursor.isAtBreak() ? cursor.skipLine() : "";
    breaks = block.skipEmptyLines();
  }
  if (header.chomping !== "-") text += lineBreak;
  if (header.chomping === "+") text += breaks;
  return text;
}

/** `|-2`, `>+`: chomping and indentation, in either order, then a comment. */
function scanBlockHeader(cursor: TextCursor, start: Mark): { chomping: string; increment: number } {
  const flags = cursor.takeWhile((c) => c !== undefined && /[-+0-9]/.test(c));
  const match = /^([-+]?)(\d?)$|^(\d)([-+]?)$/.exec(flags);
  const digit = match?.[2] || match?.[3] || "";
  if (digit === "0") {
    throw YamlProblem.ofScanner("found an indentation indicator equal to 0", cursor.mark(), start);
  }
  while (isBlank(cursor.at(0))) cursor.skip();
  if (cursor.at(0) === "#") while (!isBreakOrEnd(cursor.at(0))) cursor.skip();
  if (match === null || !isBreakOrEnd(cursor.at(0))) {
    throw YamlProblem.ofScanner(
      "did not find expected comment or line break",
      cursor.mark(),
      start,
    );
  }
  if (cursor.isAtBreak()) cursor.skipLine();
  return { chomping: match[1] || match[4] || "", increment: Number(digit || "0") };
}

/** The indentation of a block scalar, given or found at its first line that is not empty. */
class BlockLines {
  indent: number;

  constructor(
    private readonly cursor: TextCursor,
    private readonly parentIndent: number,
    increment: number,
    private readonly start: Mark,
  ) {
    this.indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  }

  skipEmptyLines(): string {
    const { cursor } = this;
    let breaks = "";
    let widest = 0;
    for (;;) {
      while ((this.indent === 0 || cursor.column < this.indent) && cursor.at(0) === " ")
        cursor.skip();
      widest = Math.max(widest, cursor.column);
      if ((this.indent === 0 || cursor.column < this.indent) && cursor.at(0) === "\t") {
        const problem = "found a tab character where an indentation space is expected";
        throw YamlProblem.ofScanner(problem, cursor.mark(), this.start);
      }
      if (!cursor.isAtBreak()) break;
      breaks += cursor.skipLine();
    }
    if (this.indent === 0) this.indent = Math.max(widest, this.parentIndent + 1, 1);
    return breaks;
  }
}
