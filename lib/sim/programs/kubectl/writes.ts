// Creating, replacing, patching and deleting one object, with the query kubectl sends.

import { goJson } from "@/lib/sim/meta/go-json";
import {
  deepClone,
  isJsonObject,
  type KubernetesObject,
  removePath,
  setPath,
} from "@/lib/sim/meta/object";
import { type Place, pathOf } from "./client";
import { groupVersion, type ResourceKind } from "./discovery";
import type { Session, WriteOptions } from "./session";
import { writeQuery } from "./session";

export interface ObjectPlace {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string;
}

/**
 * What is created has no version yet, whatever its file says: a dump of a live object can be created again.
 *
 * Kubernetes: staging/src/k8s.io/cli-runtime/pkg/resource/helper.go (Create with modify)
 */
export function createObject(
  session: Session,
  where: {
    readonly kind: ResourceKind;
    readonly namespace: string;
    readonly subresource?: string;
    readonly name?: string;
  },
  object: object,
  options: WriteOptions,
): KubernetesObject {
  const { kind, namespace, subresource } = where;
  // A new object is posted to its collection; only subresources are posted below an object.
  const path = pathOf(subresource === undefined ? { kind, namespace } : where);
  const body = session.cluster.client.raw({
    method: "POST",
    path,
    query: writeQuery(options),
    body: subresource === undefined ? withoutVersion(object) : object,
  });
  return typed(body, kind);
}

function withoutVersion(object: object): object {
  const { metadata } = object as { metadata?: { resourceVersion?: string } };
  if (metadata?.resourceVersion === undefined) return object;
  const { resourceVersion: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}

export function replaceObject(
  session: Session,
  place: Place,
  object: object,
  options: WriteOptions,
): KubernetesObject {
  const body = session.cluster.client.raw({
    method: "PUT",
    path: pathOf(place),
    query: writeQuery(options),
    body: object,
  });
  return typed(body, place.kind);
}

export const patchTypes = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
} as const;

export interface PatchRequest {
  readonly type: keyof typeof patchTypes;
  readonly patch: unknown;
  readonly options: WriteOptions;
  readonly force?: boolean;
}

export function patchObject(
  session: Session,
  place: Place,
  request: PatchRequest,
): KubernetesObject {
  const query = writeQuery(request.options);
  const body = session.cluster.client.raw({
    method: "PATCH",
    path: pathOf(place),
    query: request.force === undefined ? query : { ...query, force: [String(request.force)] },
    body: typeof request.patch === "string" ? request.patch : JSON.stringify(request.patch),
    contentType: patchTypes[request.type],
  });
  return typed(body, place.kind);
}

export interface DeleteRequest {
  readonly propagation: "Background" | "Foreground" | "Orphan";
  readonly gracePeriodSeconds?: number;
  readonly dryRun?: boolean;
}

/** The uid of what was deleted, when the answer tells it. */
export function deleteObject(
  session: Session,
  place: ObjectPlace,
  request: DeleteRequest,
): string | undefined {
  const answer = session.cluster.client.raw({
    method: "DELETE",
    path: pathOf(place),
    body: {
      propagationPolicy: request.propagation,
      ...(request.gracePeriodSeconds === undefined
        ? {}
        : { gracePeriodSeconds: request.gracePeriodSeconds }),
      ...(request.dryRun === true ? { dryRun: ["All"] } : {}),
    },
  });
  if (!isJsonObject(answer)) return undefined;
  const holder = answer.kind === "Status" ? answer.details : answer.metadata;
  return isJsonObject(holder) && typeof holder.uid === "string" ? holder.uid : undefined;
}

/** Typed answers may leave `kind` out; what is printed has it. */
function typed(body: unknown, kind: ResourceKind): KubernetesObject {
  const object = body as KubernetesObject;
  return object.kind ? object : { ...object, apiVersion: groupVersion(kind), kind: kind.kind };
}

export const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";
const annotationPath = ["metadata", "annotations", lastApplied];

/** The text kept in the annotation: the object without the annotation itself. */
export function appliedText(object: KubernetesObject): string {
  const bare = removePath(object, annotationPath);
  const annotations = bare.metadata?.annotations ?? {};
  return `${goJson(setPath(bare, ["metadata", "annotations"], annotations))}\n`;
}

export function withAppliedAnnotation(object: KubernetesObject): KubernetesObject {
  return setPath(object, annotationPath, appliedText(object));
}

export function appliedConfiguration(object: KubernetesObject): string | undefined {
  return object.metadata?.annotations?.[lastApplied];
}

/** Nulls in maps are dropped before a create, as client-side apply does. */
export function withoutNulls<Value>(value: Value): Value {
  return dropNulls(deepClone(value)) as Value;
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(kept.map(([key, field]) => [key, dropNulls(field)]));
}
