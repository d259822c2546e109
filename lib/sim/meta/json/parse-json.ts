// Reads JSON as Go does: the same error texts, and duplicate keys noticed, which strict decoding reports.
//
// Go: encoding/json/scanner.go
import { limits } from "../../kernel/limits";
import { goQuote } from "../go-text";
import { defineOwn, type JsonValue } from "../object";

export interface ParsedJson {
  readonly value: JsonValue;
  /** Paths of keys that occur twice in one object (the last one counts): `data.a`, `spec.list[0].b`. */
  readonly duplicates: readonly string[];
}

export type JsonResult = ParsedJson | { readonly error: string };

export function parseJson(text: string): JsonResult {
  const reader = new Reader(text);
  try {
    const value = reader.read();
    return { value, duplicates: reader.duplicates };
  } catch (error) {
    if (error instanceof Stop) return { error: error.text };
    throw error;
  }
}

/** Leaves the recursive descent; caught above and nowhere else. */
class Stop {
  constructor(readonly text: string) {}
}

const endText = "unexpected end of JSON input";

class Reader {
  readonly duplicates: string[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  read(): JsonValue {
    const value = this.value("", 0);
    this.space();
    if (this.at < this.text.length) this.fail("after top-level value");
    return value;
  }

  private value(path: string, depth: number): JsonValue {
    if (depth > limits.documentDepth) throw new Stop("exceeded max depth");
    this.space();
    switch (this.text[this.at]) {
      case "{":
        return this.object(path, depth);
      case "[":
        return this.array(path, depth);
      case '"':
        return this.string();
      case "t":
        return this.literal("true", true);
      case "f":
        return this.literal("false", false);
      case "n":
        return this.literal("null", null);
      default:
        return this.number();
    }
  }

  private object(path: string, depth: number): JsonValue {
    const fields: Record<string, JsonValue> = {};
    this.at++;
    this.space();
    if (this.text[this.at] === "}") {
      this.at++;
      return fields;
    }
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail("looking for beginning of object key string");
      const key = this.string();
      this.space();
      if (this.text[this.at] !== ":") this.fail("after object key");
      this.at++;
      const inner = path === "" ? key : `${path}.${key}`;
      if (Object.hasOwn(fields, key)) this.duplicates.push(inner);
      defineOwn(fields, key, this.value(inner, depth + 1));
      this.space();
      const next = this.text[this.at];
      if (next !== "," && next !== "}") this.fail("after object key:value pair");
      this.at++;
      if (next === "}") return fields;
    }
  }

  private array(path: string, depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.at++;
    this.space();
    if (this.text[this.at] === "]") {
      this.at++;
      return items;
    }
    for (;;) {
      items.push(this.value(`${path}[${items.length}]`, depth + 1));
      this.space();
      const next = this.text[this.at];
      if (next !== "," && next !== "]") this.fail("after array element");
      this.at++;
      if (next === "]") return items;
    }
  }

  private string(): string {
    const start = this.at;
    this.at++;
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) throw new Stop(endText);
      if (character === '"') break;
      if (character < " ") this.fail("in string literal");
      if (character === "\\") this.escape();
      this.at++;
    }
    this.at++;
    return JSON.parse(this.text.slice(start, this.at));
  }

  private escape(): void {
    this.at++;
    const character = this.text[this.at];
    if (character === undefined) throw new Stop(endText);
    if (!'"\\/bfnrtu'.includes(character)) this.fail("in string escape code");
    if (character !== "u") return;
    for (let i = 0; i < 4; i++) {
      this.at++;
      if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? ""))
        this.fail("in \\u hexadecimal character escape");
    }
  }

  private literal(word: string, value: boolean | null): JsonValue {
    for (let i = 1; i < word.length; i++) {
      this.at++;
      const expected = word[i] ?? "";
      if (this.text[this.at] !== expected)
        this.fail(`in literal ${word} (expecting '${expected}')`);
    }
    this.at++;
    return value;
  }

  private number(): number {
    const start = this.at;
    if (this.text[this.at] === "-") this.at++;
    if (!isDigit(this.text[this.at])) {
      this.fail(this.at > start ? "in numeric literal" : "looking for beginning of value");
    }
    if (this.text[this.at] === "0") this.at++;
    else this.digits();
    if (this.text[this.at] === ".") {
      this.at++;
      if (!isDigit(this.text[this.at])) this.fail("after decimal point in numeric literal");
      this.digits();
    }
    if (this.text[this.at] === "e" || this.text[this.at] === "E") {
      this.at++;
      if (this.text[this.at] === "+" || this.text[this.at] === "-") this.at++;
      if (!isDigit(this.text[this.at])) this.fail("in exponent of numeric literal");
      this.digits();
    }
    return Number(this.text.slice(start, this.at));
  }

  private digits(): void {
    while (isDigit(this.text[this.at])) this.at++;
  }

  private space(): void {
    while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at++;
  }

  private fail(where: string): never {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new Stop(endText);
    throw new Stop(`invalid character ${quoteCharacter(String.fromCodePoint(code))} ${where}`);
  }
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= "0" && character <= "9";

function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  return `'${goQuote(character).slice(1, -1)}'`;
}
