// One volume: free, bound, or released by a claim that is gone.
//
// Kubernetes: pkg/controller/volume/persistentvolume/pv_controller.go (syncVolume, reclaimVolume)
import type { PersistentVolume } from "@/generated/kubernetes/types";
import { boundByController } from "../../kinds/persistent-volume/match-claim";
import type { ControllerContext } from "../define-controller";
import { setVolumePhase } from "./phases";
import { isProvisioned } from "./provision";

export function syncVolume(volume: PersistentVolume, context: ControllerContext): void {
  const reference = volume.spec?.claimRef;
  // Without a claim, or promised to one that has not come yet.
  if (!reference?.uid) {
    setVolumePhase(volume, { phase: "Available" }, context);
    return;
  }
  const { namespace = "", name = "", uid } = reference;
  const found = context.client.get("PersistentVolumeClaim", { namespace, name });
  const claim = found?.metadata.uid === uid ? found : undefined;
  if (claim === undefined) {
    const isOver = volume.status?.phase === "Released" || volume.status?.phase === "Failed";
    const released = isOver ? volume : setVolumePhase(volume, { phase: "Released" }, context);
    return reclaim(released, context);
  }
  if (claim.spec?.volumeName === volume.metadata.name) {
    setVolumePhase(volume, { phase: "Bound" }, context);
  } else if (claim.spec?.volumeName) unbind(volume, context);
  else context.enqueue(`claim:${namespace}/${name}`, 0);
}

/** The claim has taken another volume. */
function unbind(volume: PersistentVolume, context: ControllerContext): void {
  const isOurs = volume.metadata.annotations?.[boundByController] !== undefined;
  if (isOurs) setVolumePhase(free(volume, context), { phase: "Available" }, context);
}

function free(volume: PersistentVolume, { client }: ControllerContext): PersistentVolume {
  const { [boundByController]: _, ...annotations } = volume.metadata.annotations ?? {};
  const { claimRef: _claim, ...spec } = volume.spec ?? {};
  return client.update("PersistentVolume", {
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec,
  });
}

function reclaim(volume: PersistentVolume, context: ControllerContext): void {
  const { client } = context;
  if (volume.metadata.deletionTimestamp !== undefined) return;
  const policy = volume.spec?.persistentVolumeReclaimPolicy;
  if (policy === "Delete") {
    const why = whyNotDeleted(volume);
    if (why === undefined) return client.delete("PersistentVolume", volume.metadata);
    if (volume.status?.phase === "Failed") return;
    const failed = setVolumePhase(volume, { phase: "Failed", message: why }, context);
    context.record({ about: failed, type: "Warning", reason: "VolumeFailedDelete", message: why });
  } else if (policy === "Recycle") {
    context.record({
      about: volume,
      type: "Normal",
      reason: "VolumeRecycled",
      message: "Volume recycled",
    });
    setVolumePhase(free(volume, context), { phase: "Available" }, context);
  }
}

/** Few kinds of storage can be deleted by the cluster itself. */
function whyNotDeleted(volume: PersistentVolume): string | undefined {
  if (isProvisioned(volume)) return undefined;
  const path = volume.spec?.hostPath?.path;
  if (path !== undefined) {
    if (/^\/tmp\/.+/.test(path)) return undefined;
    return `host_path deleter only supports /tmp/.+ but received provided ${path}`;
  }
  return `error getting deleter volume plugin for volume "${volume.metadata.name}": no deletable volume plugin matched`;
}
