// jq's grammar, the part that is simulated: paths, pipes, operators, construction, conditionals, reduce, variables.

export type Filter =
  | { readonly kind: "identity" | "recurse" }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "text"; readonly format: string; readonly parts: readonly (string | Filter)[] }
  | { readonly kind: "format"; readonly name: string }
  | { readonly kind: "index"; readonly target: Filter; readonly key: Filter }
  | {
      readonly kind: "slice";
      readonly target: Filter;
      readonly from?: Filter;
      readonly to?: Filter;
    }
  | { readonly kind: "iterate"; readonly target: Filter }
  | { readonly kind: "try"; readonly body: Filter; readonly handler?: Filter }
  | {
      readonly kind: "pipe" | "comma" | "alternative" | "and" | "or";
      readonly left: Filter;
      readonly right: Filter;
    }
  | {
      readonly kind: "operator";
      readonly operator: string;
      readonly left: Filter;
      readonly right: Filter;
    }
  | {
      readonly kind: "update";
      readonly operator: string;
      readonly left: Filter;
      readonly right: Filter;
    }
  | { readonly kind: "negate"; readonly operand: Filter }
  | { readonly kind: "array"; readonly body?: Filter }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: Filter; readonly value: Filter }[];
    }
  | { readonly kind: "if"; readonly condition: Filter; readonly yes: Filter; readonly no: Filter }
  | { readonly kind: "bind"; readonly source: Filter; readonly name: string; readonly body: Filter }
  | {
      readonly kind: "reduce";
      readonly source: Filter;
      readonly name: string;
      readonly start: Filter;
      readonly step: Filter;
    }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Filter[] };

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export class JqSyntaxError extends Error {}

const deepest = 100;
const comparisons = ["==", "!=", "<=", ">=", "<", ">"];
const updates = ["|=", "+=", "-=", "*=", "/=", "%=", "//=", "="];

export function parseJq(source: string): Filter {
  return new Parser(source).whole();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly source: string) {}

  whole(): Filter {
    this.blank();
    if (this.at >= this.source.length) return { kind: "identity" };
    const filter = this.pipe();
    if (this.at < this.source.length) this.fail();
    return filter;
  }

  private pipe(): Filter {
    this.depth += 1;
    if (this.depth > deepest) throw new JqSyntaxError("nesting is too deep");
    let left = this.comma();
    if (this.takeWord("as")) {
      const name = this.variableName();
      this.expect("|");
      left = { kind: "bind", source: left, name, body: this.pipe() };
    } else if (this.takeOperator("|")) left = { kind: "pipe", left, right: this.pipe() };
    this.depth -= 1;
    return left;
  }

  private comma(): Filter {
    let left = this.assignment();
    while (this.takeOperator(",")) left = { kind: "comma", left, right: this.assignment() };
    return left;
  }

  private assignment(): Filter {
    const left = this.alternative();
    this.blank();
    const operator = updates.find(
      (each) =>
        this.source.startsWith(each, this.at) &&
        !(each === "=" && this.source.startsWith("==", this.at)),
    );
    if (operator === undefined) return left;
    this.at += operator.length;
    return { kind: "update", operator, left, right: this.alternative() };
  }

  private alternative(): Filter {
    const left = this.or();
    if (!this.source.startsWith("//=", this.at) && this.takeOperator("//"))
      return { kind: "alternative", left, right: this.alternative() };
    return left;
  }

  private or(): Filter {
    let left = this.and();
    while (this.takeWord("or")) left = { kind: "or", left, right: this.and() };
    return left;
  }

  private and(): Filter {
    let left = this.comparison();
    while (this.takeWord("and")) left = { kind: "and", left, right: this.comparison() };
    return left;
  }

  private comparison(): Filter {
    const left = this.sum();
    this.blank();
    const operator = comparisons.find((each) => this.source.startsWith(each, this.at));
    if (operator === undefined) return left;
    this.at += operator.length;
    return { kind: "operator", operator, left, right: this.sum() };
  }

  private sum(): Filter {
    return this.leftToRight(["+", "-"], () =>
      this.leftToRight(["*", "/", "%"], () => this.postfix()),
    );
  }

  private leftToRight(names: readonly string[], next: () => Filter): Filter {
    let left = next();
    for (;;) {
      this.blank();
      const operator = names.find((each) => this.source.startsWith(each, this.at));
      const after = operator === undefined ? "" : this.source.charAt(this.at + 1);
      if (operator === undefined || after === "=" || (operator === "/" && after === "/"))
        return left;
      this.at += 1;
      left = { kind: "operator", operator, left, right: next() };
    }
  }

  private postfix(): Filter {
    let filter = this.term();
    for (;;) {
      const before = this.at;
      if (this.peek() === "." && /[A-Za-z_"[]/.test(this.source.charAt(this.at + 1))) {
        this.at += 1;
        if (this.peek() !== "[") {
          filter = { kind: "index", target: filter, key: this.fieldName() };
          continue;
        }
      }
      if (this.peek() === "[") {
        filter = this.bracket(filter);
        continue;
      }
      if (this.peek() === "?" && !this.source.startsWith("?//", this.at)) {
        this.at += 1;
        filter = { kind: "try", body: filter };
        continue;
      }
      this.at = before;
      this.blank();
      return filter;
    }
  }

  private bracket(target: Filter): Filter {
    this.expect("[");
    if (this.takeOperator("]")) return { kind: "iterate", target };
    if (this.takeOperator(":")) {
      const to = this.pipe();
      this.closeBracket();
      return { kind: "slice", target, to };
    }
    const key = this.pipe();
    if (this.takeOperator(":")) {
      if (this.takeOperatorHere("]")) return { kind: "slice", target, from: key };
      const to = this.pipe();
      this.closeBracket();
      return { kind: "slice", target, from: key, to };
    }
    this.closeBracket();
    return { kind: "index", target, key };
  }

  private closeBracket(): void {
    if (!this.takeOperatorHere("]")) this.fail();
  }

  /** As `takeOperator`, but leaves what follows (a postfix must touch its term). */
  private takeOperatorHere(operator: string): boolean {
    this.blank();
    if (!this.source.startsWith(operator, this.at)) return false;
    this.at += operator.length;
    return true;
  }

  private term(): Filter {
    this.blank();
    const character = this.peek();
    if (character === ".") return this.dot();
    if (character === '"') return this.text("text");
    if (character === "(") {
      this.at += 1;
      const inner = this.pipe();
      this.close(")");
      return inner;
    }
    if (character === "[") {
      this.at += 1;
      this.blank();
      if (this.takeOperatorHere("]")) return { kind: "array" };
      const body = this.pipe();
      this.close("]");
      return { kind: "array", body };
    }
    if (character === "{") return this.object();
    if (character === "-") {
      this.at += 1;
      return { kind: "negate", operand: this.postfix() };
    }
    if (character === "$") return { kind: "variable", name: this.variableName() };
    if (character === "@") return this.formatted();
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(
      this.source.slice(this.at, this.at + 40),
    )?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return { kind: "literal", value: Number(number) };
    }
    return this.named();
  }

  private dot(): Filter {
    this.at += 1;
    if (this.peek() === ".") {
      this.at += 1;
      return { kind: "recurse" };
    }
    const identity: Filter = { kind: "identity" };
    if (/[A-Za-z_"]/.test(this.peek()))
      return { kind: "index", target: identity, key: this.fieldName() };
    return identity;
  }

  private fieldName(): Filter {
    if (this.peek() === '"') return this.text("text");
    const name = /^[A-Za-z_]\w*/.exec(this.source.slice(this.at))?.[0];
    if (name === undefined) this.fail();
    this.at += name.length;
    return { kind: "literal", value: name };
  }

  private text(format: string): Filter {
    this.at += 1;
    const parts: (string | Filter)[] = [];
    let text = "";
    while (this.peek() !== '"') {
      if (this.at >= this.source.length) throw new JqSyntaxError("unterminated string");
      if (this.source.startsWith("\\(", this.at)) {
        parts.push(text);
        text = "";
        this.at += 2;
        parts.push(this.pipe());
        this.close(")");
        continue;
      }
      if (this.peek() !== "\\") {
        text += this.peek();
        this.at += 1;
        continue;
      }
      const sequence =
        /^\\(?:u[0-9a-fA-F]{4}|[\s\S])/.exec(this.source.slice(this.at, this.at + 6))?.[0] ?? "\\";
      const simple: Readonly<Record<string, string>> = {
        n: "\n",
        t: "\t",
        r: "\r",
        b: "\b",
        f: "\f",
        "/": "/",
        "\\": "\\",
        '"': '"',
      };
      text += sequence.startsWith("\\u")
        ? String.fromCharCode(Number.parseInt(sequence.slice(2), 16))
        : (simple[sequence.slice(1)] ?? sequence);
      this.at += sequence.length;
    }
    this.at += 1;
    parts.push(text);
    const [only] = parts;
    if (parts.length === 1 && typeof only === "string") return { kind: "literal", value: only };
    return { kind: "text", format, parts };
  }

  private formatted(): Filter {
    const name = /^@\w+/.exec(this.source.slice(this.at))?.[0] ?? "@";
    this.at += name.length;
    const mark = this.at;
    this.blank();
    if (this.peek() === '"') return this.text(name);
    this.at = mark;
    return { kind: "format", name };
  }

  private object(): Filter {
    this.at += 1;
    const entries: { key: Filter; value: Filter }[] = [];
    for (;;) {
      this.blank();
      if (this.takeOperatorHere("}")) return { kind: "object", entries };
      entries.push(this.entry());
      this.blank();
      if (this.takeOperatorHere("}")) return { kind: "object", entries };
      this.expect(",");
    }
  }

  private entry(): { key: Filter; value: Filter } {
    const identity: Filter = { kind: "identity" };
    if (this.peek() === "$") {
      const name = this.variableName();
      return { key: { kind: "literal", value: name }, value: { kind: "variable", name } };
    }
    let key: Filter;
    if (this.peek() === "(") {
      this.at += 1;
      key = this.pipe();
      this.close(")");
    } else if (this.peek() === "@") key = this.formatted();
    else key = this.fieldName();
    if (!this.takeOperator(":")) return { key, value: { kind: "index", target: identity, key } };
    return { key, value: this.entryValue() };
  }

  /** No commas; pipes only in parentheses, as jq has it (`a: b | c` is allowed from 1.7 on). */
  private entryValue(): Filter {
    let value = this.alternative();
    while (this.takeOperator("|")) value = { kind: "pipe", left: value, right: this.alternative() };
    return value;
  }

  private named(): Filter {
    const name = /^[A-Za-z_][\w:]*/.exec(this.source.slice(this.at))?.[0];
    if (name === undefined) this.fail();
    this.at += name.length;
    switch (name) {
      case "null":
        return { kind: "literal", value: null };
      case "true":
      case "false":
        return { kind: "literal", value: name === "true" };
      case "if":
        return this.conditional();
      case "try": {
        const body = this.postfix();
        return this.takeWord("catch")
          ? { kind: "try", body, handler: this.postfix() }
          : { kind: "try", body };
      }
      case "reduce": {
        const source = this.postfix();
        if (!this.takeWord("as")) this.fail();
        const variable = this.variableName();
        this.expect("(");
        const start = this.pipe();
        this.expect(";");
        const step = this.pipe();
        this.close(")");
        return { kind: "reduce", source, name: variable, start, step };
      }
      case "def":
      case "foreach":
      case "label":
      case "import":
        throw new JqSyntaxError(`\`${name}' is not simulated here`);
      default:
        return { kind: "call", name, args: this.args() };
    }
  }

  private conditional(): Filter {
    const condition = this.pipe();
    if (!this.takeWord("then")) this.fail();
    const yes = this.pipe();
    if (this.takeWord("elif")) return { kind: "if", condition, yes, no: this.conditional() };
    if (this.takeWord("else")) {
      const no = this.pipe();
      if (!this.takeWord("end")) this.fail();
      return { kind: "if", condition, yes, no };
    }
    if (!this.takeWord("end")) this.fail();
    return { kind: "if", condition, yes, no: { kind: "identity" } };
  }

  private args(): Filter[] {
    if (this.peek() !== "(") return [];
    this.at += 1;
    const args = [this.pipe()];
    while (this.takeOperator(";")) args.push(this.pipe());
    this.close(")");
    return args;
  }

  private variableName(): string {
    this.blank();
    const name = /^\$(?:__loc__|[A-Za-z_]\w*)/.exec(this.source.slice(this.at))?.[0];
    if (name === undefined) this.fail();
    this.at += name.length;
    return name.slice(1);
  }

  private close(operator: string): void {
    if (!this.takeOperatorHere(operator)) this.fail();
  }

  private expect(operator: string): void {
    if (!this.takeOperator(operator)) this.fail();
  }

  private takeOperator(operator: string): boolean {
    this.blank();
    if (!this.source.startsWith(operator, this.at)) return false;
    if (operator === "|" && this.source.startsWith("|=", this.at)) return false;
    this.at += operator.length;
    this.blank();
    return true;
  }

  private takeWord(word: string): boolean {
    this.blank();
    if (
      !this.source.startsWith(word, this.at) ||
      /\w/.test(this.source.charAt(this.at + word.length))
    )
      return false;
    this.at += word.length;
    this.blank();
    return true;
  }

  private blank(): void {
    for (;;) {
      while (/\s/.test(this.peek())) this.at += 1;
      if (this.peek() !== "#") return;
      while (this.at < this.source.length && this.peek() !== "\n") this.at += 1;
    }
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private fail(): never {
    const rest = this.source.slice(this.at).split(/\s/)[0] ?? "";
    throw new JqSyntaxError(
      rest === ""
        ? "syntax error, unexpected end of file (Unix shell quoting issues?)"
        : `syntax error, unexpected INVALID_CHARACTER near '${rest}' (Unix shell quoting issues?)`,
    );
  }
}
