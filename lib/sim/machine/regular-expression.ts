// POSIX regular expressions (basic and extended, with the usual GNU additions) in linear time: a set of
// threads walks the text once, so no pattern is catastrophic. The longest of the leftmost matches wins.
import { classItems, type SetItem } from "./glob";

export interface RegexOptions {
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
}

export interface RegexMatch {
  readonly index: number;
  readonly end: number;
  /** The whole match, then the groups. */
  readonly groups: readonly (string | undefined)[];
}

export interface Regex {
  /** The leftmost match at or after `from`. */
  exec(text: string, from?: number): RegexMatch | undefined;
  test(text: string): boolean;
  readonly groupCount: number;
}

/** The pattern's own mistakes, in the words of GNU's library, and what goes beyond our limits. */
export class RegexError extends Error {}

const mostInstructions = 20_000;
const mostSteps = 50_000_000;
const mostRepeats = 1000;

type Node =
  | { readonly kind: "empty" }
  | { readonly kind: "character"; readonly text: string }
  | { readonly kind: "any" }
  | { readonly kind: "set"; readonly negated: boolean; readonly items: readonly SetItem[] }
  | {
      readonly kind: "assert";
      readonly what: "start" | "end" | "boundary" | "inside" | "wordStart" | "wordEnd";
    }
  | { readonly kind: "group"; readonly number: number; readonly inner: Node }
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly items: readonly Node[] }
  | {
      readonly kind: "repeat";
      readonly inner: Node;
      readonly from: number;
      readonly to: number;
      readonly lazy: boolean;
    };

export function compileRegex(pattern: string, options: RegexOptions): Regex {
  const parser = new PatternParser(pattern, options.extended);
  const tree = parser.whole();
  const program = new Compiler(options.ignoreCase === true).compile(tree);
  return new Matcher(program, parser.groups, options.ignoreCase === true, literalOf(tree));
}

/** The text a pattern without specials stands for: found with `indexOf`. */
function literalOf(node: Node): string | undefined {
  if (node.kind === "character") return node.text;
  if (node.kind !== "sequence") return undefined;
  let text = "";
  for (const item of node.items) {
    if (item.kind !== "character") return undefined;
    text += item.text;
  }
  return text;
}

// --- parsing ----------------------------------------------------------------------------------------------

class PatternParser {
  groups = 0;
  private at = 0;
  private depth = 0;

  constructor(
    private readonly pattern: string,
    private readonly extended: boolean,
  ) {}

  whole(): Node {
    const node = this.choice();
    if (this.at < this.pattern.length) {
      throw new RegexError(this.extended ? "Unmatched ) or \\)" : "Unmatched ) or \\)");
    }
    return node;
  }

  private choice(): Node {
    this.depth += 1;
    if (this.depth > 100) throw new RegexError("Regular expression too big");
    const items = [this.sequence()];
    while (this.takes("|")) items.push(this.sequence());
    this.depth -= 1;
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: "choice", items };
  }

  private sequence(): Node {
    const items: Node[] = [];
    while (
      this.at < this.pattern.length &&
      !this.sees("|") &&
      !(this.sees(")") && this.depth > 1)
    ) {
      if (this.sees(")") && this.extended && this.depth === 1) break;
      const isFirst = items.length === 0;
      const atom = this.atom(isFirst);
      items.push(this.repeated(atom));
    }
    return { kind: "sequence", items };
  }

  /** Operators are bare in extended patterns and behind a backslash in basic ones. */
  private sees(operator: string): boolean {
    return this.extended
      ? this.pattern.charAt(this.at) === operator
      : this.pattern.startsWith(`\\${operator}`, this.at);
  }

  private takes(operator: string): boolean {
    if (!this.sees(operator)) return false;
    this.at += this.extended ? 1 : 2;
    return true;
  }

  private atom(isFirst: boolean): Node {
    if (this.takes("(")) {
      this.groups += 1;
      const number = this.groups;
      if (this.extended && this.pattern.startsWith("?:", this.at)) this.at += 2;
      const inner = this.choice();
      if (!this.takes(")")) throw new RegexError("Unmatched ( or \\(");
      return { kind: "group", number, inner };
    }
    const character = this.pattern.charAt(this.at);
    this.at += 1;
    switch (character) {
      case ".":
        return { kind: "any" };
      case "[":
        return this.set();
      case "^":
        return this.extended || isFirst
          ? { kind: "assert", what: "start" }
          : { kind: "character", text: "^" };
      case "$":
        return this.extended || this.isAtEnd()
          ? { kind: "assert", what: "end" }
          : { kind: "character", text: "$" };
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        if (isFirst || !this.extended) return { kind: "character", text: character };
        throw new RegexError("Invalid preceding regular expression");
      default:
        return { kind: "character", text: this.surrogate(character) };
    }
  }

  private surrogate(character: string): string {
    return character;
  }

  private isAtEnd(): boolean {
    return this.at >= this.pattern.length || this.sees("|") || this.sees(")");
  }

  private escape(): Node {
    const character = this.pattern.charAt(this.at);
    if (character === "") throw new RegexError("Trailing backslash");
    this.at += 1;
    switch (character) {
      case "b":
        return { kind: "assert", what: "boundary" };
      case "B":
        return { kind: "assert", what: "inside" };
      case "<":
        return { kind: "assert", what: "wordStart" };
      case ">":
        return { kind: "assert", what: "wordEnd" };
      case "`":
        return { kind: "assert", what: "start" };
      case "'":
        return { kind: "assert", what: "end" };
      case "w":
      case "W":
        return { kind: "set", negated: character === "W", items: wordItems };
      case "s":
      case "S":
        return { kind: "set", negated: character === "S", items: classItems("space") ?? [] };
      case "d":
      case "D":
        return { kind: "set", negated: character === "D", items: classItems("digit") ?? [] };
      case "n":
        return { kind: "character", text: "\n" };
      case "t":
        return { kind: "character", text: "\t" };
      case "r":
        return { kind: "character", text: "\r" };
      default:
        if (/[1-9]/.test(character))
          throw new RegexError("back-references in patterns are not simulated here");
        return { kind: "character", text: character };
    }
  }

  private set(): Node {
    const negated = this.pattern.charAt(this.at) === "^";
    if (negated) this.at += 1;
    const items: SetItem[] = [];
    const first = this.at;
    for (;;) {
      const character = this.pattern.charAt(this.at);
      if (character === "") throw new RegexError("Unmatched [, [^, [:, [., or [=");
      if (character === "]" && this.at > first) break;
      const named = /^\[:([a-z]*):\]/.exec(this.pattern.slice(this.at, this.at + 12));
      if (named !== null) {
        const found = classItems(named[1] ?? "");
        if (found === undefined) throw new RegexError("Invalid character class name");
        items.push(...found);
        this.at += named[0].length;
        continue;
      }
      // GNU awk and sed know escapes in brackets; POSIX takes the backslash as itself.
      const escaped = character === "\\" && /[ntr\\\]/.\-[]/.test(this.pattern.charAt(this.at + 1));
      const from = escaped ? escapedCharacter(this.pattern.charAt(this.at + 1)) : character;
      this.at += escaped ? 2 : 1;
      const next = this.pattern.charAt(this.at + 1);
      if (this.pattern.charAt(this.at) === "-" && next !== "]" && next !== "") {
        if (next < from) throw new RegexError("Invalid range end");
        items.push([from, next]);
        this.at += 2;
      } else items.push([from, from]);
    }
    this.at += 1;
    return { kind: "set", negated, items };
  }

  private repeated(atom: Node): Node {
    let node = atom;
    for (;;) {
      const bounds = this.bounds();
      if (bounds === undefined) return node;
      node = { kind: "repeat", inner: node, from: bounds[0], to: bounds[1], lazy: false };
    }
  }

  private bounds(): [number, number] | undefined {
    if (this.pattern.charAt(this.at) === "*") {
      this.at += 1;
      return [0, Number.POSITIVE_INFINITY];
    }
    if (this.takes("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.takes("?")) return [0, 1];
    if (!this.sees("{")) return undefined;
    const close = this.extended ? "\\}" : "\\\\\\}";
    const start = this.at + (this.extended ? 1 : 2);
    const found = new RegExp(`^(\\d*)(,?)(\\d*)${close}`).exec(
      this.pattern.slice(start, start + 20),
    );
    if (found === null || (found[1] === "" && found[2] === "")) {
      if (!this.extended) throw new RegexError("Invalid content of \\{\\}");
      return undefined;
    }
    this.at = start + found[0].length;
    const from = Number(found[1] === "" ? 0 : found[1]);
    const to =
      found[2] === "" ? from : found[3] === "" ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (from > mostRepeats || (to !== Number.POSITIVE_INFINITY && to > mostRepeats)) {
      throw new RegexError("Regular expression too big");
    }
    if (to < from) throw new RegexError("Invalid content of \\{\\}");
    return [from, to];
  }
}

const wordItems: readonly SetItem[] = [
  ["a", "z"],
  ["A", "Z"],
  ["0", "9"],
  ["_", "_"],
];
const escapedCharacter = (letter: string): string =>
  letter === "n" ? "\n" : letter === "t" ? "\t" : letter === "r" ? "\r" : letter;

// --- compiling --------------------------------------------------------------------------------------------

type Accepts = (code: number) => boolean;

type Instruction =
  | { readonly kind: "accept"; readonly accepts: Accepts }
  | { readonly kind: "split"; readonly first: number; readonly second: number }
  | { readonly kind: "jump"; readonly to: number }
  | { readonly kind: "save"; readonly slot: number }
  | { readonly kind: "assert"; readonly what: Extract<Node, { kind: "assert" }>["what"] }
  | { readonly kind: "match" };

class Compiler {
  private readonly program: Instruction[] = [];

  constructor(private readonly ignoreCase: boolean) {}

  compile(tree: Node): readonly Instruction[] {
    this.node(tree);
    this.program.push({ kind: "match" });
    return this.program;
  }

  private emit(instruction: Instruction): number {
    if (this.program.length > mostInstructions) throw new RegexError("Regular expression too big");
    this.program.push(instruction);
    return this.program.length - 1;
  }

  private node(node: Node): void {
    switch (node.kind) {
      case "empty":
        return;
      case "character":
        this.emit({ kind: "accept", accepts: this.characterTest(node.text) });
        return;
      case "any":
        this.emit({ kind: "accept", accepts: () => true });
        return;
      case "set":
        this.emit({ kind: "accept", accepts: this.setTest(node) });
        return;
      case "assert":
        this.emit({ kind: "assert", what: node.what });
        return;
      case "group":
        this.emit({ kind: "save", slot: node.number * 2 });
        this.node(node.inner);
        this.emit({ kind: "save", slot: node.number * 2 + 1 });
        return;
      case "sequence":
        for (const item of node.items) this.node(item);
        return;
      case "choice":
        this.choice(node.items);
        return;
      case "repeat":
        this.repeat(node);
    }
  }

  private choice(items: readonly Node[]): void {
    const ends: number[] = [];
    items.forEach((item, i) => {
      if (i === items.length - 1) {
        this.node(item);
        return;
      }
      const split = this.emit({ kind: "jump", to: 0 });
      this.node(item);
      ends.push(this.emit({ kind: "jump", to: 0 }));
      this.program[split] = { kind: "split", first: split + 1, second: this.program.length };
    });
    for (const end of ends) this.program[end] = { kind: "jump", to: this.program.length };
  }

  private repeat(node: Extract<Node, { kind: "repeat" }>): void {
    for (let i = 0; i < node.from; i++) this.node(node.inner);
    if (node.to === Number.POSITIVE_INFINITY) {
      const split = this.emit({ kind: "jump", to: 0 });
      this.node(node.inner);
      this.emit({ kind: "jump", to: split });
      this.program[split] = { kind: "split", first: split + 1, second: this.program.length };
      return;
    }
    const splits: number[] = [];
    for (let i = node.from; i < node.to; i++) {
      splits.push(this.emit({ kind: "jump", to: 0 }));
      this.node(node.inner);
    }
    for (const split of splits) {
      this.program[split] = { kind: "split", first: split + 1, second: this.program.length };
    }
  }

  private characterTest(text: string): Accepts {
    const code = text.charCodeAt(0);
    if (!this.ignoreCase) return (other) => other === code;
    const lower = text.toLowerCase().charCodeAt(0);
    const upper = text.toUpperCase().charCodeAt(0);
    return (other) => other === code || other === lower || other === upper;
  }

  private setTest(node: Extract<Node, { kind: "set" }>): Accepts {
    const ranges = node.items.map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)] as const);
    const inside = (code: number): boolean =>
      ranges.some(([from, to]) => from <= code && code <= to);
    if (!this.ignoreCase) return (code) => inside(code) !== node.negated;
    return (code) => {
      const character = String.fromCharCode(code);
      const found =
        inside(code) ||
        inside(character.toLowerCase().charCodeAt(0)) ||
        inside(character.toUpperCase().charCodeAt(0));
      return found !== node.negated;
    };
  }
}

// --- matching ---------------------------------------------------------------------------------------------

interface Thread {
  readonly at: number;
  readonly saves: readonly number[];
}

class Matcher implements Regex {
  constructor(
    private readonly program: readonly Instruction[],
    readonly groupCount: number,
    private readonly ignoreCase: boolean,
    private readonly literal: string | undefined,
  ) {}

  test(text: string): boolean {
    return this.exec(text) !== undefined;
  }

  exec(text: string, from = 0): RegexMatch | undefined {
    if (this.literal !== undefined) {
      const index = this.ignoreCase
        ? text.toLowerCase().indexOf(this.literal.toLowerCase(), from)
        : text.indexOf(this.literal, from);
      if (index < 0) return undefined;
      const end = index + this.literal.length;
      return { index, end, groups: [text.slice(index, end)] };
    }
    return this.walk(text, from);
  }

  /** All starts are tried in one pass: an earlier start always goes before a later one. */
  private walk(text: string, from: number): RegexMatch | undefined {
    let threads: Thread[] = [];
    let best: readonly number[] | undefined;
    let steps = 0;
    for (let at = from; at <= text.length; at++) {
      if (best === undefined) threads = [...threads, { at: 0, saves: [at] }];
      if (threads.length === 0) break;
      const seen = new Set<number>();
      const next: Thread[] = [];
      const code = text.charCodeAt(at);
      for (const start of threads) {
        const stack: Thread[] = [start];
        while (stack.length > 0) {
          const thread = stack.pop();
          if (thread === undefined || seen.has(thread.at)) continue;
          seen.add(thread.at);
          steps += 1;
          const instruction = this.program[thread.at];
          if (instruction === undefined) continue;
          switch (instruction.kind) {
            case "accept":
              if (at < text.length && instruction.accepts(code))
                next.push({ at: thread.at + 1, saves: thread.saves });
              break;
            case "jump":
              stack.push({ at: instruction.to, saves: thread.saves });
              break;
            case "split":
              stack.push({ at: instruction.second, saves: thread.saves });
              stack.push({ at: instruction.first, saves: thread.saves });
              break;
            case "save": {
              const saves = [...thread.saves];
              saves[instruction.slot] = at;
              stack.push({ at: thread.at + 1, saves });
              break;
            }
            case "assert":
              if (holds(instruction.what, text, at))
                stack.push({ at: thread.at + 1, saves: thread.saves });
              break;
            case "match": {
              const start0 = thread.saves[0] ?? 0;
              const isBetter =
                best === undefined ||
                start0 < (best[0] ?? 0) ||
                (start0 === best[0] && at > (best[1] ?? 0));
              if (isBetter) {
                const saves = [...thread.saves];
                saves[1] = at;
                best = saves;
              }
            }
          }
        }
      }
      if (steps > mostSteps) throw new RegexError("the pattern is too expensive for this text");
      const start0 = best?.[0];
      threads = start0 === undefined ? next : next.filter((thread) => thread.saves[0] === start0);
    }
    return best === undefined ? undefined : this.matchOf(text, best);
  }

  private matchOf(text: string, saves: readonly number[]): RegexMatch {
    const groups: (string | undefined)[] = [];
    for (let group = 0; group <= this.groupCount; group++) {
      const [from, to] = [saves[group * 2], saves[group * 2 + 1]];
      groups.push(from === undefined || to === undefined ? undefined : text.slice(from, to));
    }
    return { index: saves[0] ?? 0, end: saves[1] ?? 0, groups };
  }
}

function holds(what: Extract<Node, { kind: "assert" }>["what"], text: string, at: number): boolean {
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  switch (what) {
    case "start":
      return at === 0;
    case "end":
      return at === text.length;
    case "boundary":
      return before !== after;
    case "inside":
      return before === after;
    case "wordStart":
      return !before && after;
    case "wordEnd":
      return before && !after;
  }
}

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 97 && code <= 122)
  );
}
