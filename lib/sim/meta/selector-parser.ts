// Reads the string form of a label selector: `a=b,c!=d,x in (a,b),!y,z notin (..),n>5`.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/labels/selector.go (Lexer, Parser)
import { formatFieldError, invalid } from "./field-errors";
import { compareText } from "./go-text";
import { qualifiedName } from "./names";
import {
  type Requirement,
  requirementError,
  type SelectorOperator,
  type SelectorResult,
  sorted,
} from "./selector";

type TokenKind =
  | "end"
  | "error"
  | "identifier"
  | "in"
  | "notin"
  | "("
  | ")"
  | ","
  | "!"
  | "="
  | "=="
  | "!="
  | ">"
  | "<";

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const symbols: readonly TokenKind[] = ["==", "!=", "=", "!", "(", ")", ",", ">", "<"];
const binaryOperators = "in, notin, =, ==, !=, gt, lt";

/** Stops the descent; never leaves this file. */
type Parsed<Value> = { readonly value: Value; readonly at: number } | { readonly error: string };

export function parseSelector(text: string): SelectorResult {
  const tokens = scan(text);
  const requirements: Requirement[] = [];
  let at = 0;
  for (;;) {
    const token = identifierAt(tokens, at);
    if (token.kind === "end") return { selector: sorted(requirements) };
    if (token.kind !== "identifier" && token.kind !== "!") {
      return { error: `found '${token.text}', expected: !, identifier, or 'end of string'` };
    }
    const parsed = parseRequirement(tokens, at);
    if ("error" in parsed) return { error: `unable to parse requirement: ${parsed.error}` };
    requirements.push(parsed.value);
    const next = identifierAt(tokens, parsed.at);
    if (next.kind === "end") return { selector: sorted(requirements) };
    if (next.kind !== ",")
      return { error: `found '${next.text}', expected: ',' or 'end of string'` };
    at = parsed.at + 1;
    const after = identifierAt(tokens, at);
    if (after.kind !== "identifier" && after.kind !== "!") {
      return { error: `found '${after.text}', expected: identifier after ','` };
    }
  }
}

function parseRequirement(tokens: readonly Token[], start: number): Parsed<Requirement> {
  const isNegated = identifierAt(tokens, start).kind === "!";
  const at = isNegated ? start + 1 : start;
  const token = identifierAt(tokens, at);
  if (token.kind !== "identifier") return { error: `found '${token.text}', expected: identifier` };
  const keyErrors = qualifiedName(token.text);
  if (keyErrors.length > 0)
    return { error: formatFieldError(invalid("", token.text, keyErrors.join("; "))) };
  const next = identifierAt(tokens, at + 1).kind;
  if (isNegated) return checked({ key: token.text, operator: "!", values: [] }, at + 1);
  if (next === "end" || next === ",")
    return checked({ key: token.text, operator: "exists", values: [] }, at + 1);
  return parseValued(tokens, token.text, at + 1);
}

const operators: Partial<Record<TokenKind, SelectorOperator>> = {
  in: "in",
  notin: "notin",
  "=": "=",
  "==": "==",
  "!=": "!=",
  ">": "gt",
  "<": "lt",
};

function parseValued(tokens: readonly Token[], key: string, at: number): Parsed<Requirement> {
  const token = tokenAt(tokens, at);
  const operator = operators[token.kind];
  if (operator === undefined)
    return { error: `found '${token.text}', expected: ${binaryOperators}` };
  const isSet = operator === "in" || operator === "notin";
  const values = isSet ? parseSet(tokens, at + 1) : parseExact(tokens, at + 1);
  if ("error" in values) return values;
  const distinct = [...new Set(values.value)].sort(compareText);
  return checked({ key, operator, values: distinct }, values.at);
}

function checked(requirement: Requirement, at: number): Parsed<Requirement> {
  const error = requirementError(requirement);
  return error === undefined ? { value: requirement, at } : { error };
}

function parseExact(tokens: readonly Token[], at: number): Parsed<string[]> {
  const token = identifierAt(tokens, at);
  if (token.kind === "end" || token.kind === ",") return { value: [""], at };
  if (token.kind === "identifier") return { value: [token.text], at: at + 1 };
  return { error: `found '${token.text}', expected: identifier` };
}

function parseSet(tokens: readonly Token[], start: number): Parsed<string[]> {
  const open = identifierAt(tokens, start);
  if (open.kind !== "(") return { error: `found '${open.text}' expected: '('` };
  const first = identifierAt(tokens, start + 1);
  if (first.kind === ")") return { value: [""], at: start + 2 };
  if (first.kind === "identifier" || first.kind === ",") return parseList(tokens, start + 1);
  return { error: `found '${first.text}', expected: ',', ')' or identifier` };
}

/** Values up to the closing parenthesis; `(,a)` and `(a,)` hold an empty value. */
function parseList(tokens: readonly Token[], start: number): Parsed<string[]> {
  const values: string[] = [];
  for (let at = start; ; at++) {
    const token = identifierAt(tokens, at);
    const next = identifierAt(tokens, at + 1);
    if (token.kind === "identifier") {
      values.push(token.text);
      if (next.kind === ")") return { value: values, at: at + 2 };
      if (next.kind !== ",") return { error: `found '${next.text}', expected: ',' or ')'` };
    } else if (token.kind === ",") {
      if (values.length === 0 || next.kind === "," || next.kind === ")") values.push("");
      if (next.kind === ")") return { value: values, at: at + 2 };
    } else {
      return { error: `found '${token.text}', expected: ',', or identifier` };
    }
  }
}

const end: Token = { kind: "end", text: "" };
const tokenAt = (tokens: readonly Token[], at: number): Token => tokens[at] ?? end;

/** `in` and `notin` are ordinary words where an operator cannot stand. */
function identifierAt(tokens: readonly Token[], at: number): Token {
  const token = tokenAt(tokens, at);
  return token.kind === "in" || token.kind === "notin" ? { ...token, kind: "identifier" } : token;
}

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const space = /^[ \t\r\n]+/.exec(rest);
    const word = /^[^=!(),>< \t\r\n]+/.exec(rest);
    if (space !== null) at += space[0].length;
    else if (word !== null) {
      tokens.push(wordToken(word[0]));
      at += word[0].length;
    } else {
      const symbol = symbols.find((candidate) => rest.startsWith(candidate)) ?? "=";
      tokens.push({ kind: symbol, text: symbol });
      at += symbol.length;
    }
  }
  return tokens;
}

const wordToken = (text: string): Token => ({
  kind: text === "in" || text === "notin" ? text : "identifier",
  text,
});
