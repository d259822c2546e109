// Claims that pods use and volumes that are bound cannot go: their finalizer is taken off when they are free.
//
// Kubernetes: pkg/controller/volume/pvcprotection/pvc_protection_controller.go,
// pkg/controller/volume/pvprotection/pv_protection_controller.go
import type { PersistentVolume, PersistentVolumeClaim, Pod } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../../client/reconciler";
import type { ObjectMeta } from "../../meta/object";
import { type ControllerContext, defineController, splitKey } from "../define-controller";

const claimFinalizer = "kubernetes.io/pvc-protection";
const volumeFinalizer = "kubernetes.io/pv-protection";

export const persistentVolumeProtectionController = defineController({
  name: "persistentvolume-protection-controller",
  watches: [
    { kind: "PersistentVolumeClaim", keys: goingKeys("claim") },
    { kind: "PersistentVolume", keys: goingKeys("volume") },
    {
      kind: "Pod",
      keys: ({ old, current }) => (current === undefined ? claimsOf(old as Pod) : []),
    },
  ],
  resync: ({ client }) => [
    ...client.list("PersistentVolume").flatMap((current) => goingKeys("volume")({ current })),
    ...client.list("PersistentVolumeClaim").flatMap((current) => goingKeys("claim")({ current })),
  ],
  reconcile(key, context) {
    const [what, name = ""] = key.split(":");
    if (what === "volume") releaseVolume(name, context);
    else releaseClaim(name, context);
  },
});

function goingKeys(what: "claim" | "volume") {
  return ({ current }: ObjectChange): string[] => {
    if (current?.metadata.deletionTimestamp === undefined) return [];
    const { namespace, name } = current.metadata;
    return [namespace === undefined ? `${what}:${name}` : `${what}:${namespace}/${name}`];
  };
}

const claimsOf = (pod: Pod | undefined): string[] =>
  claimNames(pod).map((name) => `claim:${pod?.metadata.namespace}/${name}`);

const claimNames = (pod: Pod | undefined): string[] =>
  (pod?.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim, ephemeral, name }) => {
    if (persistentVolumeClaim !== undefined) return [persistentVolumeClaim.claimName];
    return ephemeral === undefined ? [] : [`${pod?.metadata.name}-${name}`];
  });

function releaseClaim(key: string, { client }: ControllerContext): void {
  const claim = client.get("PersistentVolumeClaim", splitKey(key));
  if (!isHeld(claim, claimFinalizer)) return;
  const { name, namespace = "" } = claim.metadata;
  const isUsed = client
    .list("Pod", { namespace })
    .some((pod) => pod.spec?.nodeName && claimNames(pod).includes(name));
  if (!isUsed)
    client.update("PersistentVolumeClaim", {
      ...claim,
      metadata: without(claim.metadata, claimFinalizer),
    });
}

function releaseVolume(name: string, { client }: ControllerContext): void {
  const volume = client.get("PersistentVolume", { name });
  if (!isHeld(volume, volumeFinalizer) || volume.status?.phase === "Bound") return;
  client.update("PersistentVolume", {
    ...volume,
    metadata: without(volume.metadata, volumeFinalizer),
  });
}

function isHeld<Type extends PersistentVolume | PersistentVolumeClaim>(
  object: Type | undefined,
  finalizer: string,
): object is Type {
  const { deletionTimestamp, finalizers } = object?.metadata ?? {};
  return deletionTimestamp !== undefined && (finalizers?.includes(finalizer) ?? false);
}

function without({ finalizers = [], ...metadata }: ObjectMeta, finalizer: string): ObjectMeta {
  const others = finalizers.filter((each) => each !== finalizer);
  return { ...metadata, ...(others.length > 0 ? { finalizers: others } : {}) };
}
