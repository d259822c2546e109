// Writes a job's status, in upstream's three steps: pods that ended are noted as not yet counted, lose their
// finalizer, and are counted. A job is never counted wrong, whenever the controller is stopped.
//
// Kubernetes: pkg/controller/job/job_controller.go (trackJobStatusAndRemoveFinalizers, enactJobFinished)
import type { Job, JobCondition, JobStatus, Pod } from "@/generated/kubernetes/types";
import { findCondition } from "../../meta/object";
import { formatTime } from "../../meta/time";
import type { ControllerContext } from "../define-controller";
import { isIndexed, type JobCount } from "./count";
import { formatIndexes } from "./indexes";
import type { Outcome } from "./outcome";
import { isTracked, untrack } from "./tracking";

export interface Synced {
  readonly count: JobCount;
  readonly outcome: Outcome | undefined;
  /** Active pods that were deleted just now. */
  readonly stopped: readonly Pod[];
  /** Pods that were made just now. */
  readonly made: number;
}

export function writeStatus(job: Job, synced: Synced, context: ControllerContext): void {
  const { count, outcome, stopped } = synced;
  const isFailing = outcome?.type === "FailureTarget";
  const failed = isFailing ? [...count.newFailed, ...stopped.filter(isTracked)] : count.newFailed;
  const ended = [...count.newSucceeded, ...failed];
  const suspension = planSuspension(job, outcome, context.now);
  let current = changed(job, synced, suspension, context.now);
  const uncounted = noteUncounted(job, count, failed);
  if (ended.length > 0) {
    const status = { ...current.status, uncountedTerminatedPods: uncounted };
    current = context.client.updateStatus("Job", { ...current, status });
  }
  release(job, [...ended, ...count.ignored], context);
  const status = withEnd(settle(job, current.status, uncounted, count), synced, context.now);
  const written = context.client.updateStatus("Job", { ...current, status });
  say(job, written, suspension, context);
}

/** The status but for what is counted. */
function changed(job: Job, synced: Synced, suspension: Suspension | undefined, now: number): Job {
  const { count, outcome, stopped, made } = synced;
  const active = count.active.length + made - stopped.length;
  const { active: _active, ...status } = job.status ?? {};
  let conditions = [...(status.conditions ?? [])];
  if (outcome !== undefined && findCondition(conditions, outcome.type) === undefined) {
    conditions.push(condition(outcome.type, outcome, now));
  }
  if (suspension !== undefined) {
    const others = conditions.filter(({ type }) => type !== "Suspended");
    conditions = [...others, suspension.condition];
  }
  return {
    ...job,
    status: {
      ...status,
      ...(suspension?.startTime === undefined ? {} : { startTime: suspension.startTime }),
      ...(active > 0 ? { active } : {}),
      ready: count.ready,
      terminating: count.terminating + stopped.length,
      uncountedTerminatedPods: status.uncountedTerminatedPods ?? {},
      ...(conditions.length > 0 ? { conditions } : {}),
    },
  };
}

function noteUncounted(job: Job, { newSucceeded }: JobCount, failed: readonly Pod[]) {
  const before = job.status?.uncountedTerminatedPods ?? {};
  const uids = (known: readonly string[] = [], pods: readonly Pod[]): string[] => [
    ...known,
    ...pods.map(({ metadata }) => metadata.uid ?? ""),
  ];
  // Indexes tell for themselves who succeeded.
  const succeeded = isIndexed(job) ? [] : uids(before.succeeded, newSucceeded);
  const failures = uids(before.failed, failed);
  return {
    ...(succeeded.length > 0 ? { succeeded } : {}),
    ...(failures.length > 0 ? { failed: failures } : {}),
  };
}

/** Takes the finalizer off; also off pods that an earlier try has noted. */
function release(job: Job, pods: readonly Pod[], { client }: ControllerContext): void {
  const { succeeded = [], failed = [] } = job.status?.uncountedTerminatedPods ?? {};
  const noted = new Set([...succeeded, ...failed]);
  const late = noted.size === 0 ? [] : client.controlledBy("Pod", job.metadata.uid ?? "");
  const named = [...pods, ...late.filter(({ metadata }) => noted.has(metadata.uid ?? ""))];
  for (const { metadata } of named) {
    // A pod that was just deleted has changed since it was read.
    const { namespace = "", name } = metadata;
    const pod = client.get("Pod", { namespace, name });
    if (pod !== undefined && pod.metadata.uid === metadata.uid && isTracked(pod))
      client.update("Pod", untrack(pod));
  }
}

function settle(
  job: Job,
  status: JobStatus | undefined,
  uncounted: { readonly succeeded?: readonly string[]; readonly failed?: readonly string[] },
  count: JobCount,
): JobStatus {
  const indexes = count.succeededIndexes;
  const succeeded =
    indexes?.size ?? (job.status?.succeeded ?? 0) + (uncounted.succeeded?.length ?? 0);
  const failed = (job.status?.failed ?? 0) + (uncounted.failed?.length ?? 0);
  const completedIndexes = indexes === undefined ? "" : formatIndexes(indexes);
  return {
    ...status,
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(failed > 0 ? { failed } : {}),
    ...(completedIndexes === "" ? {} : { completedIndexes }),
    ...(count.failedIndexes === undefined
      ? {}
      : { failedIndexes: formatIndexes(count.failedIndexes) }),
    uncountedTerminatedPods: {},
  };
}

/** Failed or Complete, once no pod is left. */
function withEnd(status: JobStatus, { outcome }: Synced, now: number): JobStatus {
  if (outcome === undefined || (status.active ?? 0) > 0 || (status.terminating ?? 0) > 0)
    return status;
  const isComplete = outcome.type === "SuccessCriteriaMet";
  const end = condition(isComplete ? "Complete" : "Failed", outcome, now);
  return {
    ...status,
    conditions: [...(status.conditions ?? []), end],
    ...(isComplete ? { completionTime: formatTime(now) } : {}),
  };
}

interface Suspension {
  readonly condition: JobCondition;
  readonly startTime?: string;
}

function planSuspension(
  { spec, status }: Job,
  outcome: Outcome | undefined,
  now: number,
): Suspension | undefined {
  if (outcome !== undefined) return undefined;
  const known = findCondition(status?.conditions, "Suspended");
  if (spec?.suspend) {
    if (known?.status === "True") return undefined;
    return {
      condition: condition("Suspended", { reason: "JobSuspended", message: "Job suspended" }, now),
    };
  }
  if (known?.status !== "True") return undefined;
  const resumed = condition("Suspended", { reason: "JobResumed", message: "Job resumed" }, now);
  // The clock of `activeDeadlineSeconds` begins anew.
  return { condition: { ...resumed, status: "False" }, startTime: formatTime(now) };
}

function condition(
  type: string,
  said: Pick<Outcome, "reason" | "message">,
  now: number,
): JobCondition {
  const time = formatTime(now);
  const { reason, message } = said;
  return { type, status: "True", lastProbeTime: time, lastTransitionTime: time, reason, message };
}

function say(
  job: Job,
  written: Job,
  suspension: Suspension | undefined,
  { record }: ControllerContext,
): void {
  if (suspension !== undefined) {
    const isSuspended = suspension.condition.status === "True";
    const [reason, message] = isSuspended
      ? ["Suspended", "Job suspended"]
      : ["Resumed", "Job resumed"];
    record({ about: job, type: "Normal", reason, message });
  }
  const { conditions } = written.status ?? {};
  const failed = findCondition(conditions, "Failed");
  if (findCondition(conditions, "Complete") !== undefined) {
    record({ about: job, type: "Normal", reason: "Completed", message: "Job completed" });
  }
  if (failed !== undefined) {
    record({
      about: job,
      type: "Warning",
      reason: failed.reason ?? "",
      message: failed.message ?? "",
    });
  }
}
