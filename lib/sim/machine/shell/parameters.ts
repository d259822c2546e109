// `$x`, `$1`, `$@`, `${a[@]}` and what can be done to them: `${x:-y}`, `${x#p}`, `${x/p/r}`, `${x:1:2}` …
import { matchTokens, type PatternToken, parsePattern } from "../glob";
import { evaluateArithmetic } from "./arithmetic";
import { quoteForShell } from "./quote";
import { ShellFailure, type ShellState } from "./shell-state";
import type { Operation, Parameter, Word } from "./syntax";

/** What parameters need of the expansion around them. */
interface WordExpander {
  readonly state: ShellState;
  text(word: Word): string;
  pattern(word: Word): string;
  arithmetic(word: Word): bigint;
}

export interface ParameterValue {
  readonly values: readonly string[];
  /** Several fields (`$@`, `$*`, `${a[@]}`). */
  readonly isList: boolean;
  /** For `$*` in quotes: joined by this. */
  readonly joiner?: string;
  readonly isUnset: boolean;
}

const one = (value: string | undefined): ParameterValue => ({
  values: [value ?? ""],
  isList: false,
  isUnset: value === undefined,
});

export function isSet(value: ParameterValue, colon: boolean): boolean {
  if (value.isUnset) return false;
  if (!colon) return true;
  return value.isList
    ? value.values.length > 0 && value.values.some((text) => text !== "")
    : value.values[0] !== "";
}

export function parameterValue(expander: WordExpander, parameter: Parameter): ParameterValue {
  const { state } = expander;
  if (parameter.name.startsWith("${")) {
    throw new ShellFailure(`${parameter.name}: bad substitution`, 1, true);
  }
  const value =
    parameter.isIndirect === true ? indirect(expander, parameter) : direct(expander, parameter);
  if (parameter.isLength === true) {
    return one(String(value.isList ? value.values.length : [...(value.values[0] ?? "")].length));
  }
  const tolerates = ["default", "alternative", "assign", "error"].includes(
    parameter.operation?.kind ?? "",
  );
  if (value.isUnset && !value.isList && !tolerates && state.options.has("nounset")) {
    throw new ShellFailure(
      state.dialect === "bash"
        ? `${parameter.name}: unbound variable`
        : `${parameter.name}: parameter not set`,
      state.dialect === "bash" && state.commandString ? 127 : state.dialect === "bash" ? 1 : 2,
      true,
    );
  }
  return value;
}

function indirect(expander: WordExpander, parameter: Parameter): ParameterValue {
  const { state } = expander;
  if (parameter.index !== undefined && isAll(parameter.index)) {
    const keys = itemsOf(state, parameter.name).map(([key]) => key);
    return { values: keys, isList: true, isUnset: keys.length === 0 };
  }
  if (parameter.name === "@" || parameter.name === "*")
    return listOf(state, state.positional, parameter.name);
  const target = state.get(parameter.name) ?? "";
  if (!/^(?:[A-Za-z_]\w*|\d+|[@*#?$!-])$/.test(target)) {
    const element = /^([A-Za-z_]\w*)\[(.*)\]$/.exec(target);
    if (element?.[1] === undefined) throw new ShellFailure(`${target}: invalid variable name`);
    const index: Word = { parts: [{ kind: "text", text: element[2] ?? "" }] };
    return direct(expander, { kind: "parameter", name: element[1], index });
  }
  return direct(expander, { kind: "parameter", name: target });
}

function direct(expander: WordExpander, parameter: Parameter): ParameterValue {
  const { state } = expander;
  const { name, index } = parameter;
  if (index !== undefined) {
    const all = isAll(index);
    if (all !== undefined)
      return listOf(
        state,
        itemsOf(state, name).map(([, text]) => text),
        all,
      );
    return one(elementOf(state, name, indexKey(expander, name, index)));
  }
  if (/^\d+$/.test(name)) {
    return one(name === "0" ? state.name : state.positional[Number.parseInt(name, 10) - 1]);
  }
  switch (name) {
    case "@":
    case "*":
      return listOf(state, state.positional, name);
    case "#":
      return one(String(state.positional.length));
    case "?":
      return one(String(state.status));
    case "$":
      return one(String(state.shellPid));
    case "!":
      return one(state.lastBackground === "" ? undefined : state.lastBackground);
    case "-":
      return one(
        `${state.options.has("errexit") ? "e" : ""}h${state.isInteractive ? "im" : ""}B${state.commandString ? "c" : ""}`,
      );
    case "PIPESTATUS":
      return one(state.pipeStatuses[0] === undefined ? "" : String(state.pipeStatuses[0]));
    default:
      return one(state.get(name));
  }
}

function listOf(state: ShellState, values: readonly string[], kind: string): ParameterValue {
  const separator = (state.get("IFS") ?? " ").slice(0, 1);
  return {
    values,
    isList: true,
    isUnset: values.length === 0,
    ...(kind === "*" ? { joiner: separator } : {}),
  };
}

function isAll(index: Word): "@" | "*" | undefined {
  const only = index.parts[0];
  if (index.parts.length !== 1 || only?.kind !== "text") return undefined;
  return only.text === "@" || only.text === "*" ? only.text : undefined;
}

export function itemsOf(state: ShellState, name: string): readonly (readonly [string, string])[] {
  if (name === "PIPESTATUS")
    return state.pipeStatuses.map((status, i) => [String(i), String(status)] as const);
  const variable = state.variables.get(name);
  if (variable === undefined) return [];
  return variable.items ?? [["0", variable.value]];
}

function elementOf(state: ShellState, name: string, key: string): string | undefined {
  const items = itemsOf(state, name);
  const negative = /^-\d+$/.test(key) && state.variables.get(name)?.associative !== true;
  const wanted = negative
    ? String(Number(items[items.length - 1]?.[0] ?? -1) + 1 + Number(key))
    : key;
  return items.find(([other]) => other === wanted)?.[1];
}

/** An index as a key: evaluated for indexed arrays, as it is for associative ones. */
export function indexKey(expander: WordExpander, name: string, index: Word): string {
  const text = expander.text(index);
  if (expander.state.variables.get(name)?.associative === true) return text;
  return String(evaluateArithmetic(expander.state, text));
}

export function applyOperation(
  expander: WordExpander,
  parameter: Parameter,
  value: ParameterValue,
): ParameterValue {
  const { operation } = parameter;
  if (operation === undefined) return value;
  const { state } = expander;
  switch (operation.kind) {
    case "default":
    case "alternative":
      return value;
    case "assign": {
      if (isSet(value, operation.colon)) return value;
      const text = expander.text(operation.word);
      if (parameter.index !== undefined) {
        state.setItem(parameter.name, indexKey(expander, parameter.name, parameter.index), text);
      } else state.set(parameter.name, text);
      return one(text);
    }
    case "error": {
      if (isSet(value, operation.colon)) return value;
      const message = expander.text(operation.word);
      const standard = operation.colon ? "parameter null or not set" : "parameter not set";
      throw new ShellFailure(
        `${parameter.name}: ${message === "" ? standard : message}`,
        127,
        true,
      );
    }
    case "slice":
      return value.isList
        ? sliceList(expander, parameter, operation, value)
        : one(sliceText(expander, operation, value.values[0] ?? ""));
    default:
      return {
        ...value,
        values: value.values.map((text) => changeText(expander, operation, text)),
      };
  }
}

type SliceOperation = Extract<Operation, { kind: "slice" }>;

function sliceText(expander: WordExpander, operation: SliceOperation, text: string): string {
  const characters = [...text];
  const offset = Number(expander.arithmetic(operation.offset));
  const start = offset < 0 ? characters.length + offset : offset;
  if (start < 0) return "";
  if (operation.length === undefined) return characters.slice(start).join("");
  const length = Number(expander.arithmetic(operation.length));
  const end = length < 0 ? characters.length + length : start + length;
  if (end < start && length < 0) throw new ShellFailure(`${length}: substring expression < 0`);
  return characters.slice(start, end).join("");
}

function sliceList(
  expander: WordExpander,
  parameter: Parameter,
  operation: SliceOperation,
  value: ParameterValue,
): ParameterValue {
  const isPositional = parameter.name === "@" || parameter.name === "*";
  const all = isPositional ? [expander.state.name, ...value.values] : value.values;
  const offset = Number(expander.arithmetic(operation.offset));
  const start = offset < 0 ? all.length + offset : offset;
  const length =
    operation.length === undefined ? all.length : Number(expander.arithmetic(operation.length));
  const values = start < 0 ? [] : all.slice(start, start + length);
  return {
    ...value,
    values: isPositional && offset === 0 && operation.length === undefined ? values : values,
  };
}

function changeText(expander: WordExpander, operation: Operation, text: string): string {
  switch (operation.kind) {
    case "prefix":
      return removeAffix(text, expander.pattern(operation.word), operation.longest, "prefix");
    case "suffix":
      return removeAffix(text, expander.pattern(operation.word), operation.longest, "suffix");
    case "replace":
      return replacePattern(
        text,
        expander.pattern(operation.pattern),
        expander.text(operation.by),
        operation.where,
      );
    case "case": {
      const change = (part: string): string =>
        operation.to === "upper" ? part.toUpperCase() : part.toLowerCase();
      return operation.all ? change(text) : change(text.slice(0, 1)) + text.slice(1);
    }
    case "transform":
      if (operation.letter === "Q") return quoteForShell(text);
      if (operation.letter === "U") return text.toUpperCase();
      if (operation.letter === "L") return text.toLowerCase();
      if (operation.letter === "u") return text.slice(0, 1).toUpperCase() + text.slice(1);
      return text;
    default:
      return text;
  }
}

/** Longer values than this are not searched for patterns: the work grows with the square of the length. */
const searchableCharacters = 20_000;

function removeAffix(
  text: string,
  pattern: string,
  longest: boolean,
  end: "prefix" | "suffix",
): string {
  const tokens = parsePattern(pattern);
  if (tokens.every((token) => token.kind === "literal")) {
    const literal = literalText(tokens);
    if (end === "prefix") return text.startsWith(literal) ? text.slice(literal.length) : text;
    return literal !== "" && text.endsWith(literal) ? text.slice(0, -literal.length) : text;
  }
  requireSearchable(text);
  const lengths = Array.from({ length: text.length + 1 }, (_, i) =>
    longest ? text.length - i : i,
  );
  for (const length of lengths) {
    const candidate = end === "prefix" ? text.slice(0, length) : text.slice(text.length - length);
    if (!matchTokens(tokens, candidate)) continue;
    return end === "prefix" ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

function replacePattern(
  text: string,
  pattern: string,
  by: string,
  where: "first" | "all" | "start" | "end",
): string {
  const tokens = parsePattern(pattern);
  if (tokens.length === 0)
    return where === "start" ? by + text : where === "end" ? text + by : text;
  if (tokens.every((token) => token.kind === "literal") && (where === "first" || where === "all")) {
    const literal = literalText(tokens);
    return where === "all" ? text.split(literal).join(by) : replaceFirst(text, literal, by);
  }
  requireSearchable(text);
  let result = "";
  let at = 0;
  while (at <= text.length) {
    const length =
      where === "end" && !matchTokens(tokens, text.slice(at))
        ? -1
        : longestMatch(tokens, text, at, where);
    if (length > 0 || (length === 0 && where !== "all")) {
      result += by;
      at += length;
      if (where !== "all") break;
      continue;
    }
    if (where === "start" || at === text.length) break;
    result += text.charAt(at);
    at += 1;
  }
  return result + text.slice(at);
}

function longestMatch(
  tokens: readonly PatternToken[],
  text: string,
  at: number,
  where: string,
): number {
  if (where === "end") return text.length - at;
  const isFixed = tokens.every((token) => token.kind !== "star");
  const first = isFixed ? Math.min(tokens.length, text.length - at) : text.length - at;
  for (let length = first; length >= 0; length--) {
    if (matchTokens(tokens, text.slice(at, at + length))) return length;
    if (isFixed) return -1;
  }
  return -1;
}

function replaceFirst(text: string, literal: string, by: string): string {
  const at = text.indexOf(literal);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + literal.length);
}

const literalText = (tokens: readonly PatternToken[]): string =>
  tokens.map((token) => (token.kind === "literal" ? token.text : "")).join("");

function requireSearchable(text: string): void {
  if (text.length > searchableCharacters) {
    throw new ShellFailure(
      `a value of ${text.length} characters is too long to search for a pattern here`,
    );
  }
}
