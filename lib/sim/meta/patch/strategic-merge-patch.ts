// Applies a strategic merge patch: maps merge, lists merge by their key where the kind says so, and the
// directives `$patch`, `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…` are obeyed.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go (mergeMap, mergeSlice)
import { deepEqual, defineOwn, isJsonObject, type JsonObject, type JsonValue } from "../object";
import { badRequest, unknownError } from "../status-error";
import {
  byKeyValue,
  byMergeKey,
  type ElementOrder,
  normalizeOrder,
  scalarsOnce,
} from "./element-order";
import { rejectedPatch } from "./rejected-patch";
import { directives, type PatchField, type PatchSchema, patchField } from "./strategic-schema";

export interface MergeMode {
  /** Patch an object, as opposed to merging two patches into one, where directives are kept. */
  readonly isApplying: boolean;
}

type Fields = Record<string, JsonValue | undefined>;

/** The patched object. Nothing given is changed. */
export function applyStrategicMergePatch(
  original: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
): JsonObject {
  return mergeMap(original, patch, schema, { isApplying: true });
}

const badFormat = {
  primitiveList:
    "invalid JSON Patch object:the value of $deleteFromPrimitiveList should be a slice in the strategic merge patch",
  setOrder: "$setElementOrder list in patch is not a list or has an incorrect order",
  retainKeys: "$retainKeys directive in patch must be a list and contain all fields in the patch",
} as const;

export function mergeMap(
  original: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
  mode: MergeMode,
): JsonObject {
  const directive = patch[directives.marker];
  if (directive !== undefined) return replaceMap(directive, patch);
  const merged: Fields = { ...original };
  const rest: Fields = { ...patch };
  retainKeys(merged, rest, mode);
  mergeOrderedLists(merged, rest, schema, mode);
  for (const [key, value] of Object.entries(rest)) mergeField(merged, key, value, schema, mode);
  return merged;
}

function replaceMap(directive: JsonValue, patch: JsonObject): JsonObject {
  if (directive === "delete") return {};
  if (directive !== "replace") throw rejectedPatch();
  const { [directives.marker]: _, ...rest } = patch;
  return rest;
}

/** `$retainKeys`: only the named fields survive in a union such as a Deployment's strategy. */
function retainKeys(merged: Fields, patch: Fields, mode: MergeMode): void {
  const keys = patch[directives.retainKeys];
  if (keys === undefined) return;
  delete patch[directives.retainKeys];
  if (!mode.isApplying) {
    const before = merged[directives.retainKeys];
    if (before !== undefined && !deepEqual(before, keys)) throw rejectedPatch();
    merged[directives.retainKeys] = keys;
    return;
  }
  if (!Array.isArray(keys)) throw badRequest(badFormat.retainKeys);
  for (const [key, value] of Object.entries(patch)) {
    const isDirective =
      key.startsWith(directives.deleteFrom) || key.startsWith(directives.setOrder);
    if (value !== null && !isDirective && !keys.includes(key)) {
      throw badRequest(badFormat.retainKeys);
    }
  }
  for (const key of Object.keys(merged)) if (!keys.includes(key)) delete merged[key];
}

/** Lists that come with a `$setElementOrder/…` are merged here and taken out of the patch. */
function mergeOrderedLists(
  merged: Fields,
  patch: Fields,
  schema: PatchSchema,
  mode: MergeMode,
): void {
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(directives.setOrder)) continue;
    const order = patch[key];
    if (!mode.isApplying) {
      const before = merged[key];
      if (before !== undefined && !deepEqual(before, order)) throw badRequest(badFormat.setOrder);
      merged[key] = order;
    }
    delete patch[key];
    if (!Array.isArray(order)) throw rejectedPatch();
    mergeOrderedList(merged, patch, key.slice(directives.setOrder.length), order, schema, mode);
  }
}

function mergeOrderedList(
  merged: Fields,
  patch: Fields,
  key: string,
  order: readonly JsonValue[],
  schema: PatchSchema,
  mode: MergeMode,
): void {
  const before = listOf(merged, key);
  const changes = listOf(patch, key);
  const field = patchField(schema, key);
  if (changes !== undefined) checkOrder(changes, order, field.mergeKey);
  if (before === undefined && changes === undefined) return;
  const both =
    before === undefined
      ? withoutDirectiveItems(changes ?? [])
      : changes === undefined
        ? before
        : mergeSlice(before, changes, field, mode);
  const sortedList = normalizeOrder({
    items: both,
    patchOrder: order,
    serverOrder: before ?? [],
    mergeKey: field.mergeKey,
  });
  defineOwn(merged, key, sortedList);
  delete patch[key];
}

function listOf(fields: Fields, key: string): readonly JsonValue[] | undefined {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (value === undefined || Array.isArray(value)) return value;
  throw rejectedPatch();
}

/** The patch's items must stand in the order that it asks for. */
function checkOrder(
  items: readonly JsonValue[],
  order: readonly JsonValue[],
  mergeKey: string,
): void {
  if (items.length === 0 || order.length === 0) return;
  const same = byMergeKey(mergeKey);
  let at = 0;
  for (const item of items) {
    if (hasMarker(item)) continue;
    while (at < order.length && !same(item, order[at])) at++;
    if (at >= order.length) throw rejectedPatch();
    at++;
  }
}

function mergeField(
  merged: Fields,
  key: string,
  value: JsonValue | undefined,
  schema: PatchSchema,
  mode: MergeMode,
): void {
  if (value === undefined) return;
  if (key.startsWith(directives.deleteFrom)) {
    deleteFromList(merged, key, value, mode);
    return;
  }
  const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
  if (value === null) {
    delete merged[key];
    if (!mode.isApplying) defineOwn(merged, key, null);
    return;
  }
  if (isJsonObject(before) && isJsonObject(value)) {
    const field = patchField(schema, key);
    defineOwn(merged, key, field.replaces ? value : mergeMap(before, value, field.schema, mode));
    return;
  }
  if (Array.isArray(before) && Array.isArray(value)) {
    const field = patchField(schema, key);
    defineOwn(merged, key, field.merges ? mergeSlice(before, value, field, mode) : value);
    return;
  }
  const clean = withoutDirectives(value, mode);
  if (clean === undefined) delete merged[key];
  else defineOwn(merged, key, clean);
}

function deleteFromList(merged: Fields, key: string, value: JsonValue, mode: MergeMode): void {
  if (!mode.isApplying) {
    merged[key] = value;
    return;
  }
  const name = key.slice(directives.deleteFrom.length);
  const before = Object.hasOwn(merged, name) ? merged[name] : undefined;
  if (before === undefined) return;
  if (!Array.isArray(value) || !Array.isArray(before)) throw badRequest(badFormat.primitiveList);
  defineOwn(
    merged,
    name,
    before.filter((item) => !value.includes(item)),
  );
}

export function mergeSlice(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  field: PatchField,
  mode: MergeMode,
): readonly JsonValue[] {
  if (original.length === 0 && patch.length === 0) return original;
  const isOfObjects = isJsonObject(original[0] ?? patch[0]);
  const order: Omit<ElementOrder, "items"> = {
    patchOrder: patch,
    serverOrder: original,
    mergeKey: field.mergeKey,
  };
  if (!isOfObjects)
    return normalizeOrder({ ...order, items: scalarsOnce([...original, ...patch]) });
  if (field.mergeKey === "") throw rejectedPatch();
  const plain = applyItemDirectives(original, patch, field.mergeKey);
  const items = mergeItems(plain.original, plain.patch, field, mode);
  return normalizeOrder({ ...order, items, patchOrder: plain.patch, serverOrder: plain.original });
}

/** Obeys `$patch: delete` and `$patch: replace` items; what is left merges. */
function applyItemDirectives(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  mergeKey: string,
) {
  let kept = original;
  let isReplaced = false;
  const plain: JsonValue[] = [];
  for (const item of patch) {
    if (!isJsonObject(item)) throw rejectedPatch();
    const directive = item[directives.marker];
    if (directive === undefined) plain.push(item);
    else if (directive === "replace") isReplaced = true;
    else if (directive === "delete") {
      if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
      kept = kept.filter((one) => !byKeyValue(mergeKey, item[mergeKey])(one));
    } else throw rejectedPatch();
  }
  return isReplaced ? { original: plain, patch: [] } : { original: kept, patch: plain };
}

function mergeItems(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  field: PatchField,
  mode: MergeMode,
): JsonValue[] {
  const items = [...original];
  for (const change of patch) {
    if (!isJsonObject(change)) throw rejectedPatch();
    if (!Object.hasOwn(change, field.mergeKey)) throw noMergeKey(change, field.mergeKey);
    const at = items.findIndex(byKeyValue(field.mergeKey, change[field.mergeKey]));
    const before = items[at];
    if (isJsonObject(before)) items[at] = mergeMap(before, change, field.schema, mode);
    else items.push(change);
  }
  return items;
}

const noMergeKey = (item: JsonObject, mergeKey: string) =>
  unknownError(`map: ${goMap(item)} does not contain declared merge key: ${mergeKey}`);

/** Go's `%v` of a map: `map[image:x name:y]`. */
export function goMap(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goMap).join(" ")}]`;
  if (!isJsonObject(value)) return value === null ? "<nil>" : String(value);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goMap(value[key])}`);
  return `map[${fields.join(" ")}]`;
}

const hasMarker = (item: JsonValue): boolean =>
  isJsonObject(item) && Object.hasOwn(item, directives.marker);

/** A value that is new to the object: nulls and directives have nothing to act on. */
function withoutDirectives(value: JsonValue, mode: MergeMode): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map((item) => withoutDirectives(item, mode)).filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  if (Object.hasOwn(value, directives.marker)) return undefined;
  const kept: Fields = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || (field === null && mode.isApplying)) continue;
    const clean = withoutDirectives(field, mode);
    if (clean !== undefined) defineOwn(kept, key, clean);
  }
  return kept;
}

const withoutDirectiveItems = (items: readonly JsonValue[]): readonly JsonValue[] =>
  items
    .map((item) => withoutDirectives(item, { isApplying: true }))
    .filter((item) => item !== undefined);
