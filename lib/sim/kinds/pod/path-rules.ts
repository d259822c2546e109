// Paths and file modes inside volumes.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validateKeyToPath, validateLocalDescendingPath)
import type { KeyToPath } from "@/generated/kubernetes/types";
import { type FieldPath, invalid } from "../../meta/field-errors";
import { checkRequired, type FieldErrors } from "../field-rules";

export function checkKeysToPaths(
  items: readonly KeyToPath[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  items?.forEach((item, index) => {
    const at = path.index(index);
    checkRequired(item.key, at, "key", errors);
    checkRequired(item.path, at, "path", errors);
    checkLocalPath(item.path ?? "", at, "path", errors);
    checkMode(item.mode, at, "mode", errors);
  });
}

export function checkMode(
  mode: number | undefined,
  path: FieldPath,
  name: string,
  errors: FieldErrors,
): void {
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return;
  const detail = "must be a number between 0 and 0777 (octal), both inclusive";
  errors.push(invalid(path.child(name), mode, detail));
}

/** A relative path without `..` that is not one of the volume's own names. */
export function checkLocalPath(text: string, path: FieldPath, name: string, errors: FieldErrors) {
  checkDescending(text, path, name, errors);
  if (text.startsWith("..") && !text.startsWith("../")) {
    errors.push(invalid(path.child(name), text, "must not start with '..'"));
  }
}

export function checkDescending(text: string, path: FieldPath, name: string, errors: FieldErrors) {
  if (text.startsWith("/")) errors.push(invalid(path.child(name), text, "must be a relative path"));
  checkNoBacksteps(text, path, name, errors);
}

export function checkNoBacksteps(
  text: string,
  path: FieldPath,
  name: string,
  errors: FieldErrors,
): void {
  if (!text.includes("..") || !text.split("/").includes("..")) return;
  errors.push(invalid(path.child(name), text, "must not contain '..'"));
}
