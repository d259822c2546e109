// Adds what Go always writes: structs by value (`status: {}`, `resources: {}`), unset times (`null`), and
// zero values of fields without `omitempty`. Done last, after defaulting and validation.
import { type GroupVersionKind, isJsonObject } from "../object";
import { modelName, modelNamed } from "./lookup";
import type { ModelSchema, Property } from "./schema-types";

/**
 * The object as the API server would write it; the same reference when nothing is missing. What is the same
 * reference in `old`, the stored object, is whole already.
 */
export function completeObject<Value extends object>(
  gvk: GroupVersionKind,
  object: Value,
  old?: object,
): Value;
export function completeObject(gvk: GroupVersionKind, object: object, old?: object): object {
  const model = modelNamed(modelName(gvk) ?? "");
  return model === undefined ? object : completeModel(model, object, (old ?? none) as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

const none: Fields = {};

function completeModel(model: ModelSchema, object: object, old: Fields): object {
  const fields = object as Fields;
  let isChanged = false;
  const completed: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(model.properties)) {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const full =
      value === undefined
        ? missing(property)
        : value === old[key]
          ? value
          : completeValue(property, value, old[key]);
    if (full !== undefined) completed[key] = full;
    if (full !== value) isChanged = true;
  }
  if (!isChanged) return object;
  // Fields that no schema knows stay, at the end.
  for (const key of Object.keys(fields)) {
    if (!Object.hasOwn(model.properties, key)) completed[key] = fields[key];
  }
  return completed;
}

function completeValue(property: Property, value: unknown, old?: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (property.$ref !== undefined) {
    const model = modelNamed(property.$ref);
    return model === undefined
      ? value
      : completeModel(model, value, isJsonObject(old) ? old : none);
  }
  if (property.items !== undefined && Array.isArray(value))
    return completeItems(property.items, value);
  return value;
}

function completeItems(items: Property, values: readonly unknown[]): readonly unknown[] {
  if (items.$ref === undefined) return values;
  const completed = values.map((value) => completeValue(items, value));
  return completed.some((value, index) => value !== values[index]) ? completed : values;
}

function missing(property: Property): unknown {
  if (property.value === true) return missingByValue(property);
  if (property.always !== true || property.pointer === true) return undefined;
  if (property.format?.startsWith("date-time") === true) return null;
  switch (property.type) {
    case "string":
      return property.format === "quantity" ? "0" : "";
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    default:
      return null;
  }
}

function missingByValue(property: Property): unknown {
  if (property.$ref !== undefined) {
    const model = modelNamed(property.$ref);
    return model === undefined ? {} : completeModel(model, {}, none);
  }
  return property.format?.startsWith("date-time") === true ? null : undefined;
}
