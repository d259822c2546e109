// Whether a job is decided: it has failed, or what was asked for is done.
//
// Kubernetes: pkg/controller/job/job_controller.go (syncJob), success_policy.go
import type { Job } from "@/generated/kubernetes/types";
import { timeOf } from "../../meta/time";
import type { JobCount } from "./count";
import { applyFailurePolicy } from "./failure-policy";
import { parseIndexes } from "./indexes";

/** Said by an interim condition, and by Failed or Complete once no pod is left. */
export interface Outcome {
  readonly type: "FailureTarget" | "SuccessCriteriaMet";
  readonly reason: string;
  readonly message: string;
}

const failure = (reason: string, message: string): Outcome => ({
  type: "FailureTarget",
  reason,
  message,
});
const success = (reason: string, message: string): Outcome => ({
  type: "SuccessCriteriaMet",
  reason,
  message,
});

/** What ends the job whatever its pods do; they are stopped then. */
export function planOutcome(job: Job, count: JobCount, now: number): Outcome | undefined {
  return (
    known(job) ??
    failedByPolicy(job, count) ??
    failedByCount(job, count, now) ??
    meetsPolicy(job, count)
  );
}

/** All the pods that were asked for have succeeded. */
export function findSuccess(job: Job, count: JobCount, active: number): Outcome | undefined {
  const { completions } = job.spec ?? {};
  const { succeeded, failedIndexes } = count;
  const isEnough =
    completions === undefined
      ? succeeded > 0
      : succeeded + (failedIndexes?.size ?? 0) >= completions;
  if (!isEnough || active > 0) return undefined;
  if ((failedIndexes?.size ?? 0) > 0) return failure("FailedIndexes", "Job has failed indexes");
  return success("CompletionsReached", "Reached expected number of succeeded pods");
}

/** Milliseconds until `activeDeadlineSeconds` has passed. */
export function untilDeadline(job: Job, now: number): number | undefined {
  const { activeDeadlineSeconds, suspend } = job.spec ?? {};
  const start = timeOf(job.status?.startTime);
  if (activeDeadlineSeconds === undefined || start === undefined || suspend) return undefined;
  return Math.max(0, start + activeDeadlineSeconds * 1000 - now);
}

/** Decided before, and waiting for its pods to go. */
function known(job: Job): Outcome | undefined {
  for (const { type, status, reason = "", message = "" } of job.status?.conditions ?? []) {
    if (status !== "True") continue;
    if (type === "FailureTarget" || type === "SuccessCriteriaMet") return { type, reason, message };
  }
  return undefined;
}

function failedByPolicy(job: Job, { newFailed }: JobCount): Outcome | undefined {
  for (const pod of newFailed) {
    const verdict = applyFailurePolicy(job, pod);
    if (verdict?.action === "FailJob") return failure("PodFailurePolicy", verdict.message);
  }
  return undefined;
}

function failedByCount(job: Job, count: JobCount, now: number): Outcome | undefined {
  const { backoffLimit = 6, maxFailedIndexes } = job.spec ?? {};
  if (count.failed > backoffLimit || isPastRestarts(job, count)) {
    return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit");
  }
  if (untilDeadline(job, now) === 0) {
    return failure("DeadlineExceeded", "Job was active longer than specified deadline");
  }
  if (maxFailedIndexes === undefined || (count.failedIndexes?.size ?? 0) <= maxFailedIndexes)
    return undefined;
  return failure(
    "MaxFailedIndexesExceeded",
    "Job has exceeded the specified maximal number of failed indexes",
  );
}

/** With restartPolicy OnFailure it is the containers' restarts that count. */
// Kubernetes: pastBackoffLimitOnFailure
function isPastRestarts({ spec }: Job, { pods }: JobCount): boolean {
  if (spec?.template.spec?.restartPolicy !== "OnFailure") return false;
  const limit = spec.backoffLimit ?? 6;
  const restarts = pods
    .filter(({ status }) => status?.phase === "Running" || status?.phase === "Pending")
    .flatMap(({ status }) => [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

function meetsPolicy({ spec }: Job, { succeededIndexes }: JobCount): Outcome | undefined {
  if (succeededIndexes === undefined) return undefined;
  for (const [index, rule] of (spec?.successPolicy?.rules ?? []).entries()) {
    const wanted =
      rule.succeededIndexes === undefined
        ? undefined
        : parseIndexes(rule.succeededIndexes, spec?.completions ?? 0);
    const done = [...succeededIndexes].filter((each) => wanted?.has(each) ?? true).length;
    const needed = rule.succeededCount ?? wanted?.size ?? 0;
    if (needed > 0 && done >= needed)
      return success("SuccessPolicy", `Matched rules at index ${index}`);
  }
  return undefined;
}
