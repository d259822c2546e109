// What must hold of a cluster at any instant, whatever was done to it; and what must hold once everything runs
// again and has had time to come to rest.
import type { WatchCursor, WatchEvent } from "../apiserver/request";
import type { KindName } from "../client/client";
import { type Cluster, systemUser } from "../cluster";
import { kinds } from "../kinds";
import type { KindDefinition } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { processes } from "./actions";

const allKinds: readonly KindDefinition[] = kinds.filter(
  (kind: KindDefinition) => kind.verbs === undefined || kind.verbs.includes("list"),
);

/** Follows one cluster through its watches, as an informer does, and compares what it knows with the truth. */
export class Onlooker {
  private readonly known = new Map<string, KubernetesObject>();
  private readonly cursors = new Map<string, WatchCursor>();
  private revision = 0;

  constructor(private readonly cluster: Cluster) {
    for (const kind of watchedKinds) this.relist(kind);
    this.revision = cluster.revision;
  }

  /** What is wrong now; nothing when all is well. */
  look(): string[] {
    const wrong: string[] = [];
    if (this.cluster.revision < this.revision)
      wrong.push(`the revision fell from ${this.revision} to ${this.cluster.revision}`);
    this.revision = this.cluster.revision;
    for (const kind of watchedKinds) wrong.push(...this.follow(kind));
    return [...wrong, ...sharedAddresses(this.cluster)];
  }

  private follow(kind: KindDefinition): string[] {
    const cursor = this.cursors.get(kind.kind);
    if (cursor === undefined) return [];
    const { events, cursor: next } = this.cluster.readWatch(cursor);
    if (next === undefined) {
      this.relist(kind);
      return [];
    }
    this.cursors.set(kind.kind, next);
    const wrong = this.learn(events, cursor.revision);
    const truth = this.cluster.client().list(kind.kind as KindName);
    const mine = [...this.known.values()].filter((object) => object.kind === kind.kind);
    if (mine.length !== truth.length)
      wrong.push(`a watcher of ${kind.plural} knows ${mine.length}, there are ${truth.length}`);
    for (const object of truth) {
      const seen = this.known.get(keyOf(object))?.metadata.resourceVersion;
      if (seen !== object.metadata.resourceVersion) {
        wrong.push(
          `a watcher knows ${keyOf(object)} at ${seen}, it is at ${object.metadata.resourceVersion}`,
        );
      }
    }
    return wrong;
  }

  private learn(events: readonly WatchEvent[], from: number): string[] {
    const wrong: string[] = [];
    let last = from;
    for (const event of events) {
      const object = event.object as KubernetesObject;
      const key = keyOf(object);
      const revision = Number(object.metadata.resourceVersion);
      if (revision <= last) wrong.push(`${event.type} ${key}: revision ${revision} after ${last}`);
      last = revision;
      if (this.known.has(key) !== (event.type !== "ADDED"))
        wrong.push(`${event.type} ${key} comes as a surprise`);
      if (event.type === "DELETED") this.known.delete(key);
      else this.known.set(key, object);
    }
    return wrong;
  }

  private relist(kind: KindDefinition): void {
    for (const [key, object] of this.known) if (object.kind === kind.kind) this.known.delete(key);
    for (const object of this.cluster.client().list(kind.kind as KindName))
      this.known.set(keyOf(object), object);
    const base = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
    const { watch } = this.cluster.request({
      method: "GET",
      path: `${base}/${kind.plural}`,
      query: { watch: ["1"], resourceVersion: [String(this.cluster.revision)] },
      headers: {},
      user: systemUser,
    });
    if (watch === undefined) throw new Error(`${kind.plural} cannot be watched`);
    this.cursors.set(kind.kind, watch);
  }
}

const watchedKinds = allKinds.filter(({ kind }) =>
  ["Pod", "Deployment", "ReplicaSet", "Event", "Namespace"].includes(kind),
);

const keyOf = ({ kind, metadata }: KubernetesObject): string =>
  `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;

function sharedAddresses(cluster: Cluster): string[] {
  const taken = new Map<string, string>();
  const wrong: string[] = [];
  for (const pod of cluster.client().list("Pod")) {
    const address = pod.status?.podIP;
    const isOver = pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
    if (!address || isOver || pod.spec?.hostNetwork) continue;
    const other = taken.get(address);
    if (other !== undefined) wrong.push(`${other} and ${keyOf(pod)} share ${address}`);
    taken.set(address, keyOf(pod));
  }
  return wrong;
}

/** Starts all that was stopped and lets a quarter of an hour pass: then the world must be in order. Changes the cluster. */
export function checkAtRest(cluster: Cluster): string[] {
  for (const process of processes) cluster.start(process);
  for (const node of ["node01", "node02"]) cluster.startNode(node);
  cluster.advance(900_000);
  cluster.settle();
  return [...missingOwners(cluster), ...wrongQuotas(cluster), ...unmetReplicas(cluster)];
}

function missingOwners(cluster: Cluster): string[] {
  const objects = allKinds.flatMap(
    ({ kind }) => cluster.client().list(kind as KindName) as readonly KubernetesObject[],
  );
  const uids = new Set(objects.map(({ metadata }) => metadata.uid));
  return objects.flatMap((object) => {
    const owners = object.metadata.ownerReferences ?? [];
    const isAlone = owners.length > 0 && owners.every(({ uid }) => !uids.has(uid));
    const isHeld =
      object.metadata.deletionTimestamp !== undefined &&
      (object.metadata.finalizers ?? []).length > 0;
    return isAlone && !isHeld
      ? [`${keyOf(object)} outlived its owner ${owners[0]?.kind} ${owners[0]?.name}`]
      : [];
  });
}

function wrongQuotas(cluster: Cluster): string[] {
  const client = cluster.client();
  return client.list("ResourceQuota").flatMap((quota) => {
    const { namespace = "" } = quota.metadata;
    const pods = client
      .list("Pod", { namespace })
      .filter(({ status }) => status?.phase !== "Succeeded" && status?.phase !== "Failed");
    const used = quota.status?.used?.pods;
    const isScoped = quota.spec?.scopes !== undefined || quota.spec?.scopeSelector !== undefined;
    if (used === undefined || isScoped || used === String(pods.length)) return [];
    return [
      `quota ${namespace}/${quota.metadata.name} says ${used} pods, there are ${pods.length}`,
    ];
  });
}

function unmetReplicas(cluster: Cluster): string[] {
  const client = cluster.client();
  return client.list("ReplicaSet").flatMap(({ metadata, spec, status }) => {
    const owned = client.controlledBy("Pod", metadata.uid ?? "");
    const active = owned.filter(
      (pod) => pod.status?.phase !== "Failed" && pod.status?.phase !== "Succeeded",
    );
    const isRefused = (status?.conditions ?? []).some(
      ({ type, status: is }) => type === "ReplicaFailure" && is === "True",
    );
    const wanted = spec?.replicas ?? 1;
    if (
      isRefused ||
      metadata.deletionTimestamp !== undefined ||
      status?.replicas === wanted ||
      active.length === wanted
    )
      return [];
    return [
      `ReplicaSet ${metadata.namespace}/${metadata.name} wants ${wanted}, has ${active.length} (status ${status?.replicas})`,
    ];
  });
}
