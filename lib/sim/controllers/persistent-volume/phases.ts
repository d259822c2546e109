// The phases of volumes and claims, written when they change.
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeClaimStatus,
} from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import { formatTime } from "../../meta/time";
import type { ControllerContext } from "../define-controller";

/** Writes the phase, with the time of the change. */
export function setVolumePhase(
  volume: PersistentVolume,
  next: { readonly phase: string; readonly message?: string },
  { client, now }: ControllerContext,
): PersistentVolume {
  const { status } = volume;
  if (status?.phase === next.phase && status.message === next.message) return volume;
  const lastPhaseTransitionTime =
    status?.phase === next.phase
      ? (status.lastPhaseTransitionTime ?? formatTime(now))
      : formatTime(now);
  return client.updateStatus("PersistentVolume", {
    ...volume,
    status: { ...next, lastPhaseTransitionTime },
  });
}

export function setPhase(
  claim: PersistentVolumeClaim,
  status: PersistentVolumeClaimStatus,
  { client }: ControllerContext,
): void {
  if (!deepEqual(claim.status, status))
    client.updateStatus("PersistentVolumeClaim", { ...claim, status });
}
