// Shell arithmetic on 64-bit integers: `$(( … ))`, `(( … ))`, `let`, array indexes, `-eq`.
import { ShellFailure, type ShellState } from "./shell-state";

const binary: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "%"],
];
const assignments = ["=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^="];
const deepest = 200;

export function evaluateArithmetic(state: ShellState, text: string, depth = 0): bigint {
  if (text.trim() === "") return 0n;
  const evaluator = new Arithmetic(state, text, depth);
  return evaluator.whole();
}

class Arithmetic {
  private at = 0;
  private isSkipping = false;
  private nesting = 0;

  constructor(
    private readonly state: ShellState,
    private readonly text: string,
    private readonly depth: number,
  ) {
    if (depth > deepest) this.fail("expression recursion level exceeded");
  }

  whole(): bigint {
    const value = this.comma();
    this.blank();
    if (this.at < this.text.length) this.fail("syntax error in expression");
    return value;
  }

  private comma(): bigint {
    let value = this.assignment();
    while (this.take(",")) value = this.assignment();
    return value;
  }

  private assignment(): bigint {
    this.nesting += 1;
    if (this.nesting > deepest) this.fail("expression recursion level exceeded");
    try {
      const start = this.at;
      const target = this.name();
      if (target !== undefined) {
        this.blank();
        const operator = assignments.find((candidate) => this.text.startsWith(candidate, this.at));
        if (operator !== undefined && !this.text.startsWith("==", this.at)) {
          this.at += operator.length;
          const right = this.assignment();
          if (operator === "=") return this.store(target, right);
          return this.store(target, this.compute(operator.slice(0, -1), this.load(target), right));
        }
      }
      this.at = start;
      return this.ternary();
    } finally {
      this.nesting -= 1;
    }
  }

  private ternary(): bigint {
    const condition = this.level(0);
    if (!this.take("?")) return condition;
    const yes = this.skipUnless(condition !== 0n, () => this.assignment());
    if (!this.take(":")) this.fail("`:' expected for conditional expression");
    const no = this.skipUnless(condition === 0n, () => this.assignment());
    return condition !== 0n ? yes : no;
  }

  private level(index: number): bigint {
    const operators = binary[index];
    if (operators === undefined) return this.power();
    let left = this.level(index + 1);
    for (;;) {
      this.blank();
      const operator = operators.find((candidate) => this.isOperator(candidate));
      if (operator === undefined) return left;
      this.at += operator.length;
      if (operator === "&&") {
        const right = this.skipUnless(left !== 0n, () => this.level(index + 1));
        left = left !== 0n && right !== 0n ? 1n : 0n;
      } else if (operator === "||") {
        const right = this.skipUnless(left === 0n, () => this.level(index + 1));
        left = left !== 0n || right !== 0n ? 1n : 0n;
      } else left = this.compute(operator, left, this.level(index + 1));
    }
  }

  private isOperator(operator: string): boolean {
    if (!this.text.startsWith(operator, this.at)) return false;
    const next = this.text.charAt(this.at + operator.length);
    if (next === "=" && !["==", "!=", "<=", ">="].includes(operator)) return false;
    if ((operator === "|" || operator === "&") && next === operator) return false;
    if ((operator === "<" || operator === ">") && (next === operator || next === "=")) return false;
    if (operator === "*" && next === "*") return false;
    return true;
  }

  private power(): bigint {
    const base = this.unary();
    if (!this.take("**")) return base;
    const exponent = this.power();
    if (exponent < 0n) this.fail("exponent less than 0");
    return exponent > 4096n && base !== 0n && base !== 1n && base !== -1n
      ? 0n
      : wrap(base ** (exponent > 4096n ? exponent % 2n : exponent));
  }

  private unary(): bigint {
    this.blank();
    for (const operator of ["++", "--"]) {
      if (!this.text.startsWith(operator, this.at)) continue;
      const start = this.at;
      this.at += 2;
      const target = this.name();
      if (target !== undefined) {
        return this.store(target, wrap(this.load(target) + (operator === "++" ? 1n : -1n)));
      }
      this.at = start;
    }
    this.nesting += 1;
    if (this.nesting > deepest) this.fail("expression recursion level exceeded");
    try {
      if (this.take("!")) return this.unary() === 0n ? 1n : 0n;
      if (this.take("~")) return wrap(~this.unary());
      if (this.take("-")) return wrap(-this.unary());
      if (this.take("+")) return this.unary();
      return this.primary();
    } finally {
      this.nesting -= 1;
    }
  }

  private primary(): bigint {
    this.blank();
    if (this.take("(")) {
      const value = this.comma();
      if (!this.take(")")) this.fail("missing `)'");
      return value;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+)/.exec(
      this.text.slice(this.at),
    )?.[0];
    if (number !== undefined) {
      this.at += number.length;
      if (/^[A-Za-z_]/.test(this.text.slice(this.at))) this.fail("value too great for base");
      return this.number(number);
    }
    const target = this.name();
    if (target === undefined) this.fail("syntax error: operand expected");
    const value = this.load(target);
    for (const operator of ["++", "--"]) {
      if (!this.take(operator)) continue;
      this.store(target, wrap(value + (operator === "++" ? 1n : -1n)));
      return value;
    }
    return value;
  }

  private number(text: string): bigint {
    const based = /^(\d+)#(.+)$/.exec(text);
    if (based?.[2] !== undefined) {
      let value = 0n;
      for (const digit of based[2].toLowerCase()) {
        value = value * BigInt(based[1] ?? "10") + BigInt(Number.parseInt(digit, 36));
      }
      return wrap(value);
    }
    if (/^0[0-7]*[89]/.test(text))
      this.fail(`${text}: value too great for base (error token is "${text}")`, true);
    if (/^0[xX]/.test(text)) return wrap(BigInt(text));
    if (/^0\d/.test(text)) return wrap(BigInt(`0o${text.slice(1)}`));
    return wrap(BigInt(text));
  }

  private name(): { name: string; key?: string } | undefined {
    this.blank();
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.at))?.[0];
    if (name === undefined) return undefined;
    this.at += name.length;
    if (this.text.charAt(this.at) !== "[") return { name };
    const end = this.text.indexOf("]", this.at);
    if (end < 0) this.fail("bad array subscript");
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    const associative = this.state.variables.get(name)?.associative === true;
    return {
      name,
      key: associative ? inner : String(evaluateArithmetic(this.state, inner, this.depth + 1)),
    };
  }

  private load(target: { name: string; key?: string }): bigint {
    if (this.isSkipping) return 0n;
    const { name, key } = target;
    const text =
      key === undefined
        ? this.state.get(name)
        : this.state.variables.get(name)?.items?.find(([other]) => other === key)?.[1];
    if (text === undefined && this.state.options.has("nounset")) {
      throw new ShellFailure(`${name}: unbound variable`, 1, true);
    }
    const value = (text ?? "").trim();
    if (/^-?(?:0|[1-9]\d*)$/.test(value)) return wrap(BigInt(value));
    return evaluateArithmetic(this.state, value, this.depth + 1);
  }

  private store(target: { name: string; key?: string }, value: bigint): bigint {
    if (this.isSkipping) return value;
    if (target.key === undefined) this.state.set(target.name, String(value));
    else this.state.setItem(target.name, target.key, String(value));
    return value;
  }

  private compute(operator: string, left: bigint, right: bigint): bigint {
    switch (operator) {
      case "+":
        return wrap(left + right);
      case "-":
        return wrap(left - right);
      case "*":
        return wrap(left * right);
      case "/":
      case "%":
        if (right === 0n) {
          if (this.isSkipping) return 0n;
          this.fail(
            `division by 0 (error token is "${this.text.slice(this.at - 1).trim() || "0"}")`,
            true,
          );
        }
        return wrap(operator === "/" ? left / right : left % right);
      case "<<":
        return wrap(left << (right & 63n));
      case ">>":
        return wrap(left >> (right & 63n));
      case "&":
        return left & right;
      case "|":
        return left | right;
      case "^":
        return left ^ right;
      case "==":
        return left === right ? 1n : 0n;
      case "!=":
        return left !== right ? 1n : 0n;
      case "<":
        return left < right ? 1n : 0n;
      case ">":
        return left > right ? 1n : 0n;
      case "<=":
        return left <= right ? 1n : 0n;
      default:
        return left >= right ? 1n : 0n;
    }
  }

  private skipUnless(isNeeded: boolean, parse: () => bigint): bigint {
    const before = this.isSkipping;
    this.isSkipping = before || !isNeeded;
    const value = parse();
    this.isSkipping = before;
    return value;
  }

  private blank(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at += 1;
  }

  private take(token: string): boolean {
    this.blank();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private fail(message: string, isWhole = false): never {
    const rest = this.text.slice(this.at);
    const where = isWhole
      ? ""
      : ` (error token is "${rest.trimStart() === "" ? this.text.trim() : rest.trimStart()}")`;
    throw new ShellFailure(`${this.text.trim()}: ${message}${where}`, 1, true);
  }
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

/** A mistake in `(( … ))` fails the command, in `$(( … ))` the whole line. */
export function withoutFatal<Value>(evaluate: () => Value): Value {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ShellFailure) || !error.isFatal) throw error;
    throw new ShellFailure(
      error.message.startsWith("((") ? error.message : `((: ${error.message}`,
      error.status,
    );
  }
}
