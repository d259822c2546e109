// Finds a kind by the words a request, a manifest or a learner uses for it.
import type { KindDefinition } from "../kinds/define-kind";
import { apiVersionOf } from "../kinds/define-kind";

export class KindIndex {
  private readonly byResource = new Map<string, KindDefinition>();
  private readonly byKind = new Map<string, KindDefinition>();
  private readonly byStorage = new Map<string, KindDefinition>();

  constructor(readonly all: readonly KindDefinition[]) {
    for (const kind of all) {
      this.byResource.set(`${kind.group}/${kind.version}/${kind.plural}`, kind);
      this.byKind.set(`${apiVersionOf(kind)}/${kind.kind}`, kind);
      if (!this.byStorage.has(storageRoot(kind))) this.byStorage.set(storageRoot(kind), kind);
    }
  }

  resource(group: string, version: string, plural: string): KindDefinition | undefined {
    return this.byResource.get(`${group}/${version}/${plural}`);
  }

  kind(apiVersion: string, kind: string): KindDefinition | undefined {
    return this.byKind.get(`${apiVersion}/${kind}`);
  }

  /** The kind whose object lies at an etcd key. */
  atKey(key: string): KindDefinition | undefined {
    const parts = key.split("/");
    for (let length = 4; length >= 3; length--) {
      const found = this.byStorage.get(`${parts.slice(0, length).join("/")}/`);
      if (found !== undefined) return found;
    }
    return undefined;
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
