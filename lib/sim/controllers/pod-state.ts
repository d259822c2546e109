// What controllers ask of a pod.
//
// Kubernetes: pkg/api/v1/pod/util.go, pkg/controller/controller_utils.go
import type { Pod } from "@/generated/kubernetes/types";
import { findCondition } from "../meta/object";
import { timeOf } from "../meta/time";

/** Neither finished nor being deleted. */
export const isActive = (pod: Pod): boolean =>
  !isFinished(pod) && pod.metadata?.deletionTimestamp === undefined;

export const isFinished = (pod: Pod): boolean =>
  pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";

export const isTerminating = (pod: Pod): boolean =>
  !isFinished(pod) && pod.metadata?.deletionTimestamp !== undefined;

export const isReady = (pod: Pod): boolean =>
  findCondition(pod.status?.conditions, "Ready")?.status === "True";

/** When the pod became ready, or nothing when it is not. */
export function readySince(pod: Pod): number | undefined {
  const ready = findCondition(pod.status?.conditions, "Ready");
  return ready?.status === "True" ? timeOf(ready.lastTransitionTime) : undefined;
}

/** Ready for at least `minReadySeconds`. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (minReadySeconds === 0) return isReady(pod);
  const since = readySince(pod);
  return since !== undefined && since + minReadySeconds * 1000 <= now;
}

export function restartCount(pod: Pod): number {
  let most = 0;
  for (const status of pod.status?.containerStatuses ?? [])
    most = Math.max(most, status.restartCount);
  return most;
}
