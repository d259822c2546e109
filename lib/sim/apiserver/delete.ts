// Deleting an object: at once, after a grace period, or when its finalizers are gone.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go (Delete,
// deletionFinalizersForGarbageCollection), .../registry/rest/delete.go (BeforeDelete)
import type { KindDefinition } from "../kinds/define-kind";
import { qualifiedResource } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { conflict } from "../meta/status-error";
import { formatTime } from "../meta/time";
import { storageKey } from "./kind-index";
import type { ServerContext } from "./server-context";
import { readObject, removeObject, storeObject, type WriteOptions } from "./stored-object";

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: "Orphan" | "Background" | "Foreground";
  /** Asked for in the body, where clients of DELETE put it. */
  readonly dryRun?: boolean;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

export interface Deleted {
  readonly object: KubernetesObject;
  /** Whether it is gone, rather than going. */
  readonly isGone: boolean;
}

export function deleteObject(
  server: ServerContext,
  target: { readonly kind: KindDefinition; readonly namespace: string; readonly name: string },
  asked: DeleteOptions,
  options: WriteOptions,
): Deleted {
  const { kind, namespace, name } = target;
  const old = readObject(server, { ...target, subresource: "" });
  checkPreconditions(kind, old, asked);
  const isDryRun = (options.dryRun ?? false) || (asked.dryRun ?? false);
  const request = {
    operation: "DELETE" as const,
    ...target,
    subresource: "",
    old,
    user: options.user,
    isDryRun,
  };
  for (const plugin of server.admission) plugin.validate?.(old, request, server);

  const key = storageKey(kind, namespace, name);
  const finalizers = finalizersAfter(old, asked.propagationPolicy);
  const graceSeconds = kind.deletionGraceSeconds?.(old, asked.gracePeriodSeconds) ?? 0;
  const isHeld = finalizers.length > 0 || (kind.holdsDeletion?.(old) ?? false);
  if (!isHeld && graceSeconds === 0) {
    return { object: isDryRun ? old : removeObject(server, key, old), isGone: true };
  }
  const going = mark(server, old, finalizers, graceSeconds);
  const marked = going === old ? old : (kind.beginDeletion?.(going) ?? going);
  if (marked === old || isDryRun) return { object: marked, isGone: false };
  return { object: storeObject(server, key, marked), isGone: false };
}

function checkPreconditions(
  kind: KindDefinition,
  old: KubernetesObject,
  asked: DeleteOptions,
): void {
  const { uid, resourceVersion } = asked.preconditions ?? {};
  const name = old.metadata.name ?? "";
  if (uid !== undefined && uid !== old.metadata.uid) {
    throw conflict(
      qualifiedResource(kind),
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`,
    );
  }
  if (resourceVersion !== undefined && resourceVersion !== old.metadata.resourceVersion) {
    throw conflict(
      qualifiedResource(kind),
      name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${old.metadata.resourceVersion}`,
    );
  }
}

function finalizersAfter(
  old: KubernetesObject,
  policy: DeleteOptions["propagationPolicy"],
): readonly string[] {
  const own = (old.metadata.finalizers ?? []).filter(
    (finalizer) =>
      policy === undefined || (finalizer !== "orphan" && finalizer !== "foregroundDeletion"),
  );
  if (policy === "Orphan") return [...own, "orphan"];
  if (policy === "Foreground") return [...own, "foregroundDeletion"];
  return own;
}

/** The object with its deletion begun, or itself when it is already going at least as fast. */
function mark(
  server: ServerContext,
  old: KubernetesObject,
  finalizers: readonly string[],
  graceSeconds: number,
): KubernetesObject {
  const alreadyGoing = old.metadata.deletionTimestamp !== undefined;
  const remaining = old.metadata.deletionGracePeriodSeconds ?? 0;
  const sameFinalizers = finalizers.join() === (old.metadata.finalizers ?? []).join();
  if (alreadyGoing && graceSeconds >= remaining && sameFinalizers) return old;
  const { finalizers: _, ...metadata } = old.metadata;
  const grace = alreadyGoing ? Math.min(graceSeconds, remaining) : graceSeconds;
  return {
    ...old,
    metadata: {
      ...metadata,
      ...(finalizers.length > 0 ? { finalizers } : {}),
      deletionTimestamp: formatTime(server.state.now + grace * 1000),
      deletionGracePeriodSeconds: grace,
      ...(old.metadata.generation === undefined || alreadyGoing
        ? {}
        : { generation: old.metadata.generation + 1 }),
    },
  };
}
