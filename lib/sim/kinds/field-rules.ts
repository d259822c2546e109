// Small checks that many kinds share. Each adds to a list of errors and builds the path of a field only
// when there is something to complain about: validation runs on every write.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go
import {
  type FieldError,
  type FieldPath,
  invalid,
  notSupported,
  required,
} from "../meta/field-errors";
import { validPercent } from "../meta/names";
import { deepEqual } from "../meta/object";

export type FieldErrors = FieldError[];

export const immutableMessage = "field is immutable";
export const nonNegativeMessage = "must be greater than or equal to 0";

/** Complaints of a rule of `meta/names.ts` about `path.name`. */
export function checkText(
  rule: (value: string) => string[],
  value: string,
  at: { readonly path: FieldPath; readonly name: string; readonly errors: FieldErrors },
): void {
  for (const message of rule(value))
    at.errors.push(invalid(at.path.child(at.name), value, message));
}

export function checkNonNegative(
  value: number | undefined,
  path: FieldPath,
  name: string,
  errors: FieldErrors,
): void {
  if (value !== undefined && value < 0) {
    errors.push(invalid(path.child(name), value, nonNegativeMessage));
  }
}

export function checkRequired(
  value: string | undefined,
  path: FieldPath,
  name: string,
  errors: FieldErrors,
): boolean {
  if (value !== undefined && value !== "") return true;
  errors.push(required(path.child(name)));
  return false;
}

/** One of `supported`, which are shown in the order given. Absent is `Required value`. */
export function checkOneOf(
  value: string | undefined,
  supported: readonly string[],
  at: { readonly path: FieldPath; readonly name: string; readonly errors: FieldErrors },
): void {
  if (value === undefined || value === "") at.errors.push(required(at.path.child(at.name)));
  else checkSupported(value, supported, at);
}

/** As `checkOneOf`, but absent is fine. */
export function checkSupported(
  value: string | undefined,
  supported: readonly string[],
  at: { readonly path: FieldPath; readonly name: string; readonly errors: FieldErrors },
): void {
  if (value === undefined || supported.includes(value)) return;
  at.errors.push(notSupported(at.path.child(at.name), value, supported));
}

export function checkImmutable(
  value: unknown,
  old: unknown,
  path: FieldPath | string,
  errors: FieldErrors,
): void {
  if (!deepEqual(value, old)) errors.push(invalid(path, value, immutableMessage));
}

// Kubernetes: pkg/apis/apps/validation/validation.go (ValidatePositiveIntOrPercent)
export function checkPositiveIntOrPercent(
  value: number | string | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (typeof value === "number" && value < 0) errors.push(invalid(path, value, nonNegativeMessage));
  if (typeof value !== "string") return;
  for (const message of validPercent(value)) errors.push(invalid(path, value, message));
}

export function checkNotMoreThan100Percent(
  value: number | string | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const percent = percentOf(value);
  if (percent !== undefined && percent > 100) {
    errors.push(invalid(path, value, "must not be greater than 100%"));
  }
}

/** 25 for `25%`; nothing for a number or a text that is no percentage. */
export function percentOf(value: number | string | undefined): number | undefined {
  if (typeof value !== "string" || validPercent(value).length > 0) return undefined;
  return Number.parseInt(value, 10);
}
