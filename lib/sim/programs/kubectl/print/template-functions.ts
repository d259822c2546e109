// The functions of Go templates, and kubectl's own: `exists`, `base64decode`.
//
// Go: text/template/funcs.go
import { decodeBase64 } from "../../../meta/base64";
import { byteLength, compareText, goQuote } from "../../../meta/go-text";
import { goSprint, goSyntax, goTypeOf } from "./go-value";
import { TemplateProblem } from "./template-lexer";

export type TemplateFunction = (args: readonly unknown[]) => unknown;

export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.keys(value).length > 0;
  return Boolean(value);
}

const calling = (name: string, why: string): TemplateProblem =>
  new TemplateProblem(`error calling ${name}: ${why}`);

export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  and: (args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1),
  or: (args) => args.find(isTrue) ?? args.at(-1),
  not: ([arg]) => !isTrue(arg),
  len: ([arg]) => lengthOf(arg),
  index: ([item, ...keys]) => keys.reduce(indexInto, item),
  slice: ([item, from, to]) => sliceOf(item, from, to),
  print: (args) => sprint(args),
  println: (args) => `${args.map(goSprint).join(" ")}\n`,
  printf: ([format, ...args]) => sprintf(String(format), args),
  html: (args) => sprint(args).replace(/[&<>"']/g, (c) => htmlEscapes[c] ?? c),
  js: (args) => JSON.stringify(sprint(args)).slice(1, -1).replaceAll("'", "\\'"),
  urlquery: (args) => encodeURIComponent(sprint(args)).replaceAll("%20", "+"),
  eq: ([first, ...others]) => others.some((other) => compareBasic("eq", first, other) === 0),
  ne: ([a, b]) => compareBasic("ne", a, b) !== 0,
  lt: ([a, b]) => compareBasic("lt", a, b) < 0,
  le: ([a, b]) => compareBasic("le", a, b) <= 0,
  gt: ([a, b]) => compareBasic("gt", a, b) > 0,
  ge: ([a, b]) => compareBasic("ge", a, b) >= 0,
  exists: ([item, ...keys]) => existsIn(item, keys),
  base64decode: ([text]) => {
    const decoded = decodeBase64(String(text));
    if (decoded === undefined) {
      throw calling("base64decode", "base64 decode failed: illegal base64 data at input byte 0");
    }
    return decoded;
  },
};

const htmlEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

function lengthOf(value: unknown): number {
  if (typeof value === "string") return byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (typeof value === "object" && value !== null) return Object.keys(value).length;
  const why =
    value === null || value === undefined ? "len of nil pointer" : `len of type ${goTypeOf(value)}`;
  throw calling("len", why);
}

function indexInto(item: unknown, key: unknown): unknown {
  if (item === null || item === undefined) throw calling("index", "index of untyped nil");
  if (Array.isArray(item)) {
    if (typeof key !== "number")
      throw calling("index", `cannot index slice/array with type ${goTypeOf(key)}`);
    if (key < 0 || key >= item.length) throw calling("index", `index out of range: ${key}`);
    return item[key];
  }
  if (typeof item !== "object")
    throw calling("index", `can't index item of type ${goTypeOf(item)}`);
  if (typeof key !== "string") {
    throw calling("index", `value has type ${goTypeOf(key)}; should be string`);
  }
  return Object.hasOwn(item, key) ? Reflect.get(item, key) : undefined;
}

function sliceOf(item: unknown, from: unknown, to: unknown): unknown {
  if (typeof item !== "string" && !Array.isArray(item)) {
    throw calling("slice", `can't slice item of type ${goTypeOf(item)}`);
  }
  const start = typeof from === "number" ? from : 0;
  const end = typeof to === "number" ? to : item.length;
  if (start < 0 || end > item.length) throw calling("slice", `index out of range: ${end}`);
  return item.slice(start, end);
}

function existsIn(item: unknown, keys: readonly unknown[]): boolean {
  let current = item;
  for (const key of keys) {
    if (current === null || current === undefined) return false;
    if (Array.isArray(current)) {
      if (typeof key !== "number" || key < 0 || key >= current.length) return false;
      current = current[key];
    } else if (typeof current === "object") {
      if (typeof key !== "string") return false;
      current = Object.hasOwn(current, key) ? Reflect.get(current, key) : undefined;
    } else return false;
  }
  return current !== null && current !== undefined;
}

function compareBasic(name: string, a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  const isEquality = name === "eq" || name === "ne";
  if (isEquality && typeof a === "boolean" && typeof b === "boolean") return Number(a !== b);
  const isNil = (value: unknown): boolean => value === null || value === undefined;
  if (isEquality && (isNil(a) || isNil(b))) return Number(isNil(a) !== isNil(b));
  if (isEquality && (typeof a === "object" || typeof b === "object")) {
    throw calling(name, "non-comparable type");
  }
  throw calling(name, "incompatible types for comparison");
}

/** `fmt.Sprint`: a space between operands of which neither is a string. */
function sprint(args: readonly unknown[]): string {
  return args
    .map((arg, i) => {
      const isApart = i > 0 && typeof arg !== "string" && typeof args[i - 1] !== "string";
      return (isApart ? " " : "") + goSprint(arg);
    })
    .join("");
}

function sprintf(format: string, args: readonly unknown[]): string {
  let used = 0;
  const text = format.replace(
    /%([-+# 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (whole, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === "%") return "%";
      if (used >= args.length) return `%!${verb}(MISSING)`;
      const shown = formatVerb(verb, args[used++], flags, precision) ?? whole;
      const fill = flags.includes("0") && !flags.includes("-") && verb !== "s" ? "0" : " ";
      return flags.includes("-")
        ? shown.padEnd(Number(width))
        : shown.padStart(Number(width), fill);
    },
  );
  if (used >= args.length) return text;
  const extra = args.slice(used).map((arg) => `${goTypeOf(arg)}=${goSprint(arg)}`);
  return `${text}%!(EXTRA ${extra.join(", ")})`;
}

function formatVerb(
  verb: string,
  value: unknown,
  flags: string,
  precision: string | undefined,
): string | undefined {
  const wrong = `%!${verb}(${goTypeOf(value)}=${goSprint(value)})`;
  switch (verb) {
    case "v":
      return flags.includes("#") ? goSyntax(value) : goSprint(value);
    case "s":
      if (typeof value === "number" || typeof value === "boolean") return wrong;
      return precision === undefined
        ? goSprint(value)
        : goSprint(value).slice(0, Number(precision));
    case "q":
      return typeof value === "string" ? goQuote(value) : wrong;
    case "T":
      return goTypeOf(value);
    case "t":
      return typeof value === "boolean" ? String(value) : wrong;
    case "d":
      return typeof value === "number" ? signed(String(Math.trunc(value)), flags) : wrong;
    case "x":
    case "X": {
      const hex = typeof value === "number" ? value.toString(16) : wrong;
      return verb === "X" ? hex.toUpperCase() : hex;
    }
    case "o":
      return typeof value === "number" ? value.toString(8) : wrong;
    case "f":
      return typeof value === "number"
        ? signed(value.toFixed(Number(precision ?? 6)), flags)
        : wrong;
    case "e":
      return typeof value === "number"
        ? value.toExponential(Number(precision ?? 6)).replace(/e([+-])(\d)$/, "e$10$2")
        : wrong;
    case "g":
      return goSprint(value);
    case "c":
      return typeof value === "number" ? String.fromCodePoint(value) : wrong;
    default:
      return undefined;
  }
}

const signed = (text: string, flags: string): string =>
  flags.includes("+") && !text.startsWith("-") ? `+${text}` : text;
