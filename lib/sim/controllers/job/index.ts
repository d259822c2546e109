// Job: runs pods until enough of them have succeeded, or too many have failed.
//
// Kubernetes: pkg/controller/job/job_controller.go (syncJob)
//
// Differs: the back-off after a failure is read from the pods that are still there, so it survives a restart
// of the controller; upstream keeps it in memory.
import type { Job, Pod } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../../client/reconciler";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";
import { isFinishedJob } from "../job-state";
import { controllerReference } from "../pod-from-template";
import { countJob, type JobCount } from "./count";
import { deadlineMs, planOutcome } from "./outcome";
import { isTracked, managePods, stopPods } from "./pods";
import { claimJobPods, withoutTracking } from "./tracking";
import { writeStatus } from "./write-status";

/** Pod changes within a second are one reconciliation. */
// Kubernetes: SyncJobBatchPeriod
const batchMs = 1000;

export const jobController = defineController({
  name: "job-controller",
  watches: [watchOwn("Job"), { kind: "Pod", keys: podKeys }],
  resync: ({ client }) => [
    ...client.list("Job").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ...client.list("Pod").filter(isTracked).map((pod) => `orphan:${pod.metadata.namespace}/${pod.metadata.name}`),
  ],
  reconcile(key, context) {
    const [what = "", rest] = key.split(":");
    if (rest !== undefined && what === "batched") return context.enqueue(rest, batchMs);
    if (rest !== undefined) return releaseOrphan(rest, context);
    const job = context.client.get("Job", splitKey(key));
    if (job === undefined || isFinishedJob(job)) return;
    syncJob(key, job, context);
  },
});

function podKeys({ old, current }: ObjectChange): string[] {
  const pod = (current ?? old) as Pod | undefined;
  if (pod === undefined) return [];
  const { metadata } = pod;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const keys = owner?.kind === "Job" ? [`batched:${metadata.namespace}/${owner.name}`] : [];
  const mayBeOrphan = current !== undefined && isTracked(pod) && (metadata.deletionTimestamp !== undefined || keys.length === 0);
  return mayBeOrphan ? [...keys, `orphan:${metadata.namespace}/${metadata.name}`] : keys;
}

function syncJob(key: string, job: Job, context: ControllerContext): void {
  const pods = claimJobPods(job, controllerReference(job), context);
  const { spec } = job;
  const started = start(job, context.now);
  const count = countJob(started, pods);
  const outcome = planOutcome(started, count, context.now);
  if (outcome?.hasFailed) {
    const left = stopPods(started, count.active, context);
    return writeStatus(started, { pods, count, outcome, active: left }, context);
  }
  if (outcome !== undefined) {
    // Pods that go beyond what was asked for are not waited for.
    const left = outcome.stopsPods ? stopPods(started, count.active, context) : [];
    return writeStatus(started, { pods, count, outcome, active: left }, context);
  }
  const { made, removed, waitMs } = job.metadata.deletionTimestamp === undefined
    ? managePods(started, count, context)
    : { made: 0, removed: [] as readonly Pod[], waitMs: undefined };
  if (waitMs !== undefined) context.enqueue(key, waitMs);
  const deadline = deadlineMs(started, context.now);
  if (deadline !== undefined && !spec?.suspend) context.enqueue(key, deadline);
  writeStatus(started, { pods, count: afterwards(count, made), active: count.active.filter((pod) => !removed.includes(pod)), made }, context);
}

const afterwards = (count: JobCount, _made: number): JobCount => count;

/** The clock starts when the job is first seen not suspended. */
function start(job: Job, now: number): Job {
  if (job.status?.startTime !== undefined || job.spec?.suspend) return job;
  return { ...job, status: { ...job.status, startTime: formatNow(now) } };
}

function releaseOrphan(key: string, context: ControllerContext): void {
  const pod = context.client.get("Pod", splitKey(key));
  if (pod === undefined || !isTracked(pod)) return;
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
  const { namespace = "" } = pod.metadata;
  const job = owner && context.client.get("Job", { namespace, name: owner.name });
  const isOwned = job !== undefined && job.metadata.uid === owner?.uid && !isFinishedJob(job);
  if (!isOwned) context.client.update("Pod", withoutTracking(pod));
}
