// Reading and writing one object at its place in etcd: what every verb ends in.
import { limits } from "../kernel/limits";
import { type KindDefinition, qualifiedResource } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { notFound, unknownError } from "../meta/status-error";
import { asObject } from "./indexes";
import { storageKey } from "./kind-index";
import { readMadeUp } from "./made-up";
import { jsonSizeUpTo } from "./object-size";
import type { UserInfo } from "./request";
import type { ServerContext } from "./server-context";

export interface ObjectTarget {
  readonly kind: KindDefinition;
  readonly namespace: string;
  readonly name: string;
  /** Empty for the object itself, else `status` and its like. */
  readonly subresource: string;
}

export interface WriteOptions {
  readonly user: UserInfo;
  readonly fieldManager: string;
  readonly dryRun?: boolean;
  /** The managed fields are right already: server-side apply has worked them out. */
  readonly isTracked?: boolean;
  /** Hears of what is allowed and unwise. */
  warn?(text: string): void;
  /** The subresource a write of the whole object came through: `scale`. */
  readonly through?: string;
}

export function readObject(server: ServerContext, target: ObjectTarget): KubernetesObject {
  const { kind, namespace, name } = target;
  if (kind.madeUp !== undefined) return readMadeUp(server, kind, target);
  const object = asObject(server.etcd.get(storageKey(kind, namespace, name))?.value);
  if (object === undefined) throw notFound(qualifiedResource(kind), name);
  return object;
}

/** Writes an object and gives it the revision of the write. */
export function storeObject(
  server: ServerContext,
  key: string,
  object: KubernetesObject,
): KubernetesObject {
  if (server.etcd.size >= limits.objectsPerCluster && server.etcd.get(key) === undefined) {
    // etcd's own words when its quota is used up; nothing new goes in until something is deleted.
    throw unknownError("etcdserver: mvcc: database space exceeded");
  }
  if (jsonSizeUpTo(object, limits.objectBytes) >= limits.objectBytes) {
    throw unknownError("etcdserver: request is too large");
  }
  const stored = server.etcd.put(key, (revision) => ({
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(revision) },
  }));
  return stored.value as KubernetesObject;
}

/** Takes the object out of the store; watchers see it once more as it was. */
export function removeObject(
  server: ServerContext,
  key: string,
  object: KubernetesObject,
): KubernetesObject {
  server.etcd.delete(key);
  return object;
}
