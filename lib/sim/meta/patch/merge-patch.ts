// JSON merge patches (RFC 7396): applying, making them of two documents, and of three as `kubectl apply`
// does for kinds without a strategic merge patch.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/jsonmergepatch/patch.go
import { deepEqual, defineOwn, isJsonObject, type JsonObject } from "../object";
import { unknownError } from "../status-error";

/** The patched document. Shares what the patch does not touch. */
export function applyMergePatch(document: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const merged: Record<string, unknown> = isJsonObject(document) ? { ...document } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else defineOwn(merged, key, applyMergePatch(ownValue(merged, key), value));
  }
  return merged;
}

/** What turns `original` into `modified`. */
export function createMergePatch(original: JsonObject, modified: JsonObject): JsonObject {
  const patch: Record<string, JsonObject[string]> = {};
  for (const [key, value] of Object.entries(modified)) {
    const before = ownValue(original, key);
    if (isJsonObject(before) && isJsonObject(value)) {
      const inner = createMergePatch(before, value);
      if (Object.keys(inner).length > 0) defineOwn(patch, key, inner);
    } else if (before === undefined || !deepEqual(before, value)) defineOwn(patch, key, value);
  }
  for (const key of Object.keys(original)) {
    if (!Object.hasOwn(modified, key)) defineOwn(patch, key, null);
  }
  return patch;
}

export interface ThreeWay {
  /** What was applied last. */
  readonly original: JsonObject;
  /** What is wanted now. */
  readonly modified: JsonObject;
  /** What the server has. */
  readonly current: JsonObject;
}

/** Adds and changes against `current`, deletes what left since `original`. */
export function createThreeWayJsonMergePatch({
  original,
  modified,
  current,
}: ThreeWay): JsonObject {
  const changes = withoutNulls(createMergePatch(current, modified));
  const deletions = onlyNulls(createMergePatch(original, modified));
  const patch = mergePatches(deletions, changes);
  const isMoved =
    Object.hasOwn(patch, "apiVersion") ||
    Object.hasOwn(patch, "kind") ||
    (isJsonObject(patch.metadata) && Object.hasOwn(patch.metadata, "name"));
  if (isMoved) throw unknownError("At least one of apiVersion, kind and name was changed");
  return patch;
}

function withoutNulls(patch: JsonObject): JsonObject {
  const kept: Record<string, JsonObject[string]> = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) continue;
    if (!isJsonObject(value) || Object.keys(value).length === 0) defineOwn(kept, key, value);
    else {
      const inner = withoutNulls(value);
      if (Object.keys(inner).length > 0) defineOwn(kept, key, inner);
    }
  }
  return kept;
}

function onlyNulls(patch: JsonObject): JsonObject {
  const kept: Record<string, JsonObject[string]> = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) defineOwn(kept, key, null);
    else if (isJsonObject(value)) {
      const inner = onlyNulls(value);
      if (Object.keys(inner).length > 0) defineOwn(kept, key, inner);
    }
  }
  return kept;
}

/** Both patches in one; nulls of either stay. */
function mergePatches(a: JsonObject, b: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = ownValue(a, key);
    const both = isJsonObject(before) && isJsonObject(value) ? mergePatches(before, value) : value;
    defineOwn(merged, key, both);
  }
  return merged;
}

const ownValue = <Value>(
  object: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);
