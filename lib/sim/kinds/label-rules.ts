// Rules for labels, label selectors and annotations, wherever they stand.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go,
// staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go (ValidateAnnotations)
import { type FieldPath, forbidden, invalid, required, tooLong } from "../meta/field-errors";
import { byteLength } from "../meta/go-text";
import { qualifiedName, validLabelValue } from "../meta/names";
import type { LabelSelector, LabelSelectorRequirement, Labels } from "../meta/object";
import { matchesLabelSelector } from "../meta/selector";
import type { FieldErrors } from "./field-rules";

const maxAnnotationsBytes = 256 * 1024;

export function checkLabels(
  labels: Labels | undefined,
  path: () => FieldPath,
  errors: FieldErrors,
): void {
  if (labels === undefined) return;
  for (const key of Object.keys(labels)) {
    if (!isPlainKey(key)) checkLabelKey(key, path(), errors);
    const value = labels[key] ?? "";
    if (isPlainValue(value)) continue;
    for (const message of validLabelValue(value)) errors.push(invalid(path(), value, message));
  }
}

export function checkLabelKey(key: string, path: FieldPath, errors: FieldErrors): void {
  for (const message of qualifiedName(key)) errors.push(invalid(path, key, message));
}

/** The usual key, recognised without a message being prepared: `app`, `app.kubernetes.io/name`. */
const isPlainKey = (key: string): boolean =>
  key.length <= 63 &&
  /^(?:[a-z0-9]+(?:[-.][a-z0-9]+)*\/)?[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/.test(key);

const isPlainValue = (value: string): boolean =>
  value.length <= 63 && /^(?:[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)?$/.test(value);

export function checkAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: () => FieldPath,
  errors: FieldErrors,
): void {
  if (annotations === undefined) return;
  let size = 0;
  for (const key of Object.keys(annotations)) {
    if (!isPlainKey(key)) {
      for (const message of qualifiedName(key.toLowerCase())) {
        errors.push(invalid(path(), key, message));
      }
    }
    size += key.length + (annotations[key] ?? "").length;
  }
  if (size * 3 > maxAnnotationsBytes && bytesOf(annotations) > maxAnnotationsBytes) {
    errors.push(tooLong(path(), maxAnnotationsBytes));
  }
}

const bytesOf = (annotations: Readonly<Record<string, string>>): number =>
  Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + byteLength(key) + byteLength(value),
    0,
  );

export function checkLabelSelector(
  selector: LabelSelector | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (selector === undefined) return;
  checkLabels(selector.matchLabels, () => path.child("matchLabels"), errors);
  selector.matchExpressions?.forEach((requirement, index) => {
    checkRequirement(requirement, path.child("matchExpressions").index(index), errors);
  });
}

function checkRequirement(
  { key, operator, values = [] }: LabelSelectorRequirement,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (operator === "In" || operator === "NotIn") {
    if (values.length === 0) {
      const detail = "must be specified when `operator` is 'In' or 'NotIn'";
      errors.push(required(path.child("values"), detail));
    }
  } else if (operator === "Exists" || operator === "DoesNotExist") {
    if (values.length > 0) {
      const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
      errors.push(forbidden(path.child("values"), detail));
    }
  } else {
    errors.push(invalid(path.child("operator"), operator ?? "", "not a valid selector operator"));
  }
  checkLabelKey(key ?? "", path.child("key"), errors);
  values.forEach((value, index) => {
    for (const message of validLabelValue(value)) {
      errors.push(invalid(path.child("values").index(index), value, message));
    }
  });
}

export const isEmptySelector = (selector: LabelSelector | undefined): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length === 0 &&
  (selector?.matchExpressions ?? []).length === 0;

/** The selector of a workload must match its own template's labels. */
export function checkSelectorMatchesTemplate(
  selector: LabelSelector | undefined,
  labels: Labels | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (selector !== undefined && isEmptySelector(selector)) return;
  if (matchesLabelSelector(selector, labels)) return;
  errors.push(invalid(path, labels ?? null, "`selector` does not match template `labels`"));
}
