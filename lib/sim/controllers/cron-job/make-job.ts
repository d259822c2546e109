// The job a CronJob makes: named after the minute it was due, so that it is never made twice.
//
// Kubernetes: pkg/controller/cronjob/utils.go (getJobFromTemplate2, getJobName)
import type { CronJob, Job } from "@/generated/kubernetes/types";
import { StatusError } from "../../meta/status-error";
import { formatTime } from "../../meta/time";
import type { ControllerContext } from "../define-controller";
import { controllerReference } from "../pod-from-template";
import { say } from "./say";

const minuteMs = 60_000;

/** `report-29459520`: minutes since 1970. */
export const jobNameAt = (name: string, due: number): string =>
  `${name}-${Math.floor(due / minuteMs)}`;

/** Makes the job; returns the CronJob with the job among its active ones. */
export function startJob(
  cronJob: CronJob,
  at: { readonly due: number; readonly offsetMs: number },
  context: ControllerContext,
): CronJob {
  const job = create(cronJob, at, context);
  if (job === undefined) return cronJob;
  const { metadata, apiVersion, kind } = job;
  const reference = {
    kind,
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    uid: metadata.uid ?? "",
    apiVersion,
    resourceVersion: metadata.resourceVersion ?? "",
  };
  const active = [...(cronJob.status?.active ?? []), reference];
  return {
    ...cronJob,
    status: { ...cronJob.status, active, lastScheduleTime: formatTime(at.due) },
  };
}

function create(
  cronJob: CronJob,
  { due, offsetMs }: { readonly due: number; readonly offsetMs: number },
  context: ControllerContext,
): Job | undefined {
  const { metadata: template, spec } = cronJob.spec?.jobTemplate ?? {};
  const stamp = zonedTime(due, offsetMs);
  try {
    const job = context.client.create("Job", {
      metadata: {
        name: jobNameAt(cronJob.metadata.name, due),
        namespace: cronJob.metadata.namespace ?? "",
        labels: { ...template?.labels },
        annotations: {
          ...template?.annotations,
          "batch.kubernetes.io/cronjob-scheduled-timestamp": stamp,
        },
        ownerReferences: [controllerReference(cronJob)],
      },
      ...(spec === undefined ? {} : { spec }),
    });
    say(cronJob, "Normal", "SuccessfulCreate", `Created job ${job.metadata.name}`, context);
    return job;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    if (error.status.reason === "AlreadyExists") return undefined;
    say(cronJob, "Warning", "FailedCreate", `Error creating job: ${error.message}`, context);
    throw error;
  }
}

/** RFC 3339 in the zone of the schedule: `2026-01-05T09:00:00+09:00`. */
function zonedTime(due: number, offsetMs: number): string {
  if (offsetMs === 0) return formatTime(due);
  const minutes = Math.abs(offsetMs) / minuteMs;
  const two = (value: number): string => String(value).padStart(2, "0");
  const zone = `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return formatTime(due + offsetMs).replace(/Z$/, zone);
}
