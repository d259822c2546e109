// Words: quotes, `$…` expansions, here-document bodies. The grammar around them is in `parser.ts`.
import { limits } from "../../kernel/limits";
import { type Operation, type Parameter, type Part, ShellSyntaxError, type Word } from "./syntax";

export type WordMode = "plain" | "double" | "here" | "braced" | "regex";

const metacharacters = " \t\n;&|<>()";

export abstract class WordParser {
  protected depth = 0;

  constructor(
    protected text: string,
    protected at: number,
  ) {}

  /** Finds the end of `$( … )` by parsing it; gives its source and moves behind the parenthesis. */
  protected abstract commandSource(): string;

  protected peek(offset = 0): string {
    return this.text.charAt(this.at + offset);
  }

  protected get isEnd(): boolean {
    return this.at >= this.text.length;
  }

  protected lineAt(position: number): number {
    let line = 1;
    for (let i = 0; i < position && i < this.text.length; i++) if (this.text[i] === "\n") line += 1;
    return line;
  }

  protected fail(message: string, incomplete = false): never {
    // bash has read on to the line after the last one when it misses something.
    const after = message.endsWith("end of file") && !this.text.endsWith("\n") ? 1 : 0;
    throw new ShellSyntaxError(message, this.lineAt(this.at) + after, incomplete);
  }

  protected unclosed(closer: string, from: number): never {
    throw new ShellSyntaxError(
      `unexpected EOF while looking for matching \`${closer}'`,
      this.lineAt(from),
      true,
    );
  }

  protected nested<Value>(parse: () => Value): Value {
    this.depth += 1;
    if (this.depth > limits.documentDepth) this.fail("nesting is too deep");
    try {
      return parse();
    } finally {
      this.depth -= 1;
    }
  }

  /** A word from here to a blank or an operator; nothing when there is none. */
  protected word(): Word | undefined {
    const start = this.at;
    const parts = this.parts("plain", "");
    return this.at === start ? undefined : { parts };
  }

  /** Parts up to (not including) an unquoted character of `stops`. */
  protected parts(mode: WordMode, stops: string): Part[] {
    const parts: Part[] = [];
    let text = "";
    const flush = (): void => {
      if (text !== "") parts.push({ kind: "text", text });
      text = "";
    };
    const quotes = mode === "plain" || mode === "braced" || mode === "regex";
    while (!this.isEnd) {
      const character = this.peek();
      if (stops.includes(character) && character !== "") break;
      if (mode === "plain" && metacharacters.includes(character)) {
        if ((character !== "<" && character !== ">") || this.peek(1) !== "(") break;
        flush();
        this.at += 2;
        parts.push({ kind: "process", source: this.commandSource() });
        continue;
      }
      if (mode === "regex" && " \t\n".includes(character)) break;
      if (character === "\\") {
        const next = this.peek(1);
        if (next === "\n") {
          this.at += 2;
          continue;
        }
        if (!quotes && !'$`"\\'.includes(next)) {
          text += "\\";
          this.at += 1;
          continue;
        }
        if (mode === "here" && next === '"') {
          text += "\\";
          this.at += 1;
          continue;
        }
        if (next === "") {
          if (quotes) this.fail("unexpected end of file", true);
          text += "\\";
          this.at += 1;
          continue;
        }
        flush();
        parts.push({ kind: "quoted", text: next });
        this.at += 2;
        continue;
      }
      if (character === "'" && quotes) {
        flush();
        parts.push({ kind: "quoted", text: this.singleQuoted() });
        continue;
      }
      if (character === '"' && mode !== "here" && mode !== "double") {
        flush();
        parts.push(this.doubleQuoted());
        continue;
      }
      if (character === "`") {
        flush();
        parts.push({ kind: "command", source: this.backticks(mode) });
        continue;
      }
      if (character === "$") {
        const part = this.nested(() => this.dollar(quotes));
        if (part !== undefined) {
          flush();
          parts.push(part);
          continue;
        }
      }
      text += character;
      this.at += 1;
    }
    flush();
    return parts;
  }

  private singleQuoted(): string {
    const start = this.at;
    const end = this.text.indexOf("'", start + 1);
    if (end < 0) this.unclosed("'", start);
    this.at = end + 1;
    return this.text.slice(start + 1, end);
  }

  private doubleQuoted(): Part {
    const start = this.at;
    this.at += 1;
    const parts = this.parts("double", '"');
    if (this.peek() !== '"') this.unclosed('"', start);
    this.at += 1;
    return { kind: "double", parts };
  }

  private backticks(mode: WordMode): string {
    const start = this.at;
    this.at += 1;
    let source = "";
    while (this.peek() !== "`") {
      if (this.isEnd) this.unclosed("`", start);
      const escapes = mode === "double" ? '$`\\"' : "$`\\";
      if (this.peek() === "\\" && escapes.includes(this.peek(1)) && this.peek(1) !== "")
        this.at += 1;
      source += this.peek();
      this.at += 1;
    }
    this.at += 1;
    return source;
  }

  private dollar(quotes: boolean): Part | undefined {
    const next = this.peek(1);
    if (next === "'" && quotes) return { kind: "quoted", text: this.ansiQuoted() };
    if (next === '"' && quotes) {
      this.at += 1;
      return this.doubleQuoted();
    }
    if (next === "(") {
      if (this.peek(2) === "(") {
        const found = this.arithmetic();
        if (found !== undefined) return found;
      }
      this.at += 2;
      return { kind: "command", source: this.commandSource() };
    }
    if (next === "{") return this.braced();
    const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(
      this.text.slice(this.at + 1, this.at + 256),
    );
    if (name === null) return undefined;
    this.at += 1 + name[0].length;
    return { kind: "parameter", name: name[0] };
  }

  private ansiQuoted(): string {
    const start = this.at;
    this.at += 2;
    let raw = "";
    while (this.peek() !== "'") {
      if (this.isEnd) this.unclosed("'", start);
      if (this.peek() === "\\") {
        raw += "\\";
        this.at += 1;
      }
      raw += this.peek();
      this.at += 1;
    }
    this.at += 1;
    return unescapeAnsi(raw);
  }

  /** `$(( … ))`; nothing when the parentheses turn out to be a command's. */
  private arithmetic(): Part | undefined {
    const start = this.at;
    const end = this.endOfArithmetic(start + 3);
    if (end === undefined) return undefined;
    this.at = start + 3;
    const expression = this.slicedWord(end);
    this.at = end + 2;
    return { kind: "arithmetic", expression };
  }

  /** Where `))` closes what began before `from`. */
  protected endOfArithmetic(from: number): number | undefined {
    let open = 0;
    for (let i = from; i < this.text.length; i++) {
      const character = this.text[i];
      if (character === "(") open += 1;
      if (character !== ")") continue;
      if (open > 0) open -= 1;
      else return this.text[i + 1] === ")" ? i : undefined;
    }
    this.unclosed(")", from);
  }

  /** The text from here to `end` as if it were in double quotes. */
  protected slicedWord(end: number): Word {
    const whole = this.text;
    this.text = whole.slice(0, end);
    try {
      return { parts: this.parts("here", "") };
    } finally {
      this.text = whole;
    }
  }

  private braced(): Part {
    const start = this.at;
    this.at += 2;
    const isLength =
      this.peek() === "#" && this.peek(1) !== "}" && !":-+=?%#/".includes(this.peek(1));
    const isIndirect = this.peek() === "!" && /[A-Za-z_0-9@*]/.test(this.peek(1));
    if (isLength || isIndirect) this.at += 1;
    const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])/.exec(
      this.text.slice(this.at, this.at + 256),
    );
    if (name === null) {
      const end = this.text.indexOf("}", start);
      if (end < 0) this.unclosed("}", start);
      const source = this.text.slice(start, end + 1);
      this.at = end + 1;
      return badParameter(source);
    }
    this.at += name[0].length;
    let index: Word | undefined;
    if (this.peek() === "[") {
      this.at += 1;
      index = { parts: this.parts("braced", "]") };
      this.at += 1;
    }
    const base = {
      kind: "parameter" as const,
      name: name[0],
      ...(index === undefined ? {} : { index }),
      ...(isLength ? { isLength } : {}),
      ...(isIndirect ? { isIndirect } : {}),
    };
    if (this.peek() === "}") {
      this.at += 1;
      return base;
    }
    const operation = this.operation();
    if (this.peek() !== "}") {
      if (this.isEnd) this.unclosed("}", start);
      const end = this.text.indexOf("}", this.at);
      if (end < 0) this.unclosed("}", start);
      this.at = end + 1;
      return badParameter(this.text.slice(start, end + 1));
    }
    this.at += 1;
    return operation === undefined
      ? badParameter(this.text.slice(start, this.at))
      : { ...base, operation };
  }

  private operation(): Operation | undefined {
    const rest = (stops = "}"): Word => ({ parts: this.parts("braced", stops) });
    const take = (text: string): boolean => {
      if (!this.text.startsWith(text, this.at)) return false;
      this.at += text.length;
      return true;
    };
    const colon = this.peek() === ":" && "-=?+".includes(this.peek(1)) && this.peek(1) !== "";
    if (colon) this.at += 1;
    if (take("-")) return { kind: "default", colon, word: rest() };
    if (take("=")) return { kind: "assign", colon, word: rest() };
    if (take("?")) return { kind: "error", colon, word: rest() };
    if (take("+")) return { kind: "alternative", colon, word: rest() };
    if (take("##")) return { kind: "prefix", longest: true, word: rest() };
    if (take("#")) return { kind: "prefix", longest: false, word: rest() };
    if (take("%%")) return { kind: "suffix", longest: true, word: rest() };
    if (take("%")) return { kind: "suffix", longest: false, word: rest() };
    if (take("/")) {
      const where = take("/") ? "all" : take("#") ? "start" : take("%") ? "end" : "first";
      const pattern = rest("/}");
      const by = take("/") ? rest() : { parts: [] };
      return { kind: "replace", where, pattern, by };
    }
    if (take("^^")) return { kind: "case", to: "upper", all: true };
    if (take("^")) return { kind: "case", to: "upper", all: false };
    if (take(",,")) return { kind: "case", to: "lower", all: true };
    if (take(",")) return { kind: "case", to: "lower", all: false };
    if (take("@")) {
      const letter = this.peek();
      this.at += 1;
      return { kind: "transform", letter };
    }
    if (take(":")) {
      const offset = rest(":}");
      return take(":") ? { kind: "slice", offset, length: rest() } : { kind: "slice", offset };
    }
    return undefined;
  }
}

/** Kept as a part, because bash complains only when it is expanded. */
const badParameter = (source: string): Parameter => ({ kind: "parameter", name: source });

export function unescapeAnsi(text: string): string {
  const simple: Readonly<Record<string, string>> = {
    n: "\n",
    t: "\t",
    r: "\r",
    a: "\x07",
    b: "\b",
    e: "\x1b",
    E: "\x1b",
    f: "\f",
    v: "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "?": "?",
  };
  return text.replace(
    /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|[\s\S])/g,
    (whole, code: string) => {
      if (/^[xuU]./.test(code)) return characterOf(Number.parseInt(code.slice(1), 16));
      if (/^[0-7]/.test(code)) return characterOf(Number.parseInt(code, 8) & 255);
      return simple[code] ?? whole;
    },
  );
}

const characterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
