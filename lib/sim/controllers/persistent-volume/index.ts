// Brings claims and volumes together, has volumes made where a class says how, and does with released volumes
// what their reclaim policy asks.
//
// Kubernetes: pkg/controller/volume/persistentvolume/pv_controller.go (syncClaim, syncVolume)
import type { PersistentVolume, PersistentVolumeClaim } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../../client/reconciler";
import { isFullyBound } from "../../kinds/persistent-volume/match-claim";
import { type ControllerContext, defineController, splitKey } from "../define-controller";
import { syncBoundClaim, syncUnboundClaim } from "./claim";
import { syncVolume } from "./volume";

/** Unbound claims are looked at again this often, and say again what they wait for. */
// Kubernetes: PVClaimBinderSyncPeriod
const resyncMs = 15_000;

export const persistentVolumeController = defineController({
  name: "persistentvolume-controller",
  latencyMs: 5,
  watches: [
    { kind: "PersistentVolumeClaim", keys: claimKeys },
    { kind: "PersistentVolume", keys: volumeKeys },
  ],
  resync: ({ client }) => [
    ...client.list("PersistentVolume").map(({ metadata }) => `volume:${metadata.name}`),
    ...client
      .list("PersistentVolumeClaim")
      .map(({ metadata }) => `claim:${metadata.namespace}/${metadata.name}`),
  ],
  reconcile(key, context) {
    const [what, name = ""] = key.split(":");
    if (what === "volume") return reconcileVolume(name, context);
    if (what === "unbound") return wakeUnbound(context);
    const claim = context.client.get("PersistentVolumeClaim", splitKey(name));
    if (claim === undefined) return;
    if (isFullyBound(claim)) return syncBoundClaim(claim, context);
    syncUnboundClaim(claim, context);
    const after = context.client.get("PersistentVolumeClaim", splitKey(name));
    if (after !== undefined && !isFullyBound(after)) context.enqueue(key, resyncMs);
  },
});

function reconcileVolume(name: string, context: ControllerContext): void {
  const volume = context.client.get("PersistentVolume", { name });
  if (volume !== undefined) syncVolume(volume, context);
}

function claimKeys({ old, current }: ObjectChange): string[] {
  const claim = (current ?? old) as PersistentVolumeClaim | undefined;
  if (claim === undefined) return [];
  const { namespace, name } = claim.metadata;
  const volume = claim.spec?.volumeName;
  return [
    ...(current === undefined ? [] : [`claim:${namespace}/${name}`]),
    ...(volume ? [`volume:${volume}`] : []),
  ];
}

function volumeKeys({ old, current }: ObjectChange): string[] {
  const volume = (current ?? old) as PersistentVolume | undefined;
  if (volume === undefined) return [];
  const { claimRef } = volume.spec ?? {};
  const isFree = current !== undefined && claimRef === undefined;
  return [
    ...(current === undefined ? [] : [`volume:${volume.metadata.name}`]),
    ...(claimRef === undefined ? [] : [`claim:${claimRef.namespace}/${claimRef.name}`]),
    ...(isFree ? ["unbound:"] : []),
  ];
}

/** A volume is free: every claim that waits may want it. */
function wakeUnbound({ client, enqueue }: ControllerContext): void {
  for (const claim of client.list("PersistentVolumeClaim")) {
    if (!isFullyBound(claim))
      enqueue(`claim:${claim.metadata.namespace}/${claim.metadata.name}`, 0);
  }
}
