// Reads an expression of the Common Expression Language, as far as validation rules use it.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/cel; the language: github.com/google/cel-spec
//
// Differs: no byte strings, no durations and timestamps, no optional types; a rule that uses them is refused
// as one that does not compile.

export type Expression =
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "select"; readonly of: Expression; readonly field: string }
  | { readonly kind: "index"; readonly of: Expression; readonly at: Expression }
  | {
      readonly kind: "call";
      readonly of?: Expression;
      readonly name: string;
      readonly args: readonly Expression[];
    };

export type ParsedExpression = { readonly expression: Expression } | { readonly error: string };

class SyntaxProblem extends Error {}

const token =
  /\s*(?:(\d+\.\d+|\d+u?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(\|\||&&|[=!<>]=|[-+*/%<>!?:.,()[\]{}]))/y;

const maxDepth = 60;

export function parseExpression(text: string): ParsedExpression {
  try {
    const parser = new Parser(tokens(text));
    return { expression: parser.whole() };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { error: error.message };
    throw error;
  }
}

function tokens(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null)
      throw new SyntaxProblem(
        `Syntax error: token recognition error at: '${text.slice(at).trim().slice(0, 10)}'`,
      );
    found.push(match[0].trim());
  }
  return found;
}

const call = (name: string, ...args: Expression[]): Expression => ({ kind: "call", name, args });

/** Loosest first. */
const levels = [
  ["||"],
  ["&&"],
  ["==", "!=", "<", "<=", ">", ">=", "in"],
  ["+", "-"],
  ["*", "/", "%"],
];

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Expression {
    const expression = this.ternary();
    if (this.at < this.tokens.length) this.fail();
    return expression;
  }

  private ternary(): Expression {
    if (++this.depth > maxDepth) throw new SyntaxProblem("expression is nested too deeply");
    const condition = this.binary(0);
    let result = condition;
    if (this.take("?")) {
      const yes = this.binary(0);
      this.want(":");
      result = call("?:", condition, yes, this.ternary());
    }
    this.depth -= 1;
    return result;
  }

  private binary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (
      let next = this.tokens[this.at];
      next !== undefined && operators.includes(next);
      next = this.tokens[this.at]
    ) {
      this.at += 1;
      left = call(next, left, this.binary(level + 1));
    }
    return left;
  }

  private unary(): Expression {
    if (this.take("!")) return call("!", this.unary());
    if (this.take("-")) return call("negate", this.unary());
    return this.member();
  }

  private member(): Expression {
    let of = this.primary();
    for (;;) {
      if (this.take(".")) {
        const field = this.tokens[this.at++] ?? "";
        if (!/^[A-Za-z_]/.test(field)) this.fail();
        of = this.take("(")
          ? { kind: "call", of, name: field, args: this.list(")") }
          : { kind: "select", of, field };
      } else if (this.take("[")) {
        const at = this.ternary();
        this.want("]");
        of = { kind: "index", of, at };
      } else return of;
    }
  }

  private primary(): Expression {
    const next = this.tokens[this.at++] ?? "";
    if (next === "(") {
      const inner = this.ternary();
      this.want(")");
      return inner;
    }
    if (next === "[") return { kind: "list", items: this.list("]") };
    if (next === "{") return { kind: "map", entries: this.entries() };
    if (/^\d/.test(next)) return { kind: "literal", value: Number.parseFloat(next) };
    if (/^["']/.test(next)) return { kind: "literal", value: unquote(next) };
    const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
    if (Object.hasOwn(words, next)) return { kind: "literal", value: words[next] };
    if (!/^[A-Za-z_]/.test(next)) this.fail(this.at - 1);
    return this.take("(")
      ? { kind: "call", name: next, args: this.list(")") }
      : { kind: "name", name: next };
  }

  private list(end: string): Expression[] {
    const items: Expression[] = [];
    while (!this.take(end)) {
      items.push(this.ternary());
      if (!this.take(",")) {
        this.want(end);
        break;
      }
    }
    return items;
  }

  private entries(): (readonly [Expression, Expression])[] {
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.take("}")) {
      const key = this.ternary();
      this.want(":");
      entries.push([key, this.ternary()]);
      if (!this.take(",")) {
        this.want("}");
        break;
      }
    }
    return entries;
  }

  private take(text: string): boolean {
    if (this.tokens[this.at] !== text) return false;
    this.at += 1;
    return true;
  }

  private want(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private fail(at = this.at): never {
    const shown = this.tokens[at] ?? "<EOF>";
    throw new SyntaxProblem(`Syntax error: mismatched input '${shown}'`);
  }
}

function unquote(text: string): string {
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
  return text.slice(1, -1).replace(/\\(.)/g, (_, each: string) => escapes[each] ?? each);
}
