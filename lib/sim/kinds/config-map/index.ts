// ConfigMap: text and bytes by key.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateConfigMap, ValidateConfigMapUpdate)
import type { ConfigMap } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, forbidden, invalid, tooLong } from "../../meta/field-errors";
import { byteLength } from "../../meta/go-text";
import { validConfigMapKey } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import type { FieldErrors } from "../field-rules";

const maxBytes = 1024 * 1024;
const immutable = "field is immutable when `immutable` is set";

export const configMap = defineKind<ConfigMap>()({
  kind: "ConfigMap",
  group: "",
  version: "v1",
  plural: "configmaps",
  singular: "configmap",
  shortNames: ["cm"],
  namespaced: true,
  validate,
  validateUpdate,
  columns: [
    nameColumn,
    column("Data", descriptionOf("core.v1.ConfigMap", "data"), "string"),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    countKeys(resource.data) + countKeys(resource.binaryData),
    age(resource, now),
  ],
  example: {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "settings", namespace: "default" },
    data: { greeting: "hello" },
  },
});

const countKeys = (data: object | undefined): number => Object.keys(data ?? {}).length;

function validate(resource: ConfigMap): FieldError[] {
  const errors: FieldErrors = [];
  let size = 0;
  for (const [key, value] of Object.entries(resource.data ?? {})) {
    checkKey(key, "data", errors);
    if (resource.binaryData !== undefined && key in resource.binaryData) {
      errors.push(
        invalid(fieldPath("data").key(key), key, "duplicate of key present in binaryData"),
      );
    }
    size += byteLength(value);
  }
  for (const [key, value] of Object.entries(resource.binaryData ?? {})) {
    checkKey(key, "binaryData", errors);
    size += Math.floor((value.length * 3) / 4);
  }
  if (size > maxBytes) errors.push(tooLong("", maxBytes));
  return errors;
}

function checkKey(key: string, field: string, errors: FieldErrors): void {
  for (const message of validConfigMapKey(key)) {
    errors.push(invalid(fieldPath(field).key(key), key, message));
  }
}

function validateUpdate(resource: ConfigMap, old: ConfigMap): FieldError[] {
  const errors: FieldErrors = [];
  if (old.immutable) {
    if (!resource.immutable) errors.push(forbidden("immutable", immutable));
    if (!deepEqual(resource.data, old.data)) errors.push(forbidden("data", immutable));
    if (!deepEqual(resource.binaryData, old.binaryData)) {
      errors.push(forbidden("binaryData", immutable));
    }
  }
  errors.push(...validate(resource));
  return errors;
}
