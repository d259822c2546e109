// One claim: which volume it gets, and what it says while it has none.
//
// Kubernetes: pkg/controller/volume/persistentvolume/pv_controller.go (syncUnboundClaim, syncBoundClaim)
import type { PersistentVolumeClaim } from "@/generated/kubernetes/types";
import {
  classOf,
  findVolume,
  isDelayed,
  isPromisedTo,
} from "../../kinds/persistent-volume/match-claim";
import type { ControllerContext } from "../define-controller";
import { bind } from "./bind";
import { setPhase } from "./phases";
import { provision } from "./provision";

export function syncUnboundClaim(claim: PersistentVolumeClaim, context: ControllerContext): void {
  if (claim.metadata.deletionTimestamp !== undefined) return;
  if (claim.spec?.volumeName) return syncNamedVolume(claim, claim.spec.volumeName, context);
  const { client } = context;
  const storageClass = client.get("StorageClass", { name: classOf(claim) });
  const onlyPromised = isDelayed(claim, storageClass);
  const volume = findVolume(client.list("PersistentVolume"), { claim, onlyPromised });
  if (volume !== undefined) return bind(volume, claim, context);
  if (onlyPromised) {
    context.record({ about: claim, type: "Normal", ...whyDelayed(claim, context) });
  } else if (classOf(claim) !== "") provision(claim, storageClass, context);
  else {
    const message = "no persistent volumes available for this claim and no storage class is set";
    context.record({ about: claim, type: "Normal", reason: "FailedBinding", message });
  }
  const current = client.get("PersistentVolumeClaim", claim.metadata);
  if (current !== undefined) setPhase(current, { phase: "Pending" }, context);
}

// Kubernetes: emitEventForUnboundDelayBindingClaim
function whyDelayed({ metadata }: PersistentVolumeClaim, { client }: ControllerContext) {
  const { name, namespace = "" } = metadata;
  const waiting = client
    .list("Pod", { namespace })
    .find(
      ({ spec }) =>
        !spec?.nodeName &&
        spec?.volumes?.some((each) => each.persistentVolumeClaim?.claimName === name),
    );
  if (waiting === undefined) {
    return {
      reason: "WaitForFirstConsumer",
      message: "waiting for first consumer to be created before binding",
    };
  }
  return {
    reason: "WaitForPodScheduled",
    message: `waiting for pod ${waiting.metadata.name} to be scheduled`,
  };
}

/** The claim asks for one volume by name. */
function syncNamedVolume(
  claim: PersistentVolumeClaim,
  name: string,
  context: ControllerContext,
): void {
  const volume = context.client.get("PersistentVolume", { name });
  if (
    volume !== undefined &&
    (volume.spec?.claimRef === undefined || isPromisedTo(volume, claim))
  ) {
    return bind(volume, claim, context);
  }
  if (volume !== undefined) {
    const message = `volume "${name}" already bound to a different claim.`;
    context.record({ about: claim, type: "Warning", reason: "FailedBinding", message });
  }
  setPhase(claim, { phase: "Pending" }, context);
}

export function syncBoundClaim(claim: PersistentVolumeClaim, context: ControllerContext): void {
  const volume = context.client.get("PersistentVolume", { name: claim.spec?.volumeName ?? "" });
  const lost = (reason: string, message: string): void => {
    if (claim.status?.phase === "Lost") return;
    setPhase(claim, { ...claim.status, phase: "Lost" }, context);
    context.record({ about: claim, type: "Warning", reason, message });
  };
  if (volume === undefined) {
    return lost(
      "ClaimLost",
      "Bound claim has lost its PersistentVolume. Any data on the volume is lost!",
    );
  }
  if (volume.spec?.claimRef === undefined || isPromisedTo(volume, claim)) {
    return claim.metadata.deletionTimestamp === undefined
      ? bind(volume, claim, context)
      : undefined;
  }
  lost("ClaimMisbound", "Two claims are bound to the same volume, this one is bound incorrectly");
}
