// Answers "whose pods are these?" and "what runs on this node?" without reading every pod. The rows follow
// from the stored objects; they are kept as a table only so that a fork gets them for nothing.
import type { Change, Etcd } from "../etcd/store";
import { defineTable, type State, type Table } from "../kernel/state";
import type { KubernetesObject } from "../meta/object";

const table = defineTable<1>("apiserver.indexes");

/** What an object is found by, besides its key. */
export interface Index {
  readonly name: string;
  /** The values under which the object is found. */
  values(object: KubernetesObject): readonly string[];
}

const none: readonly string[] = [];

/** Objects by the uid of the owner that controls them. */
export const controllerIndex: Index = {
  name: "controller-uid",
  values: (object) => {
    const controller = controllerUid(object);
    return controller === undefined ? none : [controller];
  },
};

/** Objects by the uid of every owner. */
export const ownerIndex: Index = {
  name: "owner-uid",
  values: (object) => object.metadata.ownerReferences?.map(({ uid }) => uid) ?? none,
};

/** Pods by node. */
export const nodeIndex: Index = {
  name: "node-name",
  values: (object) => {
    const node = object.kind === "Pod" ? nodeName(object) : undefined;
    return node === undefined ? none : [node];
  },
};

/** Pods nobody controls, by namespace: what a selector may adopt. */
export const orphanIndex: Index = {
  name: "orphan-namespace",
  values: (object) => {
    const { namespace } = object.metadata;
    const isOrphan = object.kind === "Pod" && controllerUid(object) === undefined;
    return isOrphan && namespace !== undefined ? [namespace] : none;
  },
};

const indexes: readonly Index[] = [controllerIndex, ownerIndex, nodeIndex, orphanIndex];

export class Indexes {
  private readonly rows: Table<1>;

  constructor(state: State) {
    this.rows = state.table(table);
  }

  /** Follows a committed change. */
  update(change: Change): void {
    const old = asObject(change.previous?.value);
    const current = asObject(change.current?.value);
    for (const index of indexes) {
      const before = old === undefined ? none : index.values(old);
      const after = current === undefined ? none : index.values(current);
      if (before.length === 0 && after.length === 0) continue;
      for (const value of before) {
        if (!after.includes(value)) this.rows.delete(rowOf(index, value, change.key));
      }
      for (const value of after) {
        if (!before.includes(value)) this.rows.set(rowOf(index, value, change.key), 1);
      }
    }
  }

  /** The keys of the objects found under `value`, in order. */
  keys(index: Index, value: string): string[] {
    const prefix = rowOf(index, value, "");
    return this.rows.withPrefix(prefix).map(([row]) => row.slice(prefix.length));
  }

  objects(etcd: Etcd, index: Index, value: string): KubernetesObject[] {
    const found: KubernetesObject[] = [];
    for (const key of this.keys(index, value)) {
      const object = asObject(etcd.get(key)?.value);
      if (object !== undefined) found.push(object);
    }
    return found;
  }
}

const rowOf = (index: Index, value: string, key: string): string =>
  `${index.name}\u0000${value}\u0000${key}`;

const controllerUid = (object: KubernetesObject): string | undefined =>
  object.metadata.ownerReferences?.find((owner) => owner.controller)?.uid;

/** Kubernetes objects are stored as values; text put by etcdctl is not one. */
export function asObject(value: unknown): KubernetesObject | undefined {
  if (typeof value !== "object" || value === null || !("metadata" in value)) return undefined;
  return value as KubernetesObject;
}

function nodeName(object: KubernetesObject): string | undefined {
  const spec = object.spec as { nodeName?: string } | undefined;
  return spec?.nodeName === "" ? undefined : spec?.nodeName;
}
