// Job: runs pods until enough of them have succeeded, or too many have failed.
//
// Kubernetes: pkg/controller/job/job_controller.go (syncJob)
//
// Differs: the back-off after a failure is read from the pods that are still there, so it survives a restart
// of the controller; upstream keeps it in memory.
import type { Job, Pod } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../../client/reconciler";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";
import { hasEnded } from "../job-state";
import { countPods } from "./count";
import { type Managed, managePods, stopPods } from "./manage-pods";
import { findSuccess, planOutcome, untilDeadline } from "./outcome";
import { writeStatus } from "./status";
import { claimPods, isTracked, untrack } from "./tracking";

/** Pod changes within a second are one reconciliation (SyncJobBatchPeriod). */
const batchMs = 1000;

export const jobController = defineController({
  name: "job-controller",
  watches: [watchOwn("Job"), { kind: "Pod", keys: podKeys }],
  resync: ({ client }) => [
    ...client.list("Job").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ...client
      .list("Pod")
      .filter(isTracked)
      .map((pod) => `orphan:${keyOfPod(pod)}`),
  ],
  reconcile(key, context) {
    const [what, rest] = key.split(":");
    if (rest !== undefined && what === "batched") return context.enqueue(rest, batchMs);
    if (rest !== undefined) return releaseOrphan(rest, context);
    const job = context.client.get("Job", splitKey(key));
    if (job !== undefined && !hasEnded(job)) syncJob(key, job, context);
  },
});

const keyOfPod = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

const ownerOf = (pod: Pod) => pod.metadata.ownerReferences?.find(({ controller }) => controller);

function podKeys({ old, current }: ObjectChange): string[] {
  const pod = (current ?? old) as Pod | undefined;
  if (pod === undefined) return [];
  const owner = ownerOf(pod);
  const keys = owner?.kind === "Job" ? [`batched:${pod.metadata.namespace}/${owner.name}`] : [];
  const isGoing = pod.metadata.deletionTimestamp !== undefined;
  const mayBeOrphan = current !== undefined && isTracked(pod) && (isGoing || keys.length === 0);
  return mayBeOrphan ? [...keys, `orphan:${keyOfPod(pod)}`] : keys;
}

function syncJob(key: string, stored: Job, context: ControllerContext): void {
  const job = started(stored, context.now);
  const count = countPods(job, claimPods(job, context));
  const outcome = planOutcome(job, count, context.now);
  if (outcome !== undefined) {
    const stopped = stopPods(job, count.active, context);
    return writeStatus(job, { count, outcome, stopped, made: 0 }, context);
  }
  const isGoing = job.metadata.deletionTimestamp !== undefined;
  const managed: Managed = isGoing ? { made: 0, stopped: [] } : managePods(job, count, context);
  const { made, stopped } = managed;
  for (const wait of [managed.waitMs, untilDeadline(job, context.now)]) {
    if (wait !== undefined) context.enqueue(key, wait);
  }
  const active = count.active.length + made - stopped.length;
  writeStatus(job, { count, outcome: findSuccess(job, count, active), stopped, made }, context);
  if (managed.failure !== undefined) throw managed.failure;
}

/** The clock starts when the job is first seen and not suspended. */
function started(job: Job, now: number): Job {
  if (job.status?.startTime !== undefined || job.spec?.suspend) return job;
  return { ...job, status: { ...job.status, startTime: formatTime(now) } };
}

/** A pod whose job is gone or has ended must not be held up by its finalizer. */
function releaseOrphan(key: string, { client }: ControllerContext): void {
  const pod = client.get("Pod", splitKey(key));
  if (pod === undefined || !isTracked(pod)) return;
  const owner = ownerOf(pod);
  const namespace = pod.metadata.namespace ?? "";
  const job = owner && client.get("Job", { namespace, name: owner.name });
  const isWanted = job !== undefined && job.metadata.uid === owner?.uid && !hasEnded(job);
  if (!isWanted) client.update("Pod", untrack(pod));
}
