// What has become of a job's pods: the ones that run, and those that ended and are to be counted.
//
// Kubernetes: pkg/controller/job/job_controller.go (getNewFinishedPods, isPodFailed),
// indexed_job_utils.go (calculateSucceededIndexes)
import type { Job, Pod } from "@/generated/kubernetes/types";
import { isActive, isReady, isTerminating } from "../pod-state";
import { applyFailurePolicy } from "./failure-policy";
import { parseIndexes } from "./indexes";
import { indexOf, isTracked } from "./tracking";

export interface JobCount {
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  readonly terminating: number;
  readonly ready: number;
  /** Ended and not yet in the status. */
  readonly newSucceeded: readonly Pod[];
  readonly newFailed: readonly Pod[];
  /** Failed in a way that the failure policy does not count. */
  readonly ignored: readonly Pod[];
  /** With the new ones. */
  readonly succeeded: number;
  readonly failed: number;
  /** Of an Indexed job. */
  readonly succeededIndexes?: ReadonlySet<number>;
  readonly failedIndexes?: ReadonlySet<number>;
}

export const isIndexed = ({ spec }: Job): boolean => spec?.completionMode === "Indexed";

/** Whether a new pod waits until the old one has really failed. */
export const waitsForFailure = ({ spec }: Job): boolean => spec?.podReplacementPolicy === "Failed";

export function hasFailed(pod: Pod, job: Job): boolean {
  if (pod.status?.phase === "Failed") return true;
  if (waitsForFailure(job)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status?.phase !== "Succeeded";
}

export function countPods(job: Job, pods: readonly Pod[]): JobCount {
  const { status } = job;
  const { succeeded: goneWell = [], failed: goneBadly = [] } =
    status?.uncountedTerminatedPods ?? {};
  const counted = new Set([...goneWell, ...goneBadly]);
  const ended = pods.filter((pod) => isTracked(pod) && !counted.has(pod.metadata.uid ?? ""));
  const succeededPods = ended.filter((pod) => pod.status?.phase === "Succeeded");
  const failedPods = ended.filter((pod) => hasFailed(pod, job));
  const ignored = failedPods.filter((pod) => applyFailurePolicy(job, pod)?.action === "Ignore");
  const newFailed = failedPods.filter((pod) => !ignored.includes(pod));
  const indexes = isIndexed(job) ? countIndexes(job, pods, succeededPods) : undefined;
  const active = pods.filter(isActive);
  return {
    pods,
    active,
    terminating: pods.filter(isTerminating).length,
    ready: active.filter(isReady).length,
    newSucceeded: succeededPods,
    newFailed,
    ignored,
    succeeded:
      indexes?.succeededIndexes.size ??
      (status?.succeeded ?? 0) + goneWell.length + succeededPods.length,
    failed: (status?.failed ?? 0) + goneBadly.length + newFailed.length,
    ...indexes,
  };
}

function countIndexes(job: Job, pods: readonly Pod[], succeeded: readonly Pod[]) {
  const completions = job.spec?.completions ?? 0;
  const succeededIndexes = new Set(parseIndexes(job.status?.completedIndexes, completions));
  for (const pod of succeeded) {
    const index = indexOf(pod);
    if (index !== undefined && index < completions) succeededIndexes.add(index);
  }
  const limit = job.spec?.backoffLimitPerIndex;
  if (limit === undefined) return { succeededIndexes };
  const failedIndexes = new Set(parseIndexes(job.status?.failedIndexes, completions));
  const failures = new Map<number, number>();
  for (const pod of pods) {
    const index = indexOf(pod);
    if (index === undefined || index >= completions || !hasFailed(pod, job)) continue;
    const action = applyFailurePolicy(job, pod)?.action;
    if (action === "Ignore") continue;
    const times = action === "FailIndex" ? limit + 1 : (failures.get(index) ?? 0) + 1;
    failures.set(index, times);
    if (times > limit && !succeededIndexes.has(index)) failedIndexes.add(index);
  }
  return { succeededIndexes, failedIndexes };
}
