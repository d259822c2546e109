// The contract of a resource kind. One folder per kind holds one of these; the API server, discovery,
// tables, `explain`, the editor's help and the contract tests ask it and never name a kind themselves.
import type { FieldError } from "../meta/field-errors";
import type { KubernetesObject } from "../meta/object";
import type { Decoded, FieldValidation } from "../meta/schema/decode";
import type { StatusError } from "../meta/status-error";

/** A deep copy that its owner may change, as opposed to objects from the store. */
export type Draft<Value> = Value extends readonly (infer Item)[]
  ? Draft<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Draft<Value[Key]> }
    : Value;

/** What a kind's rules may know besides the object: nothing that is not plain data. */
export interface KindContext {
  /** The cluster's clock, milliseconds since 1970. */
  readonly now: number;
  /** The next number in [0, 1) of the API server's stream. */
  random(): number;
}

/** What a container uses at the moment, as the kubelet of its node measures it. */
export interface ContainerUsage {
  readonly name: string;
  readonly startedMs: number;
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

export interface PodUsage {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly ContainerUsage[];
}

export interface NodeUsage {
  readonly node: string;
  /** Of all that runs there, pods or not. */
  readonly cpuMillis: number;
  readonly memoryBytes: number;
  readonly pods: readonly PodUsage[];
}

/** What objects that are made up for a request may be made from. */
export interface ClusterView {
  /** The cluster's clock, milliseconds since 1970. */
  readonly now: number;
  /** Stored objects of the core group; those of all namespaces where none is named. */
  list(kind: "Node" | "Pod", namespace?: string): readonly KubernetesObject[];
  /** Of the nodes whose kubelets answer. */
  usage(): readonly NodeUsage[];
}

export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "date";
  readonly format?: "name";
  readonly description: string;
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority?: 0 | 1;
}

export type Cell = string | number | boolean | null;

export interface ScaleDefinition<Resource> {
  /** Where `spec.replicas` lies in the object. */
  readonly specReplicasPath: readonly string[];
  readonly statusReplicasPath: readonly string[];
  /** The selector in its string form. */
  selector(resource: Resource): string;
}

export interface KindDefinition<
  Resource extends KubernetesObject = KubernetesObject,
  Kind extends string = string,
> {
  readonly kind: Kind;
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames?: readonly string[];
  /** `all` makes `kubectl get all` list it. */
  readonly categories?: readonly string[];
  readonly namespaced: boolean;
  /** Verbs served; all of them when left out. */
  readonly verbs?: readonly string[];
  /** Where etcd keeps it below `/registry/`, when that is not the plural. */
  readonly storagePrefix?: string;
  /** Whether `/status` is a subresource of its own. */
  readonly hasStatus?: boolean;
  /** The metadata that a status update leaves alone; all of it when not given. */
  readonly statusKeeps?: readonly ("labels" | "ownerReferences")[];
  readonly scale?: ScaleDefinition<Resource>;
  /** Further subresources for discovery, such as `log` and `exec` of pods. */
  readonly subresources?: readonly SubresourceDefinition[];
  /** Whether a change of `spec` raises `metadata.generation`. */
  readonly hasGeneration?: boolean;
  /** Rules for `metadata.name`; RFC 1123 subdomain when left out. */
  readonly nameRule?: "subdomain" | "label" | "dns1035-label" | "path-segment";

  /** Objects that are made up for each request instead of being stored; of all namespaces where none is named. */
  madeUp?(cluster: ClusterView, namespace: string): readonly Resource[];
  /** What its server says of a name it cannot make anything up for; the usual words when left out. */
  absent?(cluster: ClusterView, place: { namespace: string; name: string }): StatusError;
  /**
   * Another server serves the kind, behind the APIService `version.group`: the kind is known only in clusters
   * that have it.
   */
  readonly isAggregated?: true;
  /** Fills what was left out, as versioned defaulting does. Idempotent. */
  setDefaults?(draft: Draft<Resource>): void;
  /** Clears and sets what a creator may not choose (status, generated fields). */
  prepareForCreate?(draft: Draft<Resource>, context: KindContext): void;
  prepareForUpdate?(draft: Draft<Resource>, old: Resource, context: KindContext): void;
  validate?(resource: Resource): FieldError[];
  validateUpdate?(resource: Resource, old: Resource): FieldError[];
  validateStatusUpdate?(resource: Resource, old: Resource): FieldError[];
  /** `Warning:` headers for a create or an update. */
  warnings?(resource: Resource): string[];
  /** A `Warning:` header for every request, of kinds that have had their day. */
  readonly deprecation?: string;
  /** Seconds a deletion waits for the owner of the object (the kubelet); 0 removes it at once. */
  deletionGraceSeconds?(resource: Resource, asked: number | undefined): number;
  /** Whether something besides `metadata.finalizers` holds a deletion up. */
  holdsDeletion?(resource: Resource): boolean;
  /** What a deletion that has to wait changes at once. */
  beginDeletion?(resource: Resource): Resource;

  /** Field selectors beyond `metadata.name` and `metadata.namespace`. */
  fields?(resource: Resource): Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
  /** Reads a body, for kinds whose schema is not built in. */
  decode?(json: unknown, mode: FieldValidation, duplicates: readonly string[]): Decoded;
  /** Its schemas for `/openapi/v3`, likewise. */
  readonly openApi?: Readonly<Record<string, unknown>>;
  /** For a version that is served but not stored: the way to the stored one and back. */
  readonly conversion?: Conversion<Resource>;
  /** One cell per column; ages are computed from `now`. */
  row(resource: Resource, now: number): readonly Cell[];
  /** A small valid object, used by the contract tests. */
  readonly example: Resource;
}

export interface Conversion<Resource> {
  toStored(resource: Resource): KubernetesObject;
  fromStored(object: KubernetesObject): Resource;
}

export interface SubresourceDefinition {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/** Checks the definition's types and keeps its literal `kind`. */
export function defineKind<Resource extends KubernetesObject>() {
  return <const Kind extends string>(
    definition: KindDefinition<Resource, Kind>,
  ): KindDefinition<Resource, Kind> => definition;
}

/** `pods`, `deployments.apps`: how messages name a resource. */
export function qualifiedResource(kind: {
  readonly group: string;
  readonly plural: string;
}): string {
  return kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(kind: { readonly group: string; readonly version: string }): string {
  return kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
}
