// What is wrong with a field, in Kubernetes' words. Validation returns lists of these; `invalid` in
// `status-error.ts` makes a Status of such a list.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go
import type { FieldPath } from "./field-path";
import { goJson } from "./go-json";
import { compareText, goQuote } from "./go-text";

export { FieldPath, fieldPath } from "./field-path";

export type FieldErrorType =
  | "FieldValueNotFound"
  | "FieldValueRequired"
  | "FieldValueDuplicate"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooMany"
  | "FieldValueTooFew"
  | "FieldValueTooShort"
  | "FieldValueTypeInvalid"
  | "InternalError";

export interface FieldError {
  readonly type: FieldErrorType;
  readonly field: string;
  /** Left out where upstream shows no value. */
  readonly badValue?: unknown;
  readonly detail: string;
}

type Path = FieldPath | string;

export const required = (path: Path, detail = ""): FieldError =>
  make("FieldValueRequired", path, detail);

export const forbidden = (path: Path, detail: string): FieldError =>
  make("FieldValueForbidden", path, detail);

export const invalid = (path: Path, badValue: unknown, detail: string): FieldError =>
  make("FieldValueInvalid", path, detail, badValue ?? null);

/** `spec: Invalid value: seven sails are unlucky`: what is wrong is no single value. */
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go (omitValue)
export const invalidAsAWhole = (path: Path, detail: string): FieldError =>
  make("FieldValueInvalid", path, detail);

export const duplicate = (path: Path, badValue: unknown): FieldError =>
  make("FieldValueDuplicate", path, "", badValue ?? null);

export const notFound = (path: Path, badValue: unknown): FieldError =>
  make("FieldValueNotFound", path, "", badValue ?? null);

/** `supported` is shown in the order given; upstream mostly sorts it (`sets.List`). */
export function notSupported(
  path: Path,
  badValue: unknown,
  supported: readonly string[],
): FieldError {
  const detail =
    supported.length === 0 ? "" : `supported values: ${supported.map(goQuote).join(", ")}`;
  return make("FieldValueNotSupported", path, detail, badValue ?? null);
}

export const tooLong = (path: Path, maxBytes: number): FieldError =>
  make("FieldValueTooLong", path, atMost(maxBytes, "byte"));

export const tooMany = (path: Path, actual: number, max: number): FieldError =>
  make("FieldValueTooMany", path, `must have at most ${count(max, "item")}`, actual);

function make(type: FieldErrorType, path: Path, detail: string, badValue?: unknown): FieldError {
  const error = { type, field: path.toString(), detail };
  return badValue === undefined ? error : { ...error, badValue };
}

const atMost = (max: number, unit: string): string =>
  max >= 0 ? `may not be more than ${count(max, unit)}` : "value is too long";

const count = (amount: number, unit: string): string =>
  `${amount} ${unit}${amount === 1 ? "" : "s"}`;

const titles: Readonly<Record<FieldErrorType, string>> = {
  FieldValueNotFound: "Not found",
  FieldValueRequired: "Required value",
  FieldValueDuplicate: "Duplicate value",
  FieldValueInvalid: "Invalid value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueForbidden: "Forbidden",
  FieldValueTooLong: "Too long",
  FieldValueTooMany: "Too many",
  FieldValueTooFew: "Too few",
  FieldValueTooShort: "Too short",
  FieldValueTypeInvalid: "Invalid value",
  InternalError: "Internal error",
};

/** `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. */
export const formatFieldError = (error: FieldError): string =>
  `${error.field === "" ? "<nil>" : error.field}: ${fieldErrorBody(error)}`;

/** The message without the field. */
export function fieldErrorBody(error: FieldError): string {
  const value = error.badValue === undefined ? "" : `: ${formatBadValue(error.badValue)}`;
  const detail = error.detail === "" ? "" : `: ${error.detail}`;
  return titles[error.type] + value + detail;
}

function formatBadValue(value: unknown): string {
  if (typeof value === "string") return goQuote(value);
  return goJson(sortMaps(value), { keepOrder: true });
}

/**
 * Go writes structs in the order of their declaration and maps sorted; what holds only strings is taken
 * for a map, everything else keeps the order it has.
 */
function sortMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMaps);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (!entries.every(([, field]) => typeof field === "string")) {
    return Object.fromEntries(entries.map(([key, field]) => [key, sortMaps(field)]));
  }
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}

/** `errors.NewAggregate(…).Error()`: one message as it is, several as `[a, b]`, each only once. */
export function aggregateMessages(messages: readonly string[]): string {
  const distinct = [...new Set(messages)];
  return distinct.length === 1 ? (distinct[0] ?? "") : `[${distinct.join(", ")}]`;
}
