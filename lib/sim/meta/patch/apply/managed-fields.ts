// Server-side apply, and the bookkeeping that every other write does for it: who set which field, and whom
// a change takes it from.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/{fieldmanager,
// structuredmerge,managedfieldsupdater,skipnonapplied,stripmeta,lastapplied*}.go,
// sigs.k8s.io/structured-merge-diff/merge/update.go
import { goJson } from "../../go-json";
import {
  deepEqual,
  type GroupVersionKind,
  isJsonObject,
  type JsonObject,
  type ManagedFieldsEntry,
  removePath,
  setPath,
} from "../../object";
import { completeObject } from "../../schema/complete";
import { rootProperty } from "../../schema/lookup";
import type { Property } from "../../schema/schema-types";
import { applyConflict, badRequest, type StatusError, unknownError } from "../../status-error";
import { type Comparison, compareObjects, fieldSetOf, withNamedFields } from "./compare";
import {
  difference,
  type FieldSet,
  formatPath,
  intersection,
  isEmptySet,
  listPaths,
  recursiveDifference,
  union,
} from "./field-set";
import {
  capManagers,
  describeManager,
  identityOf,
  type ManagedSet,
  type Managers,
  readManagers,
  withFields,
  withoutIdentity,
  writeManagers,
} from "./managers";
import { mergeObjects, removeFields } from "./merge-objects";
import type { MaybeProperty } from "./shape";
import { typedPatchError } from "./typed-patch";

export interface FieldManagerContext {
  readonly gvk: GroupVersionKind;
  readonly manager: string;
  /** RFC 3339. */
  readonly now: string;
  /** `status`, `scale` …; empty or left out for the object itself. */
  readonly subresource?: string;
  /** What this endpoint does not set: `{"f:status": {}}` for objects with a status subresource. */
  readonly resetFields?: FieldSet;
}

/** Fields a schemaless kind still has: those of its metadata. */
const objectMeta: Property = { $ref: "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" };
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

const apiVersionOf = ({ group, version }: GroupVersionKind): string =>
  group === "" ? version : `${group}/${version}`;

const managedFieldsOf = (object: JsonObject): readonly ManagedFieldsEntry[] | undefined => {
  const { metadata } = object as { metadata?: { managedFields?: readonly ManagedFieldsEntry[] } };
  return metadata?.managedFields;
};

const withoutBookkeeping = (object: JsonObject): JsonObject =>
  removePath(object, ["metadata", "managedFields"]);

function compare(before: JsonObject, after: JsonObject, context: FieldManagerContext): Comparison {
  const whole = compareTyped(before, after, rootProperty(context.gvk));
  const { resetFields } = context;
  if (resetFields === undefined) return whole;
  return {
    added: recursiveDifference(whole.added, resetFields),
    modified: recursiveDifference(whole.modified, resetFields),
    removed: recursiveDifference(whole.removed, resetFields),
  };
}

/** Kinds without a schema still have typed metadata. */
function compareTyped(before: JsonObject, after: JsonObject, root: MaybeProperty): Comparison {
  if (root !== undefined) return compareObjects(before, after, root);
  const { metadata: oldMeta, ...oldRest } = before;
  const { metadata: newMeta, ...newRest } = after;
  const rest = compareObjects(oldRest, newRest, undefined);
  const meta = compareObjects(oldMeta ?? {}, newMeta ?? {}, objectMeta);
  const join = (a: FieldSet, b: FieldSet): FieldSet =>
    isEmptySet(b) ? a : { ...a, "f:metadata": b };
  return {
    added: join(rest.added, meta.added),
    modified: join(rest.modified, meta.modified),
    removed: join(rest.removed, meta.removed),
  };
}

/** Takes from all managers but `except` what was changed or removed; tells what was changed. */
function takeFields(
  managers: Managers,
  change: Comparison,
  except: string | undefined,
): { managers: Managers; conflicts: ManagedSet[] } {
  const changed = union(change.modified, change.added);
  const kept = new Map<string, ManagedSet>();
  const conflicts: ManagedSet[] = [];
  for (const [identity, set] of managers) {
    if (identity === except) {
      kept.set(identity, set);
      continue;
    }
    const conflict = intersection(set.fields, changed);
    if (!isEmptySet(conflict)) conflicts.push({ ...set, fields: conflict });
    const left = difference(
      isEmptySet(conflict) ? set.fields : difference(set.fields, conflict),
      change.removed,
    );
    if (!isEmptySet(left)) kept.set(identity, left === set.fields ? set : { ...set, fields: left });
  }
  return { managers: kept, conflicts };
}

/**
 * `metadata.managedFields` after a write that is not an apply: create (no `live`), update, patch. `next` is
 * the object as it will be stored; entries a client sent in it replace the live ones, as upstream has it.
 */
export function trackUpdate(
  live: JsonObject | undefined,
  next: JsonObject,
  context: FieldManagerContext,
): readonly ManagedFieldsEntry[] | undefined {
  const entries = entriesFor(live, next, context);
  if (live !== undefined && entries.length === 0) return undefined;
  const before = live === undefined ? emptyObject(context) : withoutBookkeeping(live);
  const managers = recordUpdate(before, withoutBookkeeping(next), readManagers(entries), context);
  const written = writeManagers(managers);
  return deepEqual(written, entries) ? entries : written;
}

function entriesFor(
  live: JsonObject | undefined,
  next: JsonObject,
  context: FieldManagerContext,
): readonly ManagedFieldsEntry[] {
  const known = (live && managedFieldsOf(live)) ?? [];
  const sent = managedFieldsOf(next);
  if ((context.subresource ?? "") !== "" || sent === undefined) return known;
  if (sent.length === 0 || (sent.length === 1 && deepEqual(sent[0], {}))) return [];
  return readManagers(sent).size === 0 ? known : sent;
}

/** What the server holds before an object is there: the zero value, as Go makes it. */
const emptyObject = ({ gvk }: FieldManagerContext): JsonObject =>
  completeObject(gvk, { apiVersion: apiVersionOf(gvk), kind: gvk.kind, metadata: {} });

function recordUpdate(
  before: JsonObject,
  after: JsonObject,
  managers: Managers,
  context: FieldManagerContext,
): Managers {
  const change = compare(before, after, context);
  const taken = takeFields(managers, change, undefined).managers;
  const fields = withoutIdentity(union(change.modified, change.added));
  if (isEmptySet(fields)) return capManagers(taken);
  const mine = ownSet(context, "Update", fields);
  const identity = identityOf(mine);
  const previous = taken.get(identity)?.fields;
  const all = previous === undefined ? fields : union(fields, previous);
  return capManagers(withFields(taken, identity, { ...mine, fields: all }));
}

const ownSet = (
  context: FieldManagerContext,
  operation: "Apply" | "Update",
  fields: FieldSet,
): ManagedSet => ({
  manager: context.manager,
  operation,
  apiVersion: apiVersionOf(context.gvk),
  subresource: context.subresource ?? "",
  time: context.now,
  fields,
});

export interface Applied {
  /** The merged object with its managed fields; not yet defaulted, validated or stored. */
  readonly object: JsonObject;
}

/** Server-side apply of `patch` over `live`. Throws the conflict, unless forced. */
export function applyConfiguration(
  live: JsonObject | undefined,
  patch: JsonObject,
  options: FieldManagerContext & { readonly force: boolean },
): Applied {
  refuseUnfitPatch(patch, options);
  const before = live === undefined ? emptyObject(options) : withoutBookkeeping(live);
  const managers = knownManagers(live, before, options);
  const result = mergeOrConflict(before, patch, managers, options);
  const object = withLastApplied(result.object, patch, options.manager);
  const entries = keepTimes(
    writeManagers(result.managers),
    live && managedFieldsOf(live),
    deepEqual(object, before),
  );
  return {
    object:
      entries === undefined ? object : setPath(object, ["metadata", "managedFields"], entries),
  };
}

function refuseUnfitPatch(patch: JsonObject, { gvk }: FieldManagerContext): void {
  const wanted = apiVersionOf(gvk);
  if (patch.apiVersion !== wanted) {
    const text = `Incorrect version specified in apply patch. Specified patch version: ${String(patch.apiVersion)}, expected: ${wanted}`;
    throw badRequest(text);
  }
  const metadata = isJsonObject(patch.metadata) ? patch.metadata : {};
  if (metadata.managedFields !== undefined && metadata.managedFields !== null) {
    throw badRequest("metadata.managedFields must be nil");
  }
  const error = typedPatchError(patch, rootProperty(gvk));
  if (error === undefined) return;
  const name = `${String(metadata.namespace ?? "")}/${String(metadata.name ?? "")}`;
  throw unknownError(
    `failed to create typed patch object (${name}; ${wanted}, Kind=${gvk.kind}): ${error}`,
  );
}

/** Fields of an object that nobody tracked belong to `before-first-apply`. */
function knownManagers(
  live: JsonObject | undefined,
  before: JsonObject,
  context: FieldManagerContext,
): Managers {
  const managers = readManagers(live && managedFieldsOf(live));
  if (live === undefined || managers.size > 0) return managers;
  return recordUpdate(emptyObject(context), before, managers, {
    ...context,
    manager: "before-first-apply",
  });
}

type Options = FieldManagerContext & { readonly force: boolean };

interface Merged {
  readonly object: JsonObject;
  readonly managers: Managers;
}

function mergeOrConflict(
  before: JsonObject,
  patch: JsonObject,
  managers: Managers,
  options: Options,
): Merged {
  const merged = merge(before, patch, managers, options);
  if (merged.conflicts.length === 0 || options.force) return merged;
  const left =
    options.manager === "kubectl"
      ? beyondLastApplied(merged.conflicts, before, options)
      : merged.conflicts;
  if (left.length > 0) throw conflictError(left);
  return merged;
}

function merge(
  before: JsonObject,
  patch: JsonObject,
  managers: Managers,
  context: Options,
): Merged & { conflicts: ManagedSet[] } {
  const root = rootProperty(context.gvk);
  const named = fieldSetOf(patch, root);
  const fields =
    context.resetFields === undefined ? named : recursiveDifference(named, context.resetFields);
  const mine = ownSet(context, "Apply", fields);
  const identity = identityOf(mine);
  const last = managers.get(identity)?.fields;
  const wanted = new Map(managers).set(identity, mine);
  const over = asObject(mergeObjects(before, patch, root));
  const object = last === undefined ? over : prune(over, last, wanted, root);
  const change = compare(before, object, context);
  const taken = takeFields(wanted, change, identity);
  const own = timed({ ...mine, fields: withoutIdentity(fields) }, managers.get(identity), change);
  return {
    object,
    managers: withFields(taken.managers, identity, own),
    conflicts: taken.conflicts,
  };
}

/** An apply that changes nothing leaves its entry the time it had, or without one. */
function timed(own: ManagedSet, last: ManagedSet | undefined, change: Comparison): ManagedSet {
  if (![change.added, change.modified, change.removed].every(isEmptySet)) return own;
  return { ...own, time: last?.time };
}

const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/**
 * Takes out what the manager applied last time, does not apply now, and nobody else owns.
 * Kubernetes: merge/update.go prune
 */
function prune(
  merged: JsonObject,
  last: FieldSet,
  managers: Managers,
  root: MaybeProperty,
): JsonObject {
  const named = (set: FieldSet): FieldSet => withNamedFields(set, root, merged);
  const all = named(fieldSetOf(merged, root));
  const lastNamed = named(last);
  const withoutLast = removeFields(merged, lastNamed, root);
  const owned = [...managers.values()].reduce<FieldSet>((set, one) => union(set, one.fields), {});
  const keptSet = named(fieldSetOf(withoutLast ?? {}, root));
  const withOwned = removeFields(merged, difference(all, union(keptSet, named(owned))), root);
  const pruned = named(fieldSetOf(withOwned ?? {}, root));
  return asObject(removeFields(merged, intersection(difference(all, pruned), lastNamed), root));
}

/** Conflicts in fields that client-side apply set to the very values they have are no conflicts. */
function beyondLastApplied(
  conflicts: readonly ManagedSet[],
  before: JsonObject,
  context: Options,
): ManagedSet[] {
  const allowed = lastAppliedFields(before, context);
  return conflicts
    .map((set) => ({ ...set, fields: difference(set.fields, allowed) }))
    .filter((set) => !isEmptySet(set.fields));
}

function lastAppliedFields(before: JsonObject, { gvk }: Options): FieldSet {
  const text = annotationsOf(before)?.[lastApplied];
  const configuration = typeof text === "string" ? parseObject(text) : undefined;
  if (configuration === undefined || configuration.apiVersion !== apiVersionOf(gvk)) return {};
  const root = rootProperty(gvk);
  const change = compareObjects(configuration, before, root);
  const same = difference(
    difference(fieldSetOf(configuration, root), change.modified),
    change.added,
  );
  return difference(same, change.removed);
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function annotationsOf(object: JsonObject): JsonObject | undefined {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  return isJsonObject(metadata.annotations) ? metadata.annotations : undefined;
}

/** kubectl's annotation, where it is in use, follows what kubectl applies. */
function withLastApplied(object: JsonObject, patch: JsonObject, manager: string): JsonObject {
  const known = annotationsOf(object)?.[lastApplied];
  if (manager !== "kubectl" || typeof known !== "string" || known === "") return object;
  const configuration = removePath(patch, ["metadata", "annotations", lastApplied]);
  return setPath(object, ["metadata", "annotations", lastApplied], `${goJson(configuration)}\n`);
}

/** Only the times of entries would differ: then nothing happened. */
function keepTimes(
  entries: readonly ManagedFieldsEntry[] | undefined,
  old: readonly ManagedFieldsEntry[] | undefined,
  isUnchanged: boolean,
): readonly ManagedFieldsEntry[] | undefined {
  if (!isUnchanged || entries === undefined || old === undefined) return entries;
  const bare = (list: readonly ManagedFieldsEntry[]) =>
    list.map(({ time: _, ...entry }) => JSON.stringify(entry)).sort();
  return deepEqual(bare(entries), bare(old)) ? old : entries;
}

function conflictError(conflicts: readonly ManagedSet[]): StatusError {
  const sorted = [...conflicts].sort((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1));
  const found = sorted.flatMap((set) =>
    listPaths(set.fields).map((path) => ({ who: describeManager(set), field: formatPath(path) })),
  );
  const causes = found.map(({ who, field }) => ({
    reason: "FieldManagerConflict",
    message: `conflict with ${who}`,
    field,
  }));
  const [only] = found;
  if (found.length === 1 && only !== undefined) {
    return applyConflict(
      causes,
      `Apply failed with 1 conflict: conflict with ${only.who}: ${only.field}`,
    );
  }
  const lines = sorted.flatMap((set) => [
    `conflicts with ${describeManager(set)}:`,
    ...listPaths(set.fields).map((path) => `- ${formatPath(path)}`),
  ]);
  return applyConflict(causes, `Apply failed with ${found.length} conflicts: ${lines.join("\n")}`);
}
