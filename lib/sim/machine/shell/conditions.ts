// `test`, `[ … ]` and `[[ … ]]`.

import { matchesPattern } from "../glob";
import { compileRegex } from "../regular-expression";
import { evaluateArithmetic } from "./arithmetic";
import type { Expander } from "./expand";
import { ShellFailure, type ShellState } from "./shell-state";
import type { TestExpression } from "./syntax";

export function evaluateTest(expander: Expander, expression: TestExpression): boolean {
  switch (expression.kind) {
    case "not":
      return !evaluateTest(expander, expression.operand);
    case "and":
      return evaluateTest(expander, expression.left) && evaluateTest(expander, expression.right);
    case "or":
      return evaluateTest(expander, expression.left) || evaluateTest(expander, expression.right);
    case "unary":
      return unary(expander.state, expression.operator, expander.text(expression.word));
    case "binary":
      return extendedBinary(expander, expression);
  }
}

function extendedBinary(
  expander: Expander,
  expression: Extract<TestExpression, { kind: "binary" }>,
): boolean {
  const { state } = expander;
  const left = expander.text(expression.left);
  switch (expression.operator) {
    case "=":
    case "==":
      return matchesPattern(expander.pattern(expression.right), left);
    case "!=":
      return !matchesPattern(expander.pattern(expression.right), left);
    case "=~": {
      const match = compileRegex(expander.pattern(expression.right), { extended: true }).exec(left);
      const items =
        match === undefined ? [] : match.groups.map((text, i) => [String(i), text ?? ""] as const);
      state.setItems("BASH_REMATCH", items);
      return match !== undefined;
    }
    case "<":
      return left < expander.text(expression.right);
    case ">":
      return left > expander.text(expression.right);
    default: {
      const right = expander.text(expression.right);
      if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator)) {
        return compareNumbers(
          expression.operator,
          evaluateArithmetic(state, left),
          evaluateArithmetic(state, right),
        );
      }
      return compareFiles(state, expression.operator, left, right);
    }
  }
}

export function unary(state: ShellState, operator: string, value: string): boolean {
  const { files } = state.io;
  switch (operator) {
    case "-n":
      return value !== "";
    case "-z":
      return value === "";
    case "-e":
    case "-a":
      return value !== "" && files.exists(value);
    case "-f":
      return value !== "" && files.stat(value)?.type === "file";
    case "-d":
      return value !== "" && files.isDirectory(value);
    case "-L":
    case "-h":
      return value !== "" && files.lstat(value)?.type === "link";
    case "-s":
      return value !== "" && (files.stat(value)?.size ?? 0) > 0;
    case "-r":
      return value !== "" && files.may(value, "read");
    case "-w":
      return value !== "" && files.may(value, "write");
    case "-x":
      return value !== "" && files.may(value, "execute");
    case "-c":
      return value !== "" && files.stat(value)?.type === "device";
    case "-b":
    case "-p":
    case "-S":
    case "-g":
    case "-u":
    case "-k":
      return false;
    case "-O":
      return files.stat(value)?.owner === state.io.process.user;
    case "-t":
      return state.io.system.isTerminal(Number.parseInt(value, 10));
    case "-v": {
      const element = /^(\w+)\[(.+)\]$/.exec(value);
      if (element?.[1] !== undefined) {
        return state.variables.get(element[1])?.items?.some(([key]) => key === element[2]) === true;
      }
      return state.get(value) !== undefined;
    }
    case "-o":
      return state.options.has(value);
    default:
      throw new ShellFailure(`${operator}: unary operator expected`, 2);
  }
}

function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case "-eq":
      return left === right;
    case "-ne":
      return left !== right;
    case "-lt":
      return left < right;
    case "-le":
      return left <= right;
    case "-gt":
      return left > right;
    default:
      return left >= right;
  }
}

function compareFiles(state: ShellState, operator: string, left: string, right: string): boolean {
  const { files } = state.io;
  const [a, b] = [files.stat(left)?.modifiedMs, files.stat(right)?.modifiedMs];
  if (operator === "-nt") return a !== undefined && (b === undefined || a > b);
  if (operator === "-ot") return b !== undefined && (a === undefined || a < b);
  if (operator === "-ef") return a !== undefined && files.resolve(left) === files.resolve(right);
  throw new ShellFailure(`${operator}: binary operator expected`, 2);
}

/** `test` with POSIX' rules by number of arguments. */
export function testCommand(state: ShellState, args: readonly string[]): boolean {
  const parser = new TestArguments(state, args);
  return parser.whole();
}

const binaryOperators: ReadonlySet<string> = new Set([
  "=",
  "==",
  "!=",
  "<",
  ">",
  "-eq",
  "-ne",
  "-lt",
  "-le",
  "-gt",
  "-ge",
  "-nt",
  "-ot",
  "-ef",
]);

class TestArguments {
  private at = 0;

  constructor(
    private readonly state: ShellState,
    private readonly args: readonly string[],
  ) {}

  whole(): boolean {
    if (this.args.length === 0) return false;
    const value = this.or();
    if (this.at < this.args.length) {
      if (this.args.length === 3 || this.args.length === 2) {
        const operator = this.args[1] ?? "";
        throw new ShellFailure(
          this.args.length === 2
            ? `${this.args[0]}: unary operator expected`
            : `${operator}: binary operator expected`,
          2,
        );
      }
      throw new ShellFailure("too many arguments", 2);
    }
    return value;
  }

  private or(): boolean {
    let value = this.and();
    while (this.args[this.at] === "-o") {
      this.at += 1;
      const right = this.and();
      value = value || right;
    }
    return value;
  }

  private and(): boolean {
    let value = this.not();
    while (this.args[this.at] === "-a") {
      this.at += 1;
      const right = this.not();
      value = value && right;
    }
    return value;
  }

  private not(): boolean {
    let negated = false;
    while (
      this.args[this.at] === "!" &&
      this.at + 1 < this.args.length &&
      !binaryOperators.has(this.args[this.at + 1] ?? "")
    ) {
      negated = !negated;
      this.at += 1;
    }
    return this.primary() !== negated;
  }

  private primary(): boolean {
    const [first = "", second, third] = this.args.slice(this.at);
    if (second !== undefined && binaryOperators.has(second) && third !== undefined) {
      this.at += 3;
      return this.binary(first, second, third);
    }
    if (first === "(" && this.args.length > this.at + 1) {
      this.at += 1;
      const value = this.or();
      if (this.args[this.at] !== ")") throw new ShellFailure("`)' expected", 2);
      this.at += 1;
      return value;
    }
    if (/^-[a-zA-Z]$/.test(first) && second !== undefined && second !== "-a" && second !== "-o") {
      this.at += 2;
      return unary(this.state, first, second);
    }
    this.at += 1;
    return first !== "";
  }

  private binary(left: string, operator: string, right: string): boolean {
    switch (operator) {
      case "=":
      case "==":
        return left === right;
      case "!=":
        return left !== right;
      case "<":
        return left < right;
      case ">":
        return left > right;
      case "-nt":
      case "-ot":
      case "-ef":
        return compareFiles(this.state, operator, left, right);
      default:
        return compareNumbers(operator, this.integer(left), this.integer(right));
    }
  }

  private integer(text: string): bigint {
    if (!/^\s*[-+]?\d+\s*$/.test(text)) {
      throw new ShellFailure(
        this.state.dialect === "bash"
          ? `${text}: integer expression expected`
          : `Illegal number: ${text}`,
        2,
      );
    }
    return BigInt(text.trim().replace(/^\+/, ""));
  }
}
