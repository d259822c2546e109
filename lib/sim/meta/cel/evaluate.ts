// What an expression is worth for given variables. Bounded: a rule that takes too many steps is an error.
//
// Differs: numbers are not told apart by type, and regular expressions are JavaScript's.
import { deepEqual, isJsonObject } from "../object";
import type { Expression } from "./parse";

export type Evaluated = { readonly value: unknown } | { readonly error: string };
export type Variables = Readonly<Record<string, unknown>>;

class EvaluationProblem extends Error {}

const maxSteps = 100_000;
const maxPattern = 500;

export function evaluate(expression: Expression, variables: Variables): Evaluated {
  try {
    return { value: new Evaluation().of(expression, variables) };
  } catch (error) {
    if (error instanceof EvaluationProblem) return { error: error.message };
    throw error;
  }
}

type Function = (...args: readonly unknown[]) => unknown;

const fail = (message: string): never => {
  throw new EvaluationProblem(message);
};
const noOverload = (): never => fail("no such overload");

const text = (value: unknown): string => (typeof value === "string" ? value : noOverload());
const number = (value: unknown): number => (typeof value === "number" ? value : noOverload());
const boolean = (value: unknown): boolean => (typeof value === "boolean" ? value : noOverload());

function compare(a: unknown, b: unknown): number {
  if (typeof a === "string") return a < text(b) ? -1 : a > text(b) ? 1 : 0;
  return number(a) - number(b);
}

function size(value: unknown): number {
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : noOverload();
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === "string") return a + text(b);
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  return number(a) + number(b);
}

function divide(a: unknown, b: unknown): number {
  if (number(b) === 0) fail("division by zero");
  return Number.isInteger(a) && Number.isInteger(b)
    ? Math.trunc(number(a) / number(b))
    : number(a) / number(b);
}

function matches(value: unknown, pattern: unknown): boolean {
  if (text(pattern).length > maxPattern) fail("pattern is too long");
  try {
    return new RegExp(text(pattern), "u").test(text(value).slice(0, 10_000));
  } catch {
    return fail("error parsing regexp");
  }
}

const functions: Readonly<Record<string, Function>> = {
  "==": (a, b) => deepEqual(a, b),
  "!=": (a, b) => !deepEqual(a, b),
  "<": (a, b) => compare(a, b) < 0,
  "<=": (a, b) => compare(a, b) <= 0,
  ">": (a, b) => compare(a, b) > 0,
  ">=": (a, b) => compare(a, b) >= 0,
  "+": add,
  "-": (a, b) => number(a) - number(b),
  "*": (a, b) => number(a) * number(b),
  "/": divide,
  "%": (a, b) => (number(b) === 0 ? fail("modulus by zero") : number(a) % number(b)),
  "!": (a) => !boolean(a),
  negate: (a) => -number(a),
  in: (a, list) => {
    if (Array.isArray(list)) return list.some((each) => deepEqual(each, a));
    return isJsonObject(list) ? Object.hasOwn(list, String(a)) : noOverload();
  },
  size,
  startsWith: (a, b) => text(a).startsWith(text(b)),
  endsWith: (a, b) => text(a).endsWith(text(b)),
  contains: (a, b) => text(a).includes(text(b)),
  matches,
  lowerAscii: (a) => text(a).toLowerCase(),
  upperAscii: (a) => text(a).toUpperCase(),
  trim: (a) => text(a).trim(),
  split: (a, b) => text(a).split(text(b)),
  join: (a, b = "") => (Array.isArray(a) ? a.map(text).join(text(b)) : noOverload()),
  indexOf: (a, b) => text(a).indexOf(text(b)),
  replace: (a, b, c) => text(a).replaceAll(text(b), text(c)),
  substring: (a, from, to) =>
    text(a).slice(number(from), to === undefined ? undefined : number(to)),
  string: (a) => (typeof a === "object" ? noOverload() : String(a)),
  int: (a) => Math.trunc(Number(a)),
  double: Number,
  sum: (a) =>
    Array.isArray(a) ? a.reduce((sum: number, each) => sum + number(each), 0) : noOverload(),
  min: (...args) => extreme(args, -1),
  max: (...args) => extreme(args, 1),
};

function extreme(args: readonly unknown[], sign: number): unknown {
  const values = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  if (values.length === 0) fail("min/max called on empty list");
  return values.reduce((best, each) => (compare(each, best) * sign > 0 ? each : best));
}

const macros = ["all", "exists", "exists_one", "filter", "map"];

class Evaluation {
  private steps = 0;

  of(expression: Expression, variables: Variables): unknown {
    if (++this.steps > maxSteps) fail("operation cancelled: actual cost limit exceeded");
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "name":
        if (Object.hasOwn(variables, expression.name)) return variables[expression.name];
        return fail(`undeclared reference to '${expression.name}' (in container '')`);
      case "list":
        return expression.items.map((item) => this.of(item, variables));
      case "map":
        return Object.fromEntries(
          expression.entries.map(([key, value]) => [
            String(this.of(key, variables)),
            this.of(value, variables),
          ]),
        );
      case "select":
        return field(this.of(expression.of, variables), expression.field);
      case "index":
        return item(this.of(expression.of, variables), this.of(expression.at, variables));
      default:
        return this.call(expression, variables);
    }
  }

  private call(expression: Extract<Expression, { kind: "call" }>, variables: Variables): unknown {
    const { args, name, of } = expression;
    const [first, second, third] = args;
    if (of === undefined && first !== undefined) {
      if (name === "has") return this.has(first, variables);
      if (second !== undefined && (name === "&&" || name === "||")) {
        const isDecided = boolean(this.of(first, variables)) === (name === "||");
        return isDecided ? name === "||" : boolean(this.of(second, variables));
      }
      if (second !== undefined && third !== undefined && name === "?:") {
        return this.of(boolean(this.of(first, variables)) ? second : third, variables);
      }
    }
    if (
      of !== undefined &&
      macros.includes(name) &&
      first?.kind === "name" &&
      second !== undefined
    ) {
      return this.macro(name, this.of(of, variables), (value) => {
        return this.of(args.at(-1) ?? second, { ...variables, [first.name]: value });
      });
    }
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (known === undefined) return fail(`undeclared reference to '${name}' (in container '')`);
    const values = args.map((each) => this.of(each, variables));
    return of === undefined ? known(...values) : known(this.of(of, variables), ...values);
  }

  private has(argument: Expression, variables: Variables): boolean {
    if (argument.kind !== "select") return fail("invalid argument to has() macro");
    const owner = this.of(argument.of, variables);
    return isJsonObject(owner) && Object.hasOwn(owner, argument.field);
  }

  private macro(name: string, range: unknown, test: (value: unknown) => unknown): unknown {
    const values = Array.isArray(range)
      ? range
      : isJsonObject(range)
        ? Object.keys(range)
        : noOverload();
    if (name === "map") return values.map(test);
    if (name === "filter") return values.filter((value) => boolean(test(value)));
    if (name === "all") return values.every((value) => boolean(test(value)));
    if (name === "exists") return values.some((value) => boolean(test(value)));
    return values.filter((value) => boolean(test(value))).length === 1;
  }
}

function field(owner: unknown, name: string): unknown {
  if (isJsonObject(owner) && Object.hasOwn(owner, name)) return owner[name];
  return fail(`no such key: ${name}`);
}

function item(owner: unknown, at: unknown): unknown {
  if (!Array.isArray(owner)) return field(owner, String(at));
  const index = number(at);
  return index >= 0 && index < owner.length ? owner[index] : fail(`index out of bounds: ${index}`);
}
