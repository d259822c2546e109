// The entries of `metadata.managedFields`: who they belong to, in which order they stand, how many update
// managers are remembered.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/{managedfields,capmanagers}.go
import { compareText, goQuote } from "../../go-text";
import type { ManagedFieldsEntry } from "../../object";
import { timeOf } from "../../time";
import { difference, type FieldSet, isEmptySet, union } from "./field-set";

/** One manager's fields; `time` is that of its last change. */
export interface ManagedSet {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string | undefined;
  readonly fields: FieldSet;
}

/** By identity: manager, operation, subresource and, for updates, the version. */
export type Managers = ReadonlyMap<string, ManagedSet>;

export function identityOf(set: Omit<ManagedSet, "fields" | "time">): string {
  const version = set.operation === "Apply" ? "" : set.apiVersion;
  return [set.manager, set.operation, version, set.subresource].join("\u0000");
}

/** Nothing when the entries make no sense; upstream then starts anew. */
export function readManagers(entries: readonly ManagedFieldsEntry[] | undefined): Managers {
  const managers = new Map<string, ManagedSet>();
  for (const entry of entries ?? []) {
    const isReadable =
      (entry.operation === "Apply" || entry.operation === "Update") &&
      (entry.apiVersion ?? "") !== "" &&
      entry.fieldsType === "FieldsV1";
    if (!isReadable || entry.operation === undefined) return new Map();
    const set: ManagedSet = {
      manager: entry.manager ?? "",
      operation: entry.operation,
      apiVersion: entry.apiVersion ?? "",
      subresource: entry.subresource ?? "",
      time: entry.time,
      fields: (entry.fieldsV1 ?? {}) as FieldSet,
    };
    managers.set(identityOf(set), set);
  }
  return managers;
}

export function writeManagers(managers: Managers): ManagedFieldsEntry[] | undefined {
  if (managers.size === 0) return undefined;
  return [...managers.values()].sort(compareManagers).map(writeEntry);
}

const writeEntry = (set: ManagedSet): ManagedFieldsEntry => ({
  ...(set.manager === "" ? {} : { manager: set.manager }),
  operation: set.operation,
  apiVersion: set.apiVersion,
  ...(set.time === undefined ? {} : { time: set.time }),
  fieldsType: "FieldsV1",
  fieldsV1: set.fields,
  ...(set.subresource === "" ? {} : { subresource: set.subresource }),
});

/** The server writes all times alike, so that their texts sort as they do. */
const isPlainTime = (time: string | undefined): time is string =>
  time?.length === 20 && time.endsWith("Z");

function compareTimes({ time: a }: ManagedSet, { time: b }: ManagedSet): number {
  if (a === b) return 0;
  return isPlainTime(a) && isPlainTime(b) ? compareText(a, b) : (timeOf(a) ?? 0) - (timeOf(b) ?? 0);
}

function compareManagers(a: ManagedSet, b: ManagedSet): number {
  return (
    compareText(a.operation, b.operation) ||
    compareTimes(a, b) ||
    compareText(a.manager, b.manager) ||
    compareText(a.apiVersion, b.apiVersion) ||
    compareText(a.subresource, b.subresource)
  );
}

/** `"kubectl"`, `"hpa" with subresource "scale" using apps/v1`. */
export function describeManager(set: ManagedSet): string {
  const subresource = set.subresource === "" ? "" : ` with subresource ${goQuote(set.subresource)}`;
  const version = set.operation === "Update" ? ` using ${set.apiVersion}` : "";
  return goQuote(set.manager) + subresource + version;
}

const metadataNotOwned: FieldSet = {
  "f:apiVersion": {},
  "f:kind": {},
  "f:metadata": {
    ".": {},
    "f:name": {},
    "f:namespace": {},
    "f:creationTimestamp": {},
    "f:selfLink": {},
    "f:uid": {},
    "f:clusterName": {},
    "f:generation": {},
    "f:managedFields": {},
    "f:resourceVersion": {},
  },
};

/** Nobody owns an object's identity. */
export const withoutIdentity = (fields: FieldSet): FieldSet => difference(fields, metadataNotOwned);

/** A copy in which `identity` has these fields, or is gone when there are none. */
export function withFields(managers: Managers, identity: string, set: ManagedSet): Managers {
  const changed = new Map(managers);
  if (isEmptySet(set.fields)) changed.delete(identity);
  else changed.set(identity, set);
  return changed;
}

const maxUpdateManagers = 10;

/** The oldest update managers beyond ten are joined into one, per version. */
export function capManagers(managers: Managers): Managers {
  const updaters = [...managers.values()].filter((set) => set.operation === "Update");
  if (updaters.length <= maxUpdateManagers) return managers;
  updaters.sort((a, b) => compareTimes(a, b) || compareText(identityOf(a), identityOf(b)));
  const capped = new Map(managers);
  const firsts = new Map<string, ManagedSet>();
  let count = updaters.length;
  for (const set of updaters) {
    if (count <= maxUpdateManagers) break;
    const first = firsts.get(set.apiVersion);
    if (first === undefined) {
      firsts.set(set.apiVersion, set);
      continue;
    }
    const bucket = { ...set, manager: "ancient-changes", subresource: "" };
    const identity = identityOf(bucket);
    const known = capped.get(identity) ?? first;
    capped.delete(identityOf(first));
    capped.delete(identityOf(set));
    capped.set(identity, { ...bucket, fields: union(set.fields, known.fields) });
    count--;
  }
  return capped;
}
