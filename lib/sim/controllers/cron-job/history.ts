// What became of the jobs a CronJob made: the list of active ones, and how many ended ones are kept.
//
// Kubernetes: pkg/controller/cronjob/cronjob_controllerv2.go (cleanupFinishedJobs, syncCronJob)
import type { CronJob, Job } from "@/generated/kubernetes/types";
import { timeOf } from "../../meta/time";
import type { ControllerContext } from "../define-controller";
import { findEnd } from "../job-state";
import { say } from "./say";

/** Deletes the oldest ended jobs beyond the history limits. */
export function forgetOldJobs(
  cronJob: CronJob,
  jobs: readonly Job[],
  context: ControllerContext,
): void {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = cronJob.spec ?? {};
  const ended = (type: string): Job[] =>
    jobs
      .filter((job) => findEnd(job)?.type === type && job.metadata.deletionTimestamp === undefined)
      .sort((a, b) => startOf(a) - startOf(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
  const surplus = (all: Job[], limit: number | undefined): Job[] =>
    limit === undefined ? [] : all.slice(0, Math.max(0, all.length - limit));
  const old = [
    ...surplus(ended("Complete"), successfulJobsHistoryLimit),
    ...surplus(ended("Failed"), failedJobsHistoryLimit),
  ];
  for (const job of old) {
    context.client.delete("Job", job.metadata, { propagationPolicy: "Background" });
    say(cronJob, "Normal", "SuccessfulDelete", `Deleted job ${job.metadata.name}`, context);
  }
}

const startOf = ({ status }: Job): number => timeOf(status?.startTime) ?? 0;

/** The CronJob with ended and missing jobs taken off its active list. */
export function followJobs(
  cronJob: CronJob,
  jobs: readonly Job[],
  context: ControllerContext,
): CronJob {
  let active = cronJob.status?.active ?? [];
  let lastSuccess = cronJob.status?.lastSuccessfulTime;
  for (const job of jobs) {
    const { name, uid } = job.metadata;
    const isListed = active.some((each) => each.uid === uid);
    const end = findEnd(job);
    if (!isListed && end === undefined) {
      const message = `Saw a job that the controller did not create or forgot: ${name}`;
      say(cronJob, "Warning", "UnexpectedJob", message, context);
    } else if (isListed && end !== undefined) {
      active = active.filter((each) => each.uid !== uid);
      say(
        cronJob,
        "Normal",
        "SawCompletedJob",
        `Saw completed job: ${name}, condition: ${end.type}`,
        context,
      );
    }
    if (end?.type === "Complete") lastSuccess = later(lastSuccess, job.status?.completionTime);
  }
  for (const { name, uid } of active) {
    if (jobs.some(({ metadata }) => metadata.uid === uid)) continue;
    active = active.filter((each) => each.uid !== uid);
    say(cronJob, "Normal", "MissingJob", `Active job went missing: ${name}`, context);
  }
  const { active: _active, ...status } = cronJob.status ?? {};
  return {
    ...cronJob,
    status: {
      ...status,
      ...(active.length > 0 ? { active } : {}),
      ...(lastSuccess === undefined ? {} : { lastSuccessfulTime: lastSuccess }),
    },
  };
}

const later = (a: string | undefined, b: string | undefined): string | undefined =>
  (timeOf(a) ?? 0) >= (timeOf(b) ?? 0) ? a : b;
