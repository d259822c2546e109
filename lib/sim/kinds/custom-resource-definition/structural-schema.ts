// Reading a custom resource by its structural schema: fields the schema does not know are dropped, defaults
// are filled in.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/{pruning,defaulting}/algorithm.go
import type { JSONSchemaProps } from "@/generated/kubernetes/types";
import { deepClone, defineOwn, isJsonObject } from "../../meta/object";

export type Schema = JSONSchemaProps;

export const itemSchema = ({ items }: Schema): Schema | undefined =>
  isJsonObject(items) ? (items as Schema) : undefined;

/** Of maps: the schema of every value, `true` for any. */
export function valueSchema({ additionalProperties }: Schema): Schema | true | undefined {
  if (additionalProperties === true) return true;
  return isJsonObject(additionalProperties) ? (additionalProperties as Schema) : undefined;
}

const keepsUnknown = (schema: Schema): boolean =>
  schema["x-kubernetes-preserve-unknown-fields"] === true;

/** Fields of every object, which the root's schema need not name. */
const rootFields: readonly string[] = ["apiVersion", "kind", "metadata"];

/** A copy without unknown fields, whose paths are added to `unknown`. */
export function prune(
  value: unknown,
  schema: Schema | undefined,
  at: string,
  unknown: string[],
): unknown {
  if (Array.isArray(value)) {
    const items = schema && itemSchema(schema);
    if (items === undefined) return value;
    return value.map((item, index) => prune(item, items, `${at}[${index}]`, unknown));
  }
  if (!isJsonObject(value) || schema === undefined) return value;
  const isRoot = at === "";
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const path = isRoot ? key : `${at}.${key}`;
    const known = Object.hasOwn(schema.properties ?? {}, key)
      ? schema.properties?.[key]
      : undefined;
    const values = valueSchema(schema);
    if (isRoot && rootFields.includes(key)) defineOwn(kept, key, field);
    else if (known !== undefined) defineOwn(kept, key, prune(field, known, path, unknown));
    else if (values === true || keepsUnknown(schema)) defineOwn(kept, key, field);
    else if (values !== undefined) defineOwn(kept, key, prune(field, values, path, unknown));
    else unknown.push(path);
  }
  return kept;
}

/** Fills in defaults, in place. */
export function fillDefaults(value: unknown, schema: Schema | undefined): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) fillDefaults(item, itemSchema(schema));
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const fields = value as Record<string, unknown>;
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const isMissing = !Object.hasOwn(fields, key) || (fields[key] === null && !property.nullable);
    if (isMissing && property.default !== undefined)
      defineOwn(fields, key, deepClone(property.default));
    else if (fields[key] === null && !property.nullable && property.default === undefined)
      delete fields[key];
    if (Object.hasOwn(fields, key)) fillDefaults(fields[key], property);
  }
  const values = valueSchema(schema);
  if (values === undefined || values === true) return;
  for (const [key, field] of Object.entries(fields)) {
    if (!Object.hasOwn(schema.properties ?? {}, key)) fillDefaults(field, values);
  }
}
