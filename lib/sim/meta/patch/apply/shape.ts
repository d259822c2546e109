// How server-side apply looks at a value: as one leaf, as named fields, as a map, or as a list whose items
// have an identity.
//
// Kubernetes: sigs.k8s.io/structured-merge-diff/schema, typed/helpers.go
import { goJson } from "../../go-json";
import { compareText } from "../../go-text";
import { isJsonObject } from "../../object";
import { fieldOf, modelNamed } from "../../schema/lookup";
import type { ModelSchema, Property } from "../../schema/schema-types";

/** Without a property the schema is unknown: maps merge by key, lists are leaves. */
export type MaybeProperty = Property | undefined;

export type Shape =
  | { readonly kind: "leaf" }
  | { readonly kind: "struct"; readonly model: ModelSchema }
  | { readonly kind: "map"; readonly values: MaybeProperty }
  | {
      readonly kind: "list";
      readonly items: Property;
      readonly keys: readonly string[] | undefined;
    };

const leafShape: Shape = { kind: "leaf" };

/** `value` decides only where the schema says nothing. */
export function shapeOf(property: MaybeProperty, value: unknown): Shape {
  if (property === undefined) {
    return isJsonObject(value) ? { kind: "map", values: undefined } : leafShape;
  }
  if (property.free === true || property.list === "atomic") return leafShape;
  if (property.$ref !== undefined) {
    const model = modelNamed(property.$ref);
    return model === undefined || model.atomic === true ? leafShape : { kind: "struct", model };
  }
  if (property.additionalProperties !== undefined) {
    return { kind: "map", values: property.additionalProperties };
  }
  if (property.items === undefined || property.list === undefined) return leafShape;
  const keys = property.list === "map" ? property.keys : undefined;
  return { kind: "list", items: property.items, keys };
}

/** The property of a map's or struct's field. */
export const fieldProperty = (shape: Shape, key: string): MaybeProperty =>
  shape.kind === "struct"
    ? fieldOf(shape.model, key)
    : shape.kind === "map"
      ? shape.values
      : undefined;

export const fieldElement = (key: string): string => `f:${key}`;

/** `k:{"name":"c"}` of an item of a list with keys, `v:"x"` of one of a set. */
export function itemElement(shape: Extract<Shape, { kind: "list" }>, item: unknown): string {
  if (shape.keys === undefined) return `v:${goJson(item)}`;
  const keys: Record<string, unknown> = {};
  for (const key of [...shape.keys].sort(compareText)) {
    const value = isJsonObject(item) ? (item[key] ?? defaultKey(shape.items, key)) : undefined;
    if (value !== undefined) keys[key] = value;
  }
  return `k:${goJson(keys)}`;
}

/** A key that is left out counts as its default: `TCP` for protocols, else Go's zero value. */
function defaultKey(items: Property, key: string): unknown {
  const model = items.$ref === undefined ? undefined : modelNamed(items.$ref);
  const property = model === undefined ? undefined : fieldOf(model, key);
  if (property === undefined) return undefined;
  if (property.goType === "v1.Protocol") return "TCP";
  if (property.always !== true) return undefined;
  return property.type === "integer" ? 0 : property.type === "boolean" ? false : "";
}
