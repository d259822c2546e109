// How many replicas what pods use calls for. Pods that have not been measured, or are not ready yet, are counted
// so that they never speak for more of a change than those that were.
//
// Kubernetes: pkg/controller/podautoscaler/replica_calculator.go
import type { Pod } from "@/generated/kubernetes/types";
import { findCondition } from "../../meta/object";
import { timeOf } from "../../meta/time";
import type { PodMetric } from "./resource-metrics";

/** `--horizontal-pod-autoscaler-tolerance`. */
export const defaultTolerance = 0.1;
/** `--horizontal-pod-autoscaler-cpu-initialization-period` and `-initial-readiness-delay`. */
const cpuInitializationMs = 300_000;
const initialReadinessMs = 30_000;

export interface Tolerances {
  readonly up: number;
  readonly down: number;
}

export interface Calculation {
  readonly pods: readonly Pod[];
  readonly metrics: ReadonlyMap<string, PodMetric>;
  readonly resource: string;
  readonly currentReplicas: number;
  readonly tolerances: Tolerances;
  readonly now: number;
  /** What is used over what is wanted, of these amounts by pod. */
  ratioOf(milli: ReadonlyMap<string, number>): number;
  /** What a pod nobody has measured is taken to use where the others use too little. */
  fullMilli(pod: string): number;
}

/** Nothing when no pod counts; `counted` are the amounts that were looked at. */
export function replicasFor(
  calculation: Calculation,
): { readonly replicas: number; readonly counted: ReadonlyMap<string, number> } | undefined {
  const { metrics, currentReplicas, tolerances, ratioOf, fullMilli } = calculation;
  const { ready, unready, missing, ignored } = groupPods(calculation);
  const milli = new Map<string, number>();
  for (const [pod, metric] of metrics)
    if (!unready.has(pod) && !ignored.has(pod)) milli.set(pod, metric.milli);
  if (milli.size === 0) return undefined;
  const counted = new Map(milli);
  const stay = { replicas: currentReplicas, counted };
  const ratio = ratioOf(milli);
  const rebalances = unready.size > 0 && ratio > 1;
  if (!rebalances && missing.size === 0) {
    if (isWithin(tolerances, ratio)) return stay;
    return { replicas: Math.ceil(ratio * ready), counted };
  }
  for (const pod of missing) {
    if (ratio < 1) milli.set(pod, fullMilli(pod));
    else if (ratio > 1) milli.set(pod, 0);
  }
  if (rebalances) for (const pod of unready) milli.set(pod, 0);
  const next = ratioOf(milli);
  const turns = (ratio < 1 && next > 1) || (ratio > 1 && next < 1);
  if (isWithin(tolerances, next) || turns) return stay;
  const replicas = Math.ceil(next * milli.size);
  const isAgainst =
    (next < 1 && replicas > currentReplicas) || (next > 1 && replicas < currentReplicas);
  return isAgainst ? stay : { replicas, counted };
}

const isWithin = ({ up, down }: Tolerances, ratio: number): boolean =>
  ratio >= 1 - down && ratio <= 1 + up;

function groupPods({ pods, metrics, resource, now }: Calculation) {
  let ready = 0;
  const unready = new Set<string>();
  const missing = new Set<string>();
  const ignored = new Set<string>();
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata;
    const metric = metrics.get(name);
    if (deletionTimestamp !== undefined || pod.status?.phase === "Failed") ignored.add(name);
    else if (pod.status?.phase === "Pending") unready.add(name);
    else if (metric === undefined) missing.add(name);
    else if (resource === "cpu" && isWarmingUp(pod, metric, now)) unready.add(name);
    else ready++;
  }
  return { ready, unready, missing, ignored };
}

/** Starting takes more cpu than running: what was measured then says little. */
function isWarmingUp({ status }: Pod, { measuredMs, windowMs }: PodMetric, now: number): boolean {
  const condition = findCondition(status?.conditions, "Ready");
  const startMs = timeOf(status?.startTime);
  if (condition === undefined || startMs === undefined) return true;
  const isUnready = condition.status === "False";
  const changedMs = timeOf(condition.lastTransitionTime) ?? 0;
  return startMs + cpuInitializationMs > now
    ? isUnready || measuredMs < changedMs + windowMs
    : isUnready && startMs + initialReadinessMs > changedMs;
}
