// Field selectors: `status.phase=Running,spec.nodeName!=node01`. Which fields a kind knows is the kind's
// business; this file reads, matches and writes them.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/fields/selector.go
import { compareText } from "./go-text";

export interface FieldTerm {
  readonly field: string;
  readonly operator: "=" | "!=";
  readonly value: string;
}

export type FieldSelector = readonly FieldTerm[];
export type FieldSelectorResult = { readonly selector: FieldSelector } | { readonly error: string };

export function parseFieldSelector(text: string): FieldSelectorResult {
  const terms: FieldTerm[] = [];
  for (const part of splitTerms(text).sort(compareText)) {
    if (part === "") continue;
    const match = /^(.*?)(!=|==|=)(.*)$/s.exec(part);
    if (match === null) return { error: `invalid selector: '${text}'; can't understand '${part}'` };
    const [, field = "", operator, raw = ""] = match;
    const value = unescapeValue(raw);
    if ("error" in value) return value;
    terms.push({ field, operator: operator === "!=" ? "!=" : "=", value: value.text });
  }
  return { selector: terms };
}

/** Terms are separated by commas that no backslash precedes. */
function splitTerms(text: string): string[] {
  if (text === "") return [];
  const terms: string[] = [];
  let term = "";
  let isEscaped = false;
  for (const character of text) {
    if (character === "," && !isEscaped) {
      terms.push(term);
      term = "";
      continue;
    }
    isEscaped = character === "\\" && !isEscaped;
    term += character;
  }
  return [...terms, term];
}

function unescapeValue(raw: string): { text: string } | { error: string } {
  let text = "";
  let isEscaped = false;
  for (const character of raw) {
    if (isEscaped) {
      if (!"\\,=".includes(character)) return badEscape(`\\${character}`);
      text += character;
      isEscaped = false;
    } else if (character === "\\") isEscaped = true;
    else if (character === "," || character === "=") {
      return {
        error: `invalid field selector: unescaped character in value: ${character.charCodeAt(0)}`,
      };
    } else text += character;
  }
  return isEscaped ? badEscape("\\") : { text };
}

const badEscape = (sequence: string): { error: string } => ({
  error: `invalid field selector: invalid escape sequence: ${sequence}`,
});

/** Whether `fields` (missing ones are empty) meet every term. */
export function matchesFields(
  selector: FieldSelector,
  fields: Readonly<Record<string, string>>,
): boolean {
  return selector.every(({ field, operator, value }) => {
    const actual = Object.hasOwn(fields, field) ? (fields[field] ?? "") : "";
    return (actual === value) === (operator === "=");
  });
}

export const formatFieldSelector = (selector: FieldSelector): string =>
  selector.map(({ field, operator, value }) => field + operator + escapeValue(value)).join(",");

const escapeValue = (value: string): string => value.replace(/[\\,=]/g, "\\$&");
