// Finds a kind by the words a request, a manifest or a learner uses for it.
import type { KindDefinition } from "../kinds/define-kind";
import { apiVersionOf } from "../kinds/define-kind";

/** Finds kinds that are not built in. */
export type CustomKinds = () => KindIndex | undefined;

const noCustomKinds: CustomKinds = () => undefined;

/** Whether the cluster has the server of a kind that is aggregated. */
export type IsInstalled = (kind: KindDefinition) => boolean;

export class KindIndex {
  private readonly byResource = new Map<string, KindDefinition>();
  private readonly byKind = new Map<string, KindDefinition>();
  private readonly byStorage = new Map<string, KindDefinition>();
  private readonly own: readonly KindDefinition[];
  private readonly aggregated: readonly KindDefinition[];

  constructor(
    private readonly fixed: readonly KindDefinition[],
    private readonly custom: CustomKinds = noCustomKinds,
    private readonly isInstalled: IsInstalled = () => true,
  ) {
    this.own = fixed.filter((kind) => kind.isAggregated !== true);
    this.aggregated = fixed.filter((kind) => kind.isAggregated === true);
    for (const kind of fixed) {
      this.byResource.set(`${kind.group}/${kind.version}/${kind.plural}`, kind);
      this.byKind.set(`${apiVersionOf(kind)}/${kind.kind}`, kind);
      const isStored = kind.conversion === undefined && kind.madeUp === undefined;
      if (isStored && !this.byStorage.has(storageRoot(kind))) {
        this.byStorage.set(storageRoot(kind), kind);
      }
    }
  }

  /** In the order in which they are told about. */
  get all(): readonly KindDefinition[] {
    const more = [...this.added, ...this.aggregated.filter(this.isInstalled)];
    return more.length === 0 ? this.own : [...this.own, ...more];
  }

  /** Kinds that definitions in the cluster have added. */
  get added(): readonly KindDefinition[] {
    return this.custom()?.fixed ?? [];
  }

  resource(group: string, version: string, plural: string): KindDefinition | undefined {
    const found = this.served(this.byResource.get(`${group}/${version}/${plural}`));
    return found ?? this.custom()?.resource(group, version, plural);
  }

  kind(apiVersion: string, kind: string): KindDefinition | undefined {
    const found = this.served(this.byKind.get(`${apiVersion}/${kind}`));
    return found ?? this.custom()?.kind(apiVersion, kind);
  }

  private served(kind: KindDefinition | undefined): KindDefinition | undefined {
    return kind?.isAggregated === true && !this.isInstalled(kind) ? undefined : kind;
  }

  /** The version in which objects of the kind are kept. */
  stored(kind: KindDefinition): KindDefinition {
    if (kind.conversion === undefined) return kind;
    return this.atRoot(storageRoot(kind)) ?? kind;
  }

  /** The kind whose object lies at an etcd key. */
  atKey(key: string): KindDefinition | undefined {
    const parts = key.split("/");
    for (let length = 4; length >= 3; length--) {
      const found = this.atRoot(`${parts.slice(0, length).join("/")}/`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private atRoot(root: string): KindDefinition | undefined {
    return this.byStorage.get(root) ?? this.custom()?.atRoot(root);
  }
}

/** `/registry/pods/`, `/registry/services/specs/`: where all objects of a kind begin. */
export function storageRoot(kind: KindDefinition): string {
  return `/registry/${kind.storagePrefix ?? kind.plural}/`;
}

/** Where objects of one namespace begin, or all of them. */
export function storagePrefix(kind: KindDefinition, namespace: string): string {
  return kind.namespaced && namespace !== ""
    ? `${storageRoot(kind)}${namespace}/`
    : storageRoot(kind);
}

export function storageKey(kind: KindDefinition, namespace: string, name: string): string {
  return storagePrefix(kind, namespace) + name;
}
