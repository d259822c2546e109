// Makes the pods a job needs now, and stops those it has too many of.
//
// Kubernetes: pkg/controller/job/job_controller.go (manageJob, deleteJobPods)
import type { Job, Pod } from "@/generated/kubernetes/types";
import { StatusError } from "../../meta/status-error";
import type { ControllerContext } from "../define-controller";
import { inDeletionOrder } from "../deletion-order";
import { backOffMs } from "./back-off";
import { isIndexed, type JobCount, waitsForFailure } from "./count";
import { podOfJob } from "./pod-of-job";
import { indexOf } from "./tracking";

/** At most this many pods are made in one go. */
const burst = 500;

export interface Managed {
  readonly made: number;
  readonly stopped: readonly Pod[];
  /** Look again after this long: a back-off ends then. */
  readonly waitMs?: number;
  /** Why a pod could not be made; to be tried again. */
  readonly failure?: StatusError;
}

export function managePods(job: Job, count: JobCount, context: ControllerContext): Managed {
  const { active } = count;
  if (job.spec?.suspend) return { made: 0, stopped: stopPods(job, active, context) };
  const misplaced = isIndexed(job) ? misplacedPods(job, active) : [];
  const wanted = wantedActive(job, count);
  const rest = active.filter((pod) => !misplaced.includes(pod));
  const surplus = inDeletionOrder(rest, rest, context.now).slice(
    0,
    Math.max(0, rest.length - wanted),
  );
  const stopped = stopPods(job, [...misplaced, ...surplus], context);
  if (stopped.length > 0) return { made: 0, stopped };
  const leaving = waitsForFailure(job) ? count.terminating : 0;
  const missing = Math.min(wanted - active.length - leaving, burst);
  if (missing <= 0) return { made: 0, stopped };
  return {
    stopped,
    ...(isIndexed(job)
      ? makeIndexed(job, count, missing, context)
      : makePlain(job, count, missing, context)),
  };
}

/** Deletes pods; returns them. */
export function stopPods(
  job: Job,
  pods: readonly Pod[],
  context: ControllerContext,
): readonly Pod[] {
  for (const { metadata } of pods) {
    context.client.delete("Pod", metadata);
    say(job, "Normal", "SuccessfulDelete", `Deleted pod: ${metadata.name}`, context);
  }
  return pods;
}

function wantedActive({ spec }: Job, { active, failedIndexes, succeeded }: JobCount): number {
  const { completions, parallelism = 1 } = spec ?? {};
  // Without a number of completions, one success ends the making of pods.
  if (completions === undefined)
    return succeeded > 0 ? Math.min(active.length, parallelism) : parallelism;
  return Math.max(0, Math.min(parallelism, completions - succeeded - (failedIndexes?.size ?? 0)));
}

/** Second pods of an index, and indexes that are not asked for. */
function misplacedPods({ spec }: Job, active: readonly Pod[]): Pod[] {
  const seen = new Set<number>();
  return active.filter((pod) => {
    const index = indexOf(pod) ?? -1;
    const isFine = index >= 0 && index < (spec?.completions ?? 0) && !seen.has(index);
    seen.add(index);
    return !isFine;
  });
}

type Made = Omit<Managed, "stopped">;

function makePlain(job: Job, count: JobCount, missing: number, context: ControllerContext): Made {
  const waitMs = backOffMs(job, count.pods, context.now);
  if (waitMs > 0) return { made: 0, waitMs };
  return inBatches(missing, () => createPod(job, undefined, context));
}

function makeIndexed(job: Job, count: JobCount, missing: number, context: ControllerContext): Made {
  const perIndex = job.spec?.backoffLimitPerIndex !== undefined;
  const common = perIndex ? 0 : backOffMs(job, count.pods, context.now);
  if (common > 0) return { made: 0, waitMs: common };
  const taken = new Set(count.active.map(indexOf));
  const free: number[] = [];
  let waitMs: number | undefined;
  for (let index = 0; index < (job.spec?.completions ?? 0) && free.length < missing; index++) {
    if (taken.has(index) || count.succeededIndexes?.has(index) || count.failedIndexes?.has(index))
      continue;
    const own = perIndex ? count.pods.filter((pod) => indexOf(pod) === index) : [];
    const wait = backOffMs(job, own, context.now);
    if (wait > 0) waitMs = Math.min(waitMs ?? wait, wait);
    else free.push(index);
  }
  const made = inBatches(free.length, (nth) => {
    const index = free[nth] ?? 0;
    const failures = count.pods.filter(
      (pod) => indexOf(pod) === index && pod.status?.phase === "Failed",
    ).length;
    return createPod(job, { index, ...(perIndex ? { failures } : {}) }, context);
  });
  return { ...made, ...(waitMs === undefined ? {} : { waitMs }) };
}

/** 1, 2, 4 … at a time; the first batch with a failure is the last. `make` returns why it failed. */
function inBatches(total: number, make: (nth: number) => StatusError | undefined): Made {
  let made = 0;
  let tried = 0;
  let failure: StatusError | undefined;
  for (let size = 1; tried < total && failure === undefined; size *= 2) {
    const end = Math.min(total, tried + size);
    for (; tried < end; tried++) {
      const failed = make(tried);
      if (failed === undefined) made += 1;
      failure ??= failed;
    }
  }
  return { made, ...(failure === undefined ? {} : { failure }) };
}

function createPod(
  job: Job,
  place: Parameters<typeof podOfJob>[1],
  context: ControllerContext,
): StatusError | undefined {
  try {
    const { metadata } = context.client.create("Pod", podOfJob(job, place));
    say(job, "Normal", "SuccessfulCreate", `Created pod: ${metadata.name}`, context);
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const isTerminating = error.status.message?.includes("because it is being terminated") ?? false;
    if (!isTerminating)
      say(job, "Warning", "FailedCreate", `Error creating: ${error.message}`, context);
    return error;
  }
}

function say(
  about: Job,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
  context: ControllerContext,
): void {
  context.record({ about, type, reason, message });
}
