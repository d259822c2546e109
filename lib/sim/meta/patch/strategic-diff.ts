// Makes strategic merge patches: of two documents (`kubectl edit`, `set`, `scale`) and of three
// (`kubectl apply`: last applied, wanted, live).
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go (diffMaps, diffLists)
import { compareText } from "../go-text";
import { deepEqual, defineOwn, isJsonObject, type JsonObject, type JsonValue } from "../object";
import { unknownError } from "../status-error";
import { scalarsOnce } from "./element-order";
import type { ThreeWay } from "./merge-patch";
import { goMap, mergeMap } from "./strategic-merge-patch";
import { directives, findPatchField, type PatchField, type PatchSchema } from "./strategic-schema";

interface DiffMode {
  readonly ignoresDeletions?: true;
  readonly ignoresChanges?: true;
  readonly retainsKeys?: boolean;
}

type Fields = Record<string, JsonValue | undefined>;

/** What turns `original` into `modified`. */
export const createTwoWayMergePatch = (
  original: JsonObject,
  modified: JsonObject,
  schema: PatchSchema,
): JsonObject => diffMaps(original, modified, schema, {});

/** Adds and changes against `current`, deletes what left since `original`. */
export function createThreeWayMergePatch(documents: ThreeWay, schema: PatchSchema): JsonObject {
  const { original, modified, current } = documents;
  const changes = diffMaps(current, modified, schema, { ignoresDeletions: true });
  const deletions = diffMaps(original, modified, schema, { ignoresChanges: true });
  return mergeMap(deletions, changes, schema, { isApplying: false });
}

function diffMaps(
  original: JsonObject,
  modified: JsonObject,
  schema: PatchSchema,
  mode: DiffMode,
): JsonObject {
  const patch: Fields = {};
  for (const [key, wanted] of Object.entries(modified)) {
    if (wanted === undefined) continue;
    const before = Object.hasOwn(original, key) ? original[key] : undefined;
    if (before === undefined) {
      if (mode.ignoresChanges !== true) defineOwn(patch, key, wanted);
    } else diffField({ patch, key, before, wanted, schema, mode });
  }
  if (mode.ignoresDeletions !== true) {
    for (const key of Object.keys(original)) {
      if (original[key] !== undefined && modified[key] === undefined) defineOwn(patch, key, null);
    }
  }
  if (mode.retainsKeys === true) addRetainKeys(patch, original, modified);
  return patch;
}

function addRetainKeys(patch: Fields, original: JsonObject, modified: JsonObject): void {
  const keys = Object.keys(modified).filter(
    (key) => modified[key] !== null && modified[key] !== undefined,
  );
  const hasNew = Object.keys(original).some(
    (key) => original[key] !== null && modified[key] === undefined,
  );
  if (keys.length === 0 || (Object.keys(patch).length === 0 && !hasNew)) return;
  patch[directives.retainKeys] = keys.sort(compareText);
}

interface FieldDiff {
  readonly patch: Fields;
  readonly key: string;
  readonly before: JsonValue;
  readonly wanted: JsonValue;
  readonly schema: PatchSchema;
  readonly mode: DiffMode;
}

function diffField(diff: FieldDiff): void {
  const { patch, key, before, wanted, schema, mode } = diff;
  const areMaps = isJsonObject(before) && isJsonObject(wanted);
  const areLists = Array.isArray(before) && Array.isArray(wanted);
  const field = areMaps || areLists ? findPatchField(schema, key) : undefined;
  if ((areMaps || areLists) && field === undefined) {
    if (deepEqual(before, wanted)) return;
    throw unknownError(`unable to find api field in struct for the json field "${key}"`);
  }
  if (field !== undefined && areMaps && !field.replaces) {
    const inner = diffMaps(before, wanted, field.schema, {
      ...mode,
      retainsKeys: field.retainsKeys,
    });
    if (Object.keys(inner).length > 0) defineOwn(patch, key, inner);
  } else if (field !== undefined && areLists && field.merges) {
    diffLists(patch, key, before, wanted, field, { ...mode, retainsKeys: field.retainsKeys });
  } else if (mode.ignoresChanges !== true && !deepEqual(before, wanted)) {
    defineOwn(patch, key, wanted);
  }
}

function diffLists(
  patch: Fields,
  key: string,
  before: readonly JsonValue[],
  wanted: readonly JsonValue[],
  field: PatchField,
  mode: DiffMode,
): void {
  if (before.length === 0) {
    if (wanted.length > 0 && mode.ignoresChanges !== true) defineOwn(patch, key, wanted);
    return;
  }
  if (isJsonObject(before[0] ?? wanted[0])) diffObjectList(patch, key, before, wanted, field, mode);
  else diffScalarList(patch, key, before, wanted, mode);
}

function diffScalarList(
  patch: Fields,
  key: string,
  before: readonly JsonValue[],
  wanted: readonly JsonValue[],
  mode: DiffMode,
): void {
  const added = mode.ignoresChanges === true ? [] : wanted.filter((item) => !before.includes(item));
  const removed =
    mode.ignoresDeletions === true ? [] : before.filter((item) => !wanted.includes(item));
  if (added.length > 0) defineOwn(patch, key, scalarsOnce(added));
  if (removed.length > 0) patch[directives.deleteFrom + key] = scalarsOnce(removed).sort(byText);
  const isChanged = mode.ignoresChanges !== true && !deepEqual(before, wanted);
  if (removed.length > 0 || isChanged) patch[directives.setOrder + key] = wanted;
}

function diffObjectList(
  patch: Fields,
  key: string,
  before: readonly JsonValue[],
  wanted: readonly JsonValue[],
  field: PatchField,
  mode: DiffMode,
): void {
  const { mergeKey } = field;
  const old = keyed(before, mergeKey);
  const next = keyed(wanted, mergeKey);
  const changes: JsonValue[] = [];
  for (const [name, item] of next) {
    const was = old.get(name);
    const change =
      was === undefined
        ? mode.ignoresChanges === true
          ? {}
          : item
        : diffMaps(was, item, field.schema, mode);
    if (was === undefined && mode.ignoresChanges !== true) changes.push(item);
    else if (Object.keys(change).length > 0)
      changes.push({ ...change, [mergeKey]: item[mergeKey] ?? null });
  }
  if (mode.ignoresDeletions !== true) changes.push(...deletions(old, next, mergeKey));
  const isSameOrder =
    before.length === wanted.length &&
    before.every((item, at) => keyIn(item, mergeKey) === keyIn(wanted[at], mergeKey));
  const isOrdered =
    mode.ignoresChanges === true
      ? mode.ignoresDeletions !== true && changes.length > 0
      : changes.length > 0 || !isSameOrder;
  if (changes.length > 0) defineOwn(patch, key, changes);
  if (!isOrdered || wanted.length === 0) return;
  patch[directives.setOrder + key] = wanted.map((item) => ({
    [mergeKey]: keyIn(item, mergeKey),
  }));
}

/** `$patch: delete` items, in the order of their keys. */
function deletions(
  old: ReadonlyMap<string, JsonObject>,
  next: ReadonlyMap<string, JsonObject>,
  mergeKey: string,
): JsonValue[] {
  return [...old]
    .filter(([name]) => !next.has(name))
    .sort(([a], [b]) => compareText(a, b))
    .map(([, item]) => ({ [directives.marker]: "delete", [mergeKey]: item[mergeKey] ?? null }));
}

const keyIn = (item: JsonValue | undefined, mergeKey: string): JsonValue =>
  isJsonObject(item) ? (item[mergeKey] ?? null) : null;

/** Items by merge key, in their order. */
function keyed(items: readonly JsonValue[], mergeKey: string): Map<string, JsonObject> {
  const byKey = new Map<string, JsonObject>();
  for (const item of items) {
    if (!isJsonObject(item)) throw unknownError("list element types are not identical");
    const value = item[mergeKey];
    if (value === undefined) {
      throw unknownError(`map: ${goMap(item)} does not contain declared merge key: ${mergeKey}`);
    }
    byKey.set(String(value), item);
  }
  return byKey;
}

const byText = (a: JsonValue, b: JsonValue): number => compareText(String(a), String(b));
