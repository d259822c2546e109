// After a failure the next pod waits: 10 s, 20 s, 40 s … up to ten minutes; a success forgets it all.
//
// Kubernetes: pkg/controller/job/backoff_utils.go
import type { Job, Pod } from "@/generated/kubernetes/types";
import { findCondition } from "../../meta/object";
import { timeOf } from "../../meta/time";
import { hasFailed } from "./count";
import { applyFailurePolicy } from "./failure-policy";

const initialMs = 10_000;
const longestMs = 600_000;

/** Milliseconds until another pod may be made; 0 when it may be now. */
export function backOffMs(job: Job, pods: readonly Pod[], now: number): number {
  const ends = pods
    .filter((pod) => pod.status?.phase === "Succeeded" || hasFailed(pod, job))
    .filter((pod) => applyFailurePolicy(job, pod)?.action !== "Ignore")
    .map((pod) => ({ at: endOf(pod, now), isSuccess: pod.status?.phase === "Succeeded" }));
  const lastSuccess = Math.max(0, ...ends.filter(({ isSuccess }) => isSuccess).map(({ at }) => at));
  const failures = ends.filter(({ at, isSuccess }) => !isSuccess && at > lastSuccess);
  if (failures.length === 0) return 0;
  const last = Math.max(...failures.map(({ at }) => at));
  const delay = Math.min(initialMs * 2 ** Math.min(failures.length - 1, 30), longestMs);
  return Math.max(0, last + delay - now);
}

// Kubernetes: getFinishedTime
function endOf(pod: Pod, now: number): number {
  const { initContainerStatuses = [], containerStatuses = [], conditions } = pod.status ?? {};
  const ends = [...initContainerStatuses, ...containerStatuses].flatMap(
    ({ state }) => timeOf(state?.terminated?.finishedAt) ?? [],
  );
  if (ends.length > 0) return Math.max(...ends);
  const ready = findCondition(conditions, "Ready")?.lastTransitionTime;
  return timeOf(pod.metadata.deletionTimestamp) ?? timeOf(ready) ?? now;
}
