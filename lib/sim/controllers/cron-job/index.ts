// CronJob: makes a job when the clock says so, and tidies up after the ones that have ended.
//
// Kubernetes: pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob)
import type { CronJob, Job } from "@/generated/kubernetes/types";
import { parseSchedule, type Schedule } from "../../kinds/cron-job/schedule";
import { zoneOffsetMs } from "../../kinds/cron-job/time-zone";
import { deepEqual } from "../../meta/object";
import { formatRfc1123Z, timeOf } from "../../meta/time";
import {
  type ControllerContext,
  defineController,
  splitKey,
  watchControlled,
  watchOwn,
} from "../define-controller";
import { followJobs, forgetOldJobs } from "./history";
import { jobNameAt, startJob } from "./make-job";
import { missedRuns, nextRun } from "./next-run";
import { say } from "./say";

/** A little after the full minute, so that it has surely begun. */
const lateMs = 100;
const tooManyMissed = 100;

export const cronJobController = defineController({
  name: "cronjob-controller",
  watches: [watchOwn("CronJob"), watchControlled("Job", "CronJob")],
  resync: ({ client }) =>
    client.list("CronJob").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    const stored = context.client.get("CronJob", splitKey(key));
    if (stored === undefined) return;
    const jobs = context.client.controlledBy("Job", stored.metadata.uid ?? "");
    forgetOldJobs(stored, jobs, context);
    const followed = followJobs(stored, jobs, context);
    const cronJob = isSuspended(followed) ? followed : runWhenDue(key, followed, jobs, context);
    if (!deepEqual(cronJob.status, stored.status)) context.client.updateStatus("CronJob", cronJob);
  },
});

const isSuspended = ({ metadata, spec }: CronJob): boolean =>
  metadata.deletionTimestamp !== undefined || spec?.suspend === true;

interface Clock {
  readonly schedule: Schedule;
  readonly offsetMs: number;
}

function clockOf({ spec }: CronJob): Clock | undefined {
  const parsed = parseSchedule(spec?.schedule ?? "");
  const offsetMs = zoneOffsetMs(spec?.timeZone ?? "");
  return "error" in parsed || offsetMs === undefined
    ? undefined
    : { schedule: parsed.schedule, offsetMs };
}

/** Returns the CronJob with its status brought up to date, not yet written. */
function runWhenDue(
  key: string,
  cronJob: CronJob,
  jobs: readonly Job[],
  context: ControllerContext,
): CronJob {
  const clock = clockOf(cronJob);
  if (clock === undefined) return cronJob;
  const { now } = context;
  const next = nextRun(clock.schedule, now, clock.offsetMs);
  if (next !== undefined) context.enqueue(key, next + lateMs - now);
  const due = findDue(cronJob, clock, context);
  if (due === undefined || isDone(cronJob, due)) return cronJob;
  if (isTooLate(cronJob, due, now)) {
    say(
      cronJob,
      "Warning",
      "MissSchedule",
      `Missed scheduled time to start a job: ${formatRfc1123Z(due)}`,
      context,
    );
    return cronJob;
  }
  const cleared = makeRoom(cronJob, jobs, context);
  return cleared === undefined
    ? cronJob
    : startJob(cleared, { due, offsetMs: clock.offsetMs }, context);
}

// Kubernetes: nextScheduleTime
function findDue(cronJob: CronJob, clock: Clock, context: ControllerContext): number | undefined {
  const { now } = context;
  const { startingDeadlineSeconds } = cronJob.spec ?? {};
  const begun =
    timeOf(cronJob.status?.lastScheduleTime) ?? timeOf(cronJob.metadata.creationTimestamp) ?? now;
  const deadline =
    startingDeadlineSeconds === undefined ? begun : now - startingDeadlineSeconds * 1000;
  const { latest, count } = missedRuns(clock.schedule, {
    since: Math.max(begun, deadline),
    now,
    offsetMs: clock.offsetMs,
  });
  if (count > tooManyMissed) {
    const hint = "Set or decrease .spec.startingDeadlineSeconds or check clock skew";
    say(
      cronJob,
      "Warning",
      "TooManyMissedTimes",
      `too many missed start times: ${count}. ${hint}`,
      context,
    );
  }
  return latest;
}

function isDone({ metadata, status }: CronJob, due: number): boolean {
  const name = jobNameAt(metadata.name, due);
  return (
    timeOf(status?.lastScheduleTime) === due ||
    (status?.active ?? []).some((each) => each.name === name)
  );
}

function isTooLate({ spec }: CronJob, due: number, now: number): boolean {
  const seconds = spec?.startingDeadlineSeconds;
  return seconds !== undefined && due + seconds * 1000 < now;
}

/** What the concurrency policy asks for; nothing when no job may be made. */
function makeRoom(
  cronJob: CronJob,
  jobs: readonly Job[],
  context: ControllerContext,
): CronJob | undefined {
  const active = cronJob.status?.active ?? [];
  const policy = cronJob.spec?.concurrencyPolicy;
  if (policy === "Forbid" && active.length > 0) {
    const why =
      "Not starting job because prior execution is running and concurrency policy is Forbid";
    say(cronJob, "Normal", "JobAlreadyActive", why, context);
    return undefined;
  }
  if (policy !== "Replace" || active.length === 0) return cronJob;
  for (const { uid } of active) {
    const job = jobs.find(({ metadata }) => metadata.uid === uid);
    if (job === undefined) continue;
    context.client.delete("Job", job.metadata, { propagationPolicy: "Background" });
    say(cronJob, "Normal", "SuccessfulDelete", `Deleted job ${job.metadata.name}`, context);
  }
  const { active: _active, ...status } = cronJob.status ?? {};
  return { ...cronJob, status };
}
