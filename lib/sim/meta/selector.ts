// Label selectors: the string form (`app=web,tier in (a,b),!old`), the object form (`matchLabels`), and
// whether labels match. Parsing is in `selector-parser.ts`.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/labels/selector.go
import {
  aggregateMessages,
  type FieldError,
  fieldPath,
  formatFieldError,
  invalid,
  notSupported,
} from "./field-errors";
import { compareText, goQuote } from "./go-text";
import { qualifiedName, validLabelValue } from "./names";
import type { LabelSelector, Labels } from "./object";

export type SelectorOperator = "=" | "==" | "!=" | "in" | "notin" | "exists" | "!" | "gt" | "lt";

export interface Requirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
}

/** All requirements must hold. `nothing` matches no labels at all, as a missing selector does. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  readonly nothing?: true;
}

export const nothing: Selector = { requirements: [], nothing: true };

/** A selector, or what is wrong with its text. */
export type SelectorResult = { readonly selector: Selector } | { readonly error: string };

export function matchesLabels(selector: Selector, labels: Labels | undefined): boolean {
  if (selector.nothing === true) return false;
  return selector.requirements.every((requirement) => meets(requirement, labels ?? {}));
}

function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "=":
    case "==":
    case "in":
      return value !== undefined && values.includes(value);
    case "!=":
    case "notin":
      return value === undefined || !values.includes(value);
    case "exists":
      return value !== undefined;
    case "!":
      return value === undefined;
    default:
      return isBeyond(operator, value, values[0]);
  }
}

function isBeyond(
  operator: "gt" | "lt",
  value: string | undefined,
  bound: string | undefined,
): boolean {
  if (!isInteger(value) || !isInteger(bound)) return false;
  return operator === "gt" ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound);
}

const isInteger = (text: string | undefined): text is string =>
  text !== undefined && /^-?\d+$/.test(text);

/** `labels.SelectorFromSet`: every label equal. */
export function selectorFromLabels(labels: Labels | undefined): Selector {
  const requirements = Object.entries(labels ?? {}).map(
    ([key, value]): Requirement => ({ key, operator: "=", values: [value] }),
  );
  return sorted(requirements);
}

const objectOperators: Readonly<Record<string, SelectorOperator>> = {
  In: "in",
  NotIn: "notin",
  Exists: "exists",
  DoesNotExist: "!",
};

/** `metav1.LabelSelectorAsSelector`: no object matches nothing, an empty one everything. */
export function readLabelSelector(selector: LabelSelector | undefined): SelectorResult {
  if (selector === undefined) return { selector: nothing };
  const requirements: Requirement[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    requirements.push({ key, operator: "=", values: [value] });
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const known = objectOperators[operator];
    if (known === undefined)
      return { error: `${goQuote(operator)} is not a valid label selector operator` };
    requirements.push({ key, operator: known, values: values ?? [] });
  }
  const error = requirements.map(requirementError).find((found) => found !== undefined);
  return error === undefined ? { selector: sorted(requirements) } : { error };
}

/** The selector of an object that has been validated; a wrong one matches nothing. */
export function selectorOf(selector: LabelSelector | undefined): Selector {
  const result = readLabelSelector(selector);
  return "selector" in result ? result.selector : nothing;
}

/** Whether `labels` match a validated `LabelSelector`. */
export const matchesLabelSelector = (
  selector: LabelSelector | undefined,
  labels: Labels | undefined,
): boolean => matchesLabels(selectorOf(selector), labels);

/** `labels.NewRequirement`: what is wrong with a requirement, if anything. */
export function requirementError({ key, operator, values }: Requirement): string | undefined {
  const errors: FieldError[] = [];
  const keyErrors = qualifiedName(key);
  if (keyErrors.length > 0) errors.push(invalid("key", key, keyErrors.join("; ")));
  errors.push(...valueCountErrors(operator, values));
  values.forEach((value, index) => {
    const complaints = validLabelValue(value);
    const path = fieldPath("values").index(index).key(key);
    if (complaints.length > 0) errors.push(invalid(path, value, complaints.join("; ")));
  });
  return errors.length === 0 ? undefined : aggregateMessages(errors.map(formatFieldError));
}

function valueCountErrors(operator: SelectorOperator, values: readonly string[]): FieldError[] {
  const wrong = (detail: string): FieldError[] => [invalid("values", values, detail)];
  switch (operator) {
    case "in":
    case "notin":
      return values.length > 0
        ? []
        : wrong("for 'in', 'notin' operators, values set can't be empty");
    case "exists":
    case "!":
      return values.length === 0
        ? []
        : wrong("values set must be empty for exists and does not exist");
    case "gt":
    case "lt":
      return numberErrors(values);
    case "=":
    case "==":
    case "!=":
      return values.length === 1
        ? []
        : wrong("exact-match compatibility requires one single value");
    default:
      return [
        notSupported("operator", operator, [
          "in",
          "notin",
          "=",
          "==",
          "!=",
          "gt",
          "lt",
          "exists",
          "!",
        ]),
      ];
  }
}

function numberErrors(values: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  if (values.length !== 1) {
    errors.push(
      invalid("values", values, "for 'Gt', 'Lt' operators, exactly one value is required"),
    );
  }
  values.forEach((value, index) => {
    if (isInteger(value)) return;
    const path = fieldPath("values").index(index);
    errors.push(invalid(path, value, "for 'Gt', 'Lt' operators, the value must be an integer"));
  });
  return errors;
}

export const sorted = (requirements: readonly Requirement[]): Selector => ({
  requirements: [...requirements].sort((a, b) => compareText(a.key, b.key)),
});

/** `app=web,tier in (a,b)`, as kubectl prints it; empty for a selector of everything. */
export const formatSelector = (selector: Selector): string =>
  selector.requirements.map(formatRequirement).join(",");

function formatRequirement({ key, operator, values }: Requirement): string {
  const list = [...values].sort(compareText).join(",");
  switch (operator) {
    case "exists":
      return key;
    case "!":
      return `!${key}`;
    case "in":
    case "notin":
      return `${key} ${operator} (${list})`;
    case "gt":
      return `${key}>${list}`;
    case "lt":
      return `${key}<${list}`;
    default:
      return key + operator + list;
  }
}

/** `metav1.FormatLabelSelector`: `<none>` and `<error>` included. */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
  const result = readLabelSelector(selector);
  if ("error" in result) return "<error>";
  return formatSelector(result.selector) || "<none>";
}

/** `labels.FormatLabels`: `a=b,c=d` sorted, `<none>` when empty. */
export const formatLabels = (labels: Labels | undefined): string =>
  formatSelector(selectorFromLabels(labels)) || "<none>";
