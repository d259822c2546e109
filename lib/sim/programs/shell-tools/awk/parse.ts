// awk's grammar: patterns with actions, functions, statements, expressions.
import { compileRegex, type Regex } from "../../../machine/regular-expression";

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "regex"; readonly regex: Regex }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "element"; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly kind: "field"; readonly index: Expression }
  | {
      readonly kind: "assign";
      readonly operator: string;
      readonly target: Expression;
      readonly value: Expression;
    }
  | {
      readonly kind: "step";
      readonly by: 1 | -1;
      readonly isPrefix: boolean;
      readonly target: Expression;
    }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "ternary";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: "in"; readonly keys: readonly Expression[]; readonly name: string }
  | { readonly kind: "group"; readonly items: readonly Expression[] }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      readonly isUser: boolean;
    }
  | { readonly kind: "getline"; readonly target?: Expression };

export type Statement =
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | { readonly kind: "expression"; readonly value: Expression }
  | {
      readonly kind: "print";
      readonly items: readonly Expression[];
      readonly isFormat: boolean;
      readonly file?: { readonly append: boolean; readonly path: Expression };
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly yes: Statement;
      readonly no?: Statement;
    }
  | {
      readonly kind: "while";
      readonly condition: Expression;
      readonly body: Statement;
      readonly isAfter: boolean;
    }
  | {
      readonly kind: "for";
      readonly start?: Statement;
      readonly condition?: Expression;
      readonly step?: Statement;
      readonly body: Statement;
    }
  | {
      readonly kind: "each";
      readonly variable: string;
      readonly array: string;
      readonly body: Statement;
    }
  | {
      readonly kind: "leave";
      readonly how: "next" | "break" | "continue" | "exit" | "return" | "nextfile";
      readonly value?: Expression;
    }
  | { readonly kind: "delete"; readonly name: string; readonly keys?: readonly Expression[] };

export interface Rule {
  readonly when: "begin" | "end" | "line";
  readonly pattern?: Expression;
  /** `pattern, pattern`. */
  readonly until?: Expression;
  readonly action?: Statement;
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<
    string,
    { readonly parameters: readonly string[]; readonly body: Statement }
  >;
}

export class AwkError extends Error {}

interface Token {
  readonly kind:
    | "number"
    | "string"
    | "regex"
    | "name"
    | "function"
    | "operator"
    | "newline"
    | "end";
  readonly text: string;
  readonly line: number;
}

const operators = [
  "&&",
  "||",
  "++",
  "--",
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
  "^=",
  "**",
  "==",
  "!=",
  "<=",
  ">=",
  ">>",
  "!~",
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ";",
  ",",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "!",
  "<",
  ">",
  "|",
  "?",
  ":",
  "~",
  "$",
  "=",
];

export const builtins: ReadonlySet<string> = new Set([
  "length",
  "substr",
  "index",
  "split",
  "sub",
  "gsub",
  "match",
  "sprintf",
  "tolower",
  "toupper",
  "int",
  "sqrt",
  "exp",
  "log",
  "sin",
  "cos",
  "atan2",
  "rand",
  "srand",
  "system",
  "close",
  "fflush",
  "strftime",
  "systime",
  "gensub",
]);

const keywords: ReadonlySet<string> = new Set([
  "BEGIN",
  "END",
  "if",
  "else",
  "while",
  "for",
  "do",
  "in",
  "next",
  "nextfile",
  "exit",
  "return",
  "break",
  "continue",
  "delete",
  "print",
  "printf",
  "function",
  "func",
  "getline",
]);

export function parseAwk(source: string): AwkProgram {
  return new Parser(tokensOf(source)).program();
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const push = (kind: Token["kind"], text: string): void => {
    tokens.push({ kind, text, line });
  };
  while (at < source.length) {
    const rest = source.slice(at, at + 4096);
    const blank = /^(?:[ \t\r]|\\\r?\n)+/.exec(rest)?.[0];
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    if (rest.startsWith("#")) {
      const end = source.indexOf("\n", at);
      at = end < 0 ? source.length : end;
      continue;
    }
    if (rest.startsWith("\n")) {
      push("newline", "\n");
      line += 1;
      at += 1;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) {
      push("number", number);
      at += number.length;
      continue;
    }
    if (rest.startsWith('"')) {
      const found = /^"((?:[^"\\\n]|\\[\s\S])*)"/.exec(source.slice(at));
      if (found === null) throw new AwkError(`line ${line}: unterminated string`);
      push("string", withoutEscapes(found[1] ?? ""));
      at += found[0].length;
      continue;
    }
    if (rest.startsWith("/") && regexMayStart(tokens[tokens.length - 1])) {
      const found = /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:[^\]\\\n]|\\.|\[:[a-z]+:\])*\])*)\//.exec(
        source.slice(at),
      );
      if (found === null) throw new AwkError(`line ${line}: unterminated regexp`);
      push("regex", (found[1] ?? "").replaceAll("\\/", "/"));
      at += found[0].length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name !== undefined) {
      at += name.length;
      const isCall = source.charAt(at) === "(" && !keywords.has(name) && !builtins.has(name);
      push(isCall ? "function" : "name", name);
      continue;
    }
    const operator = operators.find((each) => rest.startsWith(each));
    if (operator === undefined)
      throw new AwkError(`line ${line}: syntax error at or near ${rest.charAt(0)}`);
    push("operator", operator === "**" ? "^" : operator);
    at += operator.length;
  }
  push("newline", "\n");
  push("end", "end of file");
  return tokens;
}

function regexMayStart(before: Token | undefined): boolean {
  if (before === undefined || before.kind === "newline" || before.kind === "operator")
    return before === undefined || ![")", "]", "$"].includes(before.text);
  return (
    before.kind === "name" && ["print", "printf", "in", "return", "else"].includes(before.text)
  );
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(n|t|r|\\|"|\/|a|b|f|v|[0-7]{1,3}|[\s\S])/g, (whole, code: string) => {
    const simple: Readonly<Record<string, string>> = {
      n: "\n",
      t: "\t",
      r: "\r",
      "\\": "\\",
      '"': '"',
      "/": "/",
      a: "\x07",
      b: "\b",
      f: "\f",
      v: "\v",
    };
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return simple[code] ?? whole;
  });
}

class Parser {
  private at = 0;
  private depth = 0;
  private noIn = false;
  private noGreater = false;

  constructor(private readonly tokens: readonly Token[]) {}

  program(): AwkProgram {
    const rules: Rule[] = [];
    const functions = new Map<string, { parameters: string[]; body: Statement }>();
    for (;;) {
      this.skipEnds();
      if (this.token.kind === "end") return { rules, functions };
      if (this.isName("function") || this.isName("func")) {
        this.at += 1;
        const name = this.token.text;
        this.at += 1;
        this.expect("(");
        const parameters: string[] = [];
        while (!this.is(")")) {
          parameters.push(this.token.text);
          this.at += 1;
          if (this.is(",")) this.at += 1;
        }
        this.expect(")");
        this.skipNewlines();
        functions.set(name, { parameters, body: this.block() });
        continue;
      }
      rules.push(this.rule());
    }
  }

  private rule(): Rule {
    if (this.isName("BEGIN") || this.isName("END")) {
      const when = this.token.text === "BEGIN" ? "begin" : "end";
      this.at += 1;
      this.skipNewlines();
      return { when, action: this.block() };
    }
    if (this.is("{")) return { when: "line", action: this.block() };
    const pattern = this.expression();
    let until: Expression | undefined;
    if (this.is(",")) {
      this.at += 1;
      this.skipNewlines();
      until = this.expression();
    }
    const action = this.is("{") ? { action: this.block() } : {};
    return { when: "line", pattern, ...(until === undefined ? {} : { until }), ...action };
  }

  private block(): Statement {
    this.expect("{");
    const body: Statement[] = [];
    this.skipEnds();
    while (!this.is("}")) {
      if (this.token.kind === "end") this.fail();
      body.push(this.statement());
      this.skipEnds();
    }
    this.at += 1;
    return { kind: "block", body };
  }

  private statement(): Statement {
    this.depth += 1;
    if (this.depth > 200) throw new AwkError("nesting is too deep");
    const statement = this.anyStatement();
    this.depth -= 1;
    return statement;
  }

  private anyStatement(): Statement {
    if (this.is("{")) return this.block();
    if (this.is(";")) return { kind: "block", body: [] };
    const word = this.token.kind === "name" ? this.token.text : "";
    switch (word) {
      case "if":
        return this.conditional();
      case "while": {
        this.at += 1;
        const condition = this.parenthesized();
        if (this.is(";"))
          return { kind: "while", condition, body: { kind: "block", body: [] }, isAfter: false };
        return { kind: "while", condition, body: this.body(), isAfter: false };
      }
      case "do": {
        this.at += 1;
        const body = this.body();
        this.skipEnds();
        if (!this.isName("while")) this.fail();
        this.at += 1;
        return { kind: "while", condition: this.parenthesized(), body, isAfter: true };
      }
      case "for":
        return this.forStatement();
      default: {
        const statement = this.simple();
        if (
          !this.is(";") &&
          !this.is("}") &&
          this.token.kind !== "newline" &&
          this.token.kind !== "end"
        )
          this.fail();
        return statement;
      }
    }
  }

  private conditional(): Statement {
    this.at += 1;
    const condition = this.parenthesized();
    const yes = this.body();
    const mark = this.at;
    this.skipEnds();
    if (!this.isName("else")) {
      this.at = mark;
      return { kind: "if", condition, yes };
    }
    this.at += 1;
    return { kind: "if", condition, yes, no: this.body() };
  }

  private forStatement(): Statement {
    this.at += 1;
    this.expect("(");
    const [variable, keyword, array, close] = this.tokens.slice(this.at, this.at + 4);
    if (
      variable?.kind === "name" &&
      keyword?.text === "in" &&
      array?.kind === "name" &&
      close?.text === ")"
    ) {
      this.at += 4;
      return { kind: "each", variable: variable.text, array: array.text, body: this.body() };
    }
    const start = this.is(";") ? undefined : this.simple();
    this.expect(";");
    this.skipNewlines();
    const condition = this.is(";") ? undefined : this.expression();
    this.expect(";");
    this.skipNewlines();
    const step = this.is(")") ? undefined : this.simple();
    this.expect(")");
    const body = this.is(";") ? ({ kind: "block", body: [] } as const) : this.body();
    return {
      kind: "for",
      body,
      ...(start === undefined ? {} : { start }),
      ...(condition === undefined ? {} : { condition }),
      ...(step === undefined ? {} : { step }),
    };
  }

  private body(): Statement {
    this.skipNewlines();
    return this.statement();
  }

  private parenthesized(): Expression {
    this.expect("(");
    const value = this.expression();
    this.expect(")");
    return value;
  }

  private simple(): Statement {
    const word = this.token.kind === "name" ? this.token.text : "";
    switch (word) {
      case "print":
      case "printf":
        return this.print(word === "printf");
      case "next":
      case "nextfile":
      case "break":
      case "continue":
        this.at += 1;
        return { kind: "leave", how: word };
      case "exit":
      case "return": {
        this.at += 1;
        const ends = this.is(";") || this.is("}") || this.token.kind === "newline";
        return ends
          ? { kind: "leave", how: word }
          : { kind: "leave", how: word, value: this.expression() };
      }
      case "delete": {
        this.at += 1;
        const name = this.token.text;
        this.at += 1;
        if (!this.is("[")) return { kind: "delete", name };
        this.at += 1;
        const keys = this.list("]");
        return { kind: "delete", name, keys };
      }
      default:
        return { kind: "expression", value: this.expression() };
    }
  }

  private print(isFormat: boolean): Statement {
    this.at += 1;
    let items: Expression[] = [];
    const ends = (): boolean =>
      this.is(";") ||
      this.is("}") ||
      this.is(">") ||
      this.is(">>") ||
      this.is("|") ||
      this.token.kind === "newline" ||
      this.token.kind === "end";
    if (!ends()) {
      const before = this.noGreater;
      this.noGreater = true;
      items.push(this.expression());
      while (this.is(",")) {
        this.at += 1;
        this.skipNewlines();
        items.push(this.expression());
      }
      this.noGreater = before;
      const [only] = items;
      if (items.length === 1 && only?.kind === "group") items = [...only.items];
    }
    if (this.is(">") || this.is(">>")) {
      const append = this.is(">>");
      this.at += 1;
      return {
        kind: "print",
        items,
        isFormat,
        file: { append, path: this.concatenationOperand() },
      };
    }
    if (this.is("|"))
      throw new AwkError("output to a command is not simulated here: pipe awk's output instead");
    return { kind: "print", items, isFormat };
  }

  private concatenationOperand(): Expression {
    return this.additive();
  }

  // --- expressions, loosest first -----------------------------------------------------------------------

  private expression(): Expression {
    this.depth += 1;
    if (this.depth > 200) throw new AwkError("nesting is too deep");
    const value = this.ternary();
    const operator = this.token.text;
    const isTarget =
      value.kind === "variable" || value.kind === "element" || value.kind === "field";
    if (
      this.token.kind === "operator" &&
      isTarget &&
      ["=", "+=", "-=", "*=", "/=", "%=", "^="].includes(operator)
    ) {
      this.at += 1;
      this.skipNewlines();
      const right = this.expression();
      this.depth -= 1;
      return { kind: "assign", operator, target: value, value: right };
    }
    this.depth -= 1;
    return value;
  }

  private ternary(): Expression {
    const condition = this.or();
    if (!this.is("?")) return condition;
    this.at += 1;
    this.skipNewlines();
    const yes = this.expression();
    this.skipNewlines();
    this.expect(":");
    this.skipNewlines();
    return { kind: "ternary", condition, yes, no: this.expression() };
  }

  private or(): Expression {
    return this.leftToRight(["||"], () => this.and());
  }

  private and(): Expression {
    return this.leftToRight(["&&"], () => this.membership());
  }

  private membership(): Expression {
    let left = this.matching();
    while (this.isName("in") && !this.noIn) {
      this.at += 1;
      const name = this.token.text;
      this.at += 1;
      left = { kind: "in", keys: left.kind === "group" ? left.items : [left], name };
    }
    return left;
  }

  private matching(): Expression {
    return this.leftToRight(["~", "!~"], () => this.comparison());
  }

  private comparison(): Expression {
    const left = this.concatenation();
    const operator = this.token.text;
    const isComparison =
      this.token.kind === "operator" && ["<", "<=", "==", "!=", ">", ">="].includes(operator);
    if (!isComparison || (operator === ">" && this.noGreater)) return left;
    this.at += 1;
    return { kind: "binary", operator, left, right: this.concatenation() };
  }

  private concatenation(): Expression {
    let left = this.additive();
    while (this.startsOperand())
      left = { kind: "binary", operator: " ", left, right: this.additive() };
    return left;
  }

  private startsOperand(): boolean {
    const { kind, text } = this.token;
    if (kind === "number" || kind === "string" || kind === "regex" || kind === "function")
      return true;
    if (kind === "name")
      return text !== "in" && (!keywords.has(text) || text === "getline") && text !== "getline";
    return (
      kind === "operator" && ["$", "!", "(", "-", "+", "++", "--"].includes(text) && text !== "!"
    );
  }

  private additive(): Expression {
    return this.leftToRight(["+", "-"], () =>
      this.leftToRight(["*", "/", "%"], () => this.unary()),
    );
  }

  private unary(): Expression {
    if (this.token.kind === "operator" && ["!", "-", "+"].includes(this.token.text)) {
      const operator = this.token.text;
      this.at += 1;
      this.depth += 1;
      if (this.depth > 200) throw new AwkError("nesting is too deep");
      const operand = this.unary();
      this.depth -= 1;
      return { kind: "unary", operator, operand };
    }
    return this.power();
  }

  private power(): Expression {
    const base = this.postfix();
    if (!this.is("^")) return base;
    this.at += 1;
    return { kind: "binary", operator: "^", left: base, right: this.unary() };
  }

  private postfix(): Expression {
    if (this.is("++") || this.is("--")) {
      const by = this.is("++") ? 1 : -1;
      this.at += 1;
      return { kind: "step", by, isPrefix: true, target: this.primary() };
    }
    const value = this.primary();
    const isTarget =
      value.kind === "variable" || value.kind === "element" || value.kind === "field";
    if (!isTarget || !(this.is("++") || this.is("--"))) return value;
    const by = this.is("++") ? 1 : -1;
    this.at += 1;
    return { kind: "step", by, isPrefix: false, target: value };
  }

  private primary(): Expression {
    const { kind, text } = this.token;
    if (kind === "number") {
      this.at += 1;
      return { kind: "number", value: Number(text) };
    }
    if (kind === "string") {
      this.at += 1;
      return { kind: "string", value: text };
    }
    if (kind === "regex") {
      this.at += 1;
      return { kind: "regex", regex: compileRegex(text, { extended: true }) };
    }
    if (kind === "operator" && text === "$") {
      this.at += 1;
      const index =
        this.is("++") || this.is("--")
          ? this.postfix()
          : this.is("-") || this.is("!")
            ? this.unary()
            : this.primary();
      return { kind: "field", index };
    }
    if (kind === "operator" && text === "(") {
      this.at += 1;
      const [noIn, noGreater] = [this.noIn, this.noGreater];
      this.noIn = false;
      this.noGreater = false;
      const items = this.list(")");
      this.noIn = noIn;
      this.noGreater = noGreater;
      return { kind: "group", items };
    }
    if (kind === "function") {
      this.at += 2;
      return { kind: "call", name: text, args: this.list(")"), isUser: true };
    }
    if (kind !== "name") this.fail();
    this.at += 1;
    if (text === "getline")
      return {
        kind: "getline",
        ...(this.token.kind === "name" && !keywords.has(this.token.text)
          ? { target: this.primary() }
          : {}),
      };
    if (builtins.has(text)) {
      if (!this.is("(")) return { kind: "call", name: text, args: [], isUser: false };
      this.at += 1;
      return { kind: "call", name: text, args: this.list(")"), isUser: false };
    }
    if (keywords.has(text)) {
      this.at -= 1;
      this.fail();
    }
    if (!this.is("[")) return { kind: "variable", name: text };
    this.at += 1;
    return { kind: "element", name: text, keys: this.list("]") };
  }

  private list(closer: string): Expression[] {
    const items: Expression[] = [];
    this.skipNewlines();
    while (!this.is(closer)) {
      items.push(this.expression());
      this.skipNewlines();
      if (this.is(",")) {
        this.at += 1;
        this.skipNewlines();
      } else if (!this.is(closer)) this.fail();
    }
    this.at += 1;
    return items;
  }

  private leftToRight(names: readonly string[], next: () => Expression): Expression {
    let left = next();
    while (this.token.kind === "operator" && names.includes(this.token.text)) {
      const operator = this.token.text;
      this.at += 1;
      this.skipNewlines();
      left = { kind: "binary", operator, left, right: next() };
    }
    return left;
  }

  // --- tokens -------------------------------------------------------------------------------------------

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: "end", text: "end of file", line: 0 };
  }

  private is(operator: string): boolean {
    return this.token.kind === "operator" && this.token.text === operator;
  }

  private isName(name: string): boolean {
    return this.token.kind === "name" && this.token.text === name;
  }

  private expect(operator: string): void {
    if (!this.is(operator)) this.fail();
    this.at += 1;
  }

  private skipNewlines(): void {
    while (this.token.kind === "newline") this.at += 1;
  }

  private skipEnds(): void {
    while (this.token.kind === "newline" || this.is(";")) this.at += 1;
  }

  private fail(): never {
    throw new AwkError(
      `line ${this.token.line}: syntax error at or near ${this.token.kind === "newline" ? "end of line" : this.token.text}`,
    );
  }
}
