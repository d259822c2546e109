// Adds what Go always writes: structs by value (`status: {}`, `resources: {}`), unset times (`null`), and
// zero values of fields without `omitempty`. Done last, after defaulting and validation.
import { schemas } from "@/generated/kubernetes/schemas";
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
  const { checked, all } = plans.get(model) ?? planOf(model);
  let changes: Map<string, unknown> | undefined;
  for (const [key, property] of checked) {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (value !== undefined && value === old[key]) continue;
    const full = value === undefined ? missing(property) : completeValue(property, value, old[key]);
    if (full === value) continue;
    changes ??= new Map();
    changes.set(key, full);
  }
  return changes === undefined ? object : inOrder(model, all, fields, changes);
}

/** The fields in the schema's order; those that no schema knows stay, at the end. */
function inOrder(
  model: ModelSchema,
  keys: readonly string[],
  fields: Fields,
  changes: ReadonlyMap<string, unknown>,
): object {
  const completed: Record<string, unknown> = {};
  for (const key of keys) {
    const own = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const full = changes.has(key) ? changes.get(key) : own;
    if (full !== undefined) completed[key] = full;
  }
  for (const key of Object.keys(fields)) {
    if (!Object.hasOwn(model.properties, key)) completed[key] = fields[key];
  }
  return completed;
}

/** What there is to do about a model, worked out once. */
interface Plan {
  /** Properties that may be missing, or hold something that may. */
  readonly checked: readonly (readonly [string, Property])[];
  readonly all: readonly string[];
}

const plans: ReadonlyMap<ModelSchema, Plan> = new Map(
  Object.values(schemas.models).map((model) => [model, planOf(model)]),
);

function planOf(model: ModelSchema): Plan {
  const all = Object.entries(model.properties);
  const isChecked = ({ value, always, $ref, items }: Property): boolean =>
    value === true || always === true || $ref !== undefined || items?.$ref !== undefined;
  return {
    checked: all.filter(([, property]) => isChecked(property)),
    all: all.map(([key]) => key),
  };
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
