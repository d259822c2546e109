// Secret: bytes by key, of a type that says which keys there must be.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateSecret, ValidateSecretUpdate)
import type { Secret } from "@/generated/kubernetes/types";
import { decodeBase64, encodeBase64 } from "../../meta/base64";
import {
  type FieldError,
  fieldPath,
  forbidden,
  invalid,
  required,
  tooLong,
} from "../../meta/field-errors";
import { validConfigMapKey } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { checkImmutable, type FieldErrors } from "../field-rules";

const maxBytes = 1024 * 1024;
const immutable = "field is immutable when `immutable` is set";
const redacted = "<secret contents redacted>";

export const secret = defineKind<Secret>()({
  kind: "Secret",
  group: "",
  version: "v1",
  plural: "secrets",
  singular: "secret",
  namespaced: true,
  setDefaults,
  validate,
  validateUpdate,
  fields: ({ type }) => ({ type: type ?? "" }),
  columns: [
    nameColumn,
    column("Type", descriptionOf("core.v1.Secret", "type")),
    column("Data", descriptionOf("core.v1.Secret", "data")),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.type ?? "",
    Object.keys(resource.data ?? {}).length,
    age(resource, now),
  ],
  example: {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "password", namespace: "default" },
    type: "Opaque",
    data: { password: "c2VjcmV0" },
  },
});

/** `stringData` is a way in only: it ends up in `data`. */
function setDefaults(draft: Draft<Secret>): void {
  draft.type ??= "Opaque";
  if (draft.stringData === undefined) return;
  draft.data ??= {};
  for (const [key, text] of Object.entries(draft.stringData)) draft.data[key] = encodeBase64(text);
  delete draft.stringData;
}

function validate(resource: Secret): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("data");
  let size = 0;
  for (const [key, value] of Object.entries(resource.data ?? {})) {
    for (const message of validConfigMapKey(key)) errors.push(invalid(path.key(key), key, message));
    size += Math.floor((value.length * 3) / 4);
  }
  if (size > maxBytes) errors.push(tooLong(path, maxBytes));
  checkType(resource, errors);
  return errors;
}

const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
};

const accountAnnotation = "kubernetes.io/service-account.name";

function checkType({ data = {}, metadata, type = "" }: Secret, errors: FieldErrors): void {
  const path = fieldPath("data");
  if (
    type === "kubernetes.io/service-account-token" &&
    !metadata.annotations?.[accountAnnotation]
  ) {
    errors.push(required(fieldPath("metadata", "annotations").key(accountAnnotation)));
  }
  if (type === "kubernetes.io/basic-auth" && !("username" in data) && !("password" in data)) {
    errors.push(required(path.key("username")), required(path.key("password")));
  }
  for (const key of requiredKeys[type] ?? []) {
    if (!(key in data)) errors.push(required(path.key(key)));
    else if (key.startsWith(".docker") && !isJson(data[key])) {
      errors.push(invalid(path.key(key), redacted, "invalid character in JSON"));
    }
  }
}

function isJson(encoded: string | undefined): boolean {
  const text = decodeBase64(encoded ?? "") ?? "";
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function validateUpdate(resource: Secret, old: Secret): FieldError[] {
  const errors: FieldErrors = [];
  checkImmutable(resource.type, old.type, "type", errors);
  if (old.immutable) {
    if (!resource.immutable) errors.push(forbidden("immutable", immutable));
    if (!deepEqual(resource.data, old.data)) errors.push(forbidden("data", immutable));
  }
  errors.push(...validate(resource));
  return errors;
}
