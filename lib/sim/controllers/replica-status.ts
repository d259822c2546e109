// What the status of a ReplicaSet or ReplicationController says about its pods.
//
// Kubernetes: pkg/controller/replicaset/replica_set_utils.go (calculateStatus)
import type { Pod } from "@/generated/kubernetes/types";
import type { Condition } from "../meta/object";
import { formatTime } from "../meta/time";
import type { ReplicaResult } from "./manage-replicas";
import { isAvailable, isReady, readySince } from "./pod-state";

export interface ReplicaCount {
  readonly pods: readonly Pod[];
  readonly failure?: ReplicaResult["failure"];
  readonly minReadySeconds: number;
  readonly templateLabels: Readonly<Record<string, string>>;
}

export function replicaStatus(count: ReplicaCount, conditions: readonly Condition[], now: number) {
  const { pods, minReadySeconds, templateLabels } = count;
  const ready = pods.filter(isReady).length;
  const available = pods.filter((pod) => isAvailable(pod, minReadySeconds, now)).length;
  const wanted = Object.entries(templateLabels);
  const labelled = pods.filter((pod) => carries(pod, wanted)).length;
  const kept = withFailure(conditions, count.failure, now);
  return {
    replicas: pods.length,
    ...(labelled > 0 ? { fullyLabeledReplicas: labelled } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    ...(kept.length > 0 ? { conditions: kept } : {}),
  };
}

/** Milliseconds until a ready pod becomes available, when one is on the way. */
export function nextAvailability(
  pods: readonly Pod[],
  minReadySeconds: number,
  now: number,
): number | undefined {
  if (minReadySeconds === 0) return undefined;
  let soonest: number | undefined;
  for (const pod of pods) {
    const since = readySince(pod);
    if (since === undefined) continue;
    const wait = since + minReadySeconds * 1000 - now;
    if (wait > 0) soonest = Math.min(soonest ?? wait, wait);
  }
  return soonest;
}

const carries = (pod: Pod, labels: readonly (readonly [string, string])[]): boolean =>
  labels.every(([key, value]) => pod.metadata?.labels?.[key] === value);

function withFailure(
  conditions: readonly Condition[],
  failure: ReplicaResult["failure"],
  now: number,
): Condition[] {
  const others = conditions.filter(({ type }) => type !== "ReplicaFailure");
  if (failure === undefined) return others;
  const known = conditions.find(({ type }) => type === "ReplicaFailure");
  const { reason, message } = failure;
  if (known?.reason === reason) return [...conditions];
  return [
    ...others,
    {
      type: "ReplicaFailure",
      status: "True",
      lastTransitionTime: formatTime(now),
      reason,
      message,
    },
  ];
}
