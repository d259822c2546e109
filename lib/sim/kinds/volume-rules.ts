// What volumes and claims have in common.
//
// Kubernetes: pkg/apis/core/validation/validation.go, pkg/apis/core/v1/helper/helpers.go
import { type FieldPath, forbidden, invalid, notSupported, required } from "../meta/field-errors";
import { quantityOf } from "../meta/quantity";
import type { FieldErrors } from "./field-rules";

const accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const volumeModes = ["Block", "Filesystem"];

const abbreviations: readonly (readonly [string, string])[] = [
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
];

/** `RWO,ROX`. */
export const accessModesCell = (modes: readonly string[] | undefined): string =>
  abbreviations
    .filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(",");

export function checkAccessModes(
  modes: readonly string[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const list = modes ?? [];
  if (list.length === 0) {
    errors.push(required(path, "at least 1 access mode is required"));
  }
  for (const mode of list) {
    if (!accessModes.includes(mode)) errors.push(notSupported(path, mode, accessModes));
  }
  if (list.includes("ReadWriteOncePod") && list.length > 1) {
    const detail = "may not use ReadWriteOncePod with other access modes";
    errors.push(forbidden(path, detail));
  }
}

export function checkVolumeMode(mode: string | undefined, path: FieldPath, errors: FieldErrors) {
  if (mode === undefined || volumeModes.includes(mode)) return;
  errors.push(notSupported(path, mode, volumeModes));
}

export function checkPositiveQuantity(amount: string, path: FieldPath, errors: FieldErrors): void {
  if (quantityOf(amount).nanos > 0n) return;
  errors.push(invalid(path, amount, "must be greater than zero"));
}
