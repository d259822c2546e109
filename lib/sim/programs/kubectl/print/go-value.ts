// JSON values as Go prints them: `map[a:1 b:2]` (`%v`), `map[string]interface {}{…}` (`%#v`).

import { goJsonNumber } from "../../../meta/go-json";
import { compareText, goQuote } from "../../../meta/go-text";

/** `fmt.Sprint`. */
export function goSprint(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goSprint).join(" ")}]`;
  if (typeof value === "object") {
    return `map[${sortedEntries(value)
      .map(([key, field]) => `${key}:${goSprint(field)}`)
      .join(" ")}]`;
  }
  return typeof value === "number" ? goJsonNumber(value) : String(value);
}

/** `fmt.Sprintf("%#v")`. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return "interface {}(nil)";
  if (typeof value === "string") return goQuote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  if (typeof value === "object") {
    const fields = sortedEntries(value).map(([key, field]) => `${goQuote(key)}:${goSyntax(field)}`);
    return `map[string]interface {}{${fields.join(", ")}}`;
  }
  return String(value);
}

export const sortedEntries = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareText(a, b));

/** The Go type a decoded JSON value has, for error texts. */
export function goTypeOf(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "object") return "map[string]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : "string";
}

/** What would attack or garble a terminal is shown instead of sent. */
export const escapeTerminal = (text: string): string =>
  text.replaceAll("\u001b", "^[").replaceAll("\r", "\\r");
