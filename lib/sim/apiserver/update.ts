// Replacing an object, whole or through one of its subresources.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go (Update),
// staging/src/k8s.io/apiserver/pkg/registry/rest/update.go (BeforeUpdate)
import type { Draft, KindDefinition } from "../kinds/define-kind";
import { qualifiedResource } from "../kinds/define-kind";
import { deepEqual, type KubernetesObject } from "../meta/object";
import { completeObject } from "../meta/schema/complete";
import { conflict, invalid } from "../meta/status-error";
import { trackFields } from "./field-tracking";
import { storageKey } from "./kind-index";
import { validateMetadataUpdate } from "./metadata-rules";
import { drawNumber, type ServerContext } from "./server-context";
import {
  type ObjectTarget,
  readObject,
  removeObject,
  storeObject,
  type WriteOptions,
} from "./stored-object";

/** Takes `draft` over. Returns the object as stored; the old one when nothing changed. */
export function updateObject(
  server: ServerContext,
  target: ObjectTarget,
  draft: Draft<KubernetesObject>,
  options: WriteOptions,
): KubernetesObject {
  const { kind, subresource } = target;
  const old = readObject(server, target);
  refuseStale(kind, draft, old);
  carryOver(draft, old);
  if (isStatusUpdate(subresource)) keepAllButStatus(kind, draft, old);
  else if (kind.hasStatus) keepStatus(draft, old);
  kind.setDefaults?.(draft);
  const request = {
    operation: "UPDATE" as const,
    ...target,
    old,
    user: options.user,
    isDryRun: options.dryRun ?? false,
    ...(options.warn === undefined ? {} : { warn: options.warn }),
  };
  for (const plugin of server.admission) plugin.mutate?.(draft, request, server);
  if (subresource === "") {
    kind.prepareForUpdate?.(draft, old, {
      now: server.state.now,
      random: () => drawNumber(server),
    });
    raiseGeneration(kind, draft, old);
  }
  const object: KubernetesObject = draft;
  const errors = [
    ...validateMetadataUpdate(kind, object, old),
    ...validateChange(target, object, old),
  ];
  if (errors.length > 0) throw invalid(kind, target.name, errors);
  for (const plugin of server.admission) plugin.validate?.(object, request, server);

  const whole = completeObject(kind, object, old);
  const tracked = trackFields(server, {
    kind,
    object: whole,
    old,
    options,
    subresource: options.through ?? subresource,
  });
  if (deepEqual(tracked, old)) return old;
  if (options.dryRun) return tracked;
  const key = storageKey(kind, target.namespace, target.name);
  if (isReadyToGo(kind, tracked)) return removeObject(server, key, tracked);
  return storeObject(server, key, tracked);
}

function refuseStale(
  kind: KindDefinition,
  draft: Draft<KubernetesObject>,
  old: KubernetesObject,
): void {
  const asked = draft.metadata.resourceVersion;
  if (asked !== undefined && asked !== "" && asked !== old.metadata.resourceVersion) {
    throw conflict(
      qualifiedResource(kind),
      old.metadata.name ?? "",
      "the object has been modified; please apply your changes to the latest version and try again",
    );
  }
  if (draft.metadata.uid !== undefined && draft.metadata.uid !== old.metadata.uid) {
    throw conflict(
      qualifiedResource(kind),
      old.metadata.name ?? "",
      storageError(kind, old, `UID in precondition: ${draft.metadata.uid}`),
    );
  }
}

/** As etcd's layer says it: it is there that the uid is compared. */
function storageError(kind: KindDefinition, old: KubernetesObject, precondition: string): string {
  const { namespace = "", name, uid } = old.metadata;
  const key = storageKey(kind, namespace, name);
  return `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: ${precondition}, UID in object meta: ${uid}`;
}

/** What a client may leave out or not choose: taken from the stored object. */
function carryOver(draft: Draft<KubernetesObject>, old: KubernetesObject): void {
  const metadata = draft.metadata;
  metadata.uid = old.metadata.uid;
  metadata.creationTimestamp = old.metadata.creationTimestamp;
  metadata.resourceVersion = old.metadata.resourceVersion;
  carry(metadata, old.metadata, "generation");
  carry(metadata, old.metadata, "deletionTimestamp");
  carry(metadata, old.metadata, "deletionGracePeriodSeconds");
  carry(metadata, old.metadata, "generateName");
}

function carry<
  Key extends "generation" | "deletionTimestamp" | "deletionGracePeriodSeconds" | "generateName",
>(
  metadata: Draft<KubernetesObject>["metadata"],
  old: KubernetesObject["metadata"],
  key: Key,
): void {
  if (old[key] === undefined) delete metadata[key];
  else Object.assign(metadata, { [key]: old[key] });
}

function keepStatus(draft: Draft<KubernetesObject>, old: KubernetesObject): void {
  if (old.status === undefined) delete draft.status;
  else draft.status = old.status;
}

/**
 * A status update leaves the spec alone. The older kinds let it change the metadata, some with exceptions; for
 * the newer ones that stays as it was, too.
 */
// Kubernetes: pkg/registry/apps/deployment/strategy.go (deploymentStatusStrategy) and its neighbours,
// staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/meta.go (ResetObjectMetaForStatus)
function keepAllButStatus(
  { statusKeeps }: KindDefinition,
  draft: Draft<KubernetesObject>,
  old: KubernetesObject,
): void {
  for (const key of Object.keys(draft)) {
    if (key !== "status" && key !== "metadata" && !(key in old)) delete draft[key];
  }
  for (const [key, value] of Object.entries(old)) {
    if (key !== "status" && key !== "metadata") draft[key] = value;
  }
  for (const field of statusKeeps ?? resetForStatus) {
    if (old.metadata[field] === undefined) delete draft.metadata[field];
    else Object.assign(draft.metadata, { [field]: old.metadata[field] });
  }
}

const resetForStatus = ["labels", "annotations", "finalizers", "ownerReferences"] as const;

function raiseGeneration(
  kind: KindDefinition,
  draft: Draft<KubernetesObject>,
  old: KubernetesObject,
): void {
  if (!kind.hasGeneration || deepEqual(draft.spec, old.spec)) return;
  draft.metadata.generation = (old.metadata.generation ?? 0) + 1;
}

/** The verdict on a signing request stands in its status. */
const isStatusUpdate = (subresource: string): boolean =>
  subresource === "status" || subresource === "approval";

function validateChange(target: ObjectTarget, object: KubernetesObject, old: KubernetesObject) {
  const { kind, subresource } = target;
  if (isStatusUpdate(subresource)) return kind.validateStatusUpdate?.(object, old) ?? [];
  if (subresource !== "") return [];
  return kind.validateUpdate?.(object, old) ?? kind.validate?.(object) ?? [];
}

/** The last finalizer was taken off an object that is being deleted. */
function isReadyToGo(kind: KindDefinition, object: KubernetesObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  return (
    deletionTimestamp !== undefined &&
    (deletionGracePeriodSeconds ?? 0) === 0 &&
    (finalizers ?? []).length === 0 &&
    !(kind.holdsDeletion?.(object) ?? false)
  );
}
