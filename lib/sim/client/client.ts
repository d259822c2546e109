// How components speak to the API server: typed by kind, synchronous, under a name of their own. Reads come
// from the server's present state, as an informer's cache would give them a moment later.

import type { DeleteOptions } from "../apiserver/delete";
import type { kinds } from "../kinds";
import type { KindDefinition } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";

type Kinds = (typeof kinds)[number];

/** `Pod`, `Deployment` …: every kind of the list. */
export type KindName = Kinds["kind"];

/** The object type of a kind. */
export type Resource<Name extends KindName> =
  Extract<Kinds, { kind: Name }> extends KindDefinition<infer Type, Name> ? Type : never;

export interface ObjectKey {
  /** Empty or absent for kinds without a namespace. */
  readonly namespace?: string;
  readonly name: string;
}

export interface ListOptions {
  readonly namespace?: string;
  /** In its string form, such as `app=web,tier!=db`. */
  readonly labelSelector?: string;
}

/**
 * Every write may throw a `StatusError`; the reconciler runner catches it and tries again later. Objects
 * are never changed in place: spread and replace.
 */
export interface Client {
  get<Name extends KindName>(kind: Name, key: ObjectKey): Resource<Name> | undefined;
  list<Name extends KindName>(kind: Name, options?: ListOptions): readonly Resource<Name>[];
  /** Objects of the kind whose controller is the object with this uid. */
  controlledBy<Name extends KindName>(kind: Name, uid: string): readonly Resource<Name>[];
  /** Objects of any kind that name this uid among their owners. */
  dependentsOf(uid: string): readonly KubernetesObject[];
  /** Pods of the namespace that nothing controls. */
  orphanPods(namespace: string): readonly Resource<"Pod">[];
  podsOnNode(node: string): readonly Resource<"Pod">[];
  /** Kinds that definitions in the cluster have added; as names they go by `Kind.group`. */
  addedKinds(): readonly KindDefinition[];
  /** Why a kind that another server serves cannot be asked for, in client-go's words. */
  unavailable(kind: KindName): string | undefined;
  create<Name extends KindName>(kind: Name, object: NewObject<Resource<Name>>): Resource<Name>;
  update<Name extends KindName>(kind: Name, object: Resource<Name>): Resource<Name>;
  /** `update` for code that treats all kinds alike. */
  updateAny(kind: KindName, object: KubernetesObject): KubernetesObject;
  /** `namespaces/finalize`: the one way to take the finalizer off a namespace. */
  finalizeNamespace(namespace: Resource<"Namespace">): void;
  /** Writes `status` alone; does nothing when it is equal already. */
  updateStatus<Name extends KindName>(kind: Name, object: Resource<Name>): Resource<Name>;
  /** Deletes; an object that is gone already is no error. */
  delete(kind: KindName, key: ObjectKey, options?: DeleteOptions): void;
  /** `pods/binding`: writes `spec.nodeName` and the PodScheduled condition. */
  bind(pod: ObjectKey & { readonly uid?: string }, node: string): void;
}

/** What a creator writes: `apiVersion` and `kind` may be left to the client. */
export type NewObject<Type extends KubernetesObject> = Omit<
  Type,
  "apiVersion" | "kind" | "metadata"
> & {
  readonly metadata: Partial<Type["metadata"]>;
};
