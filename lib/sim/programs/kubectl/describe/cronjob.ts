import type { CronJob } from "@/generated/kubernetes/types";
import { defineDescriber, orUnset, writeOwnEvents } from "./describer";
import { orNone, writeAnnotations, writeLabels } from "./maps";
import { selectorText } from "./pod-counts";
import { writePodTemplate } from "./pod-template";
import { rfc1123 } from "./times";

export const cronJobDescriber = defineDescriber<CronJob>(
  "batch",
  "CronJob",
  (w, cronJob, context) => {
    const { metadata, spec, status } = cronJob;
    const line = (label: string, value: unknown) => w.write(0, `${label}:\t${orUnset(value)}\n`);
    line("Name", metadata?.name);
    line("Namespace", metadata?.namespace);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    line("Schedule", spec?.schedule);
    line("Concurrency Policy", spec?.concurrencyPolicy);
    line("Suspend", spec?.suspend === undefined ? undefined : spec.suspend ? "True" : "False");
    line("Time Zone", spec?.timeZone);
    line("Successful Job History Limit", spec?.successfulJobsHistoryLimit);
    line("Failed Job History Limit", spec?.failedJobsHistoryLimit);
    line(
      "Starting Deadline Seconds",
      spec?.startingDeadlineSeconds === undefined ? undefined : `${spec.startingDeadlineSeconds}s`,
    );
    const job = spec?.jobTemplate.spec;
    line("Selector", job?.selector === undefined ? undefined : selectorText(job.selector));
    line("Parallelism", job?.parallelism);
    line("Completions", job?.completions);
    if (job?.activeDeadlineSeconds !== undefined)
      line("Active Deadline Seconds", `${job.activeDeadlineSeconds}s`);
    writePodTemplate(w, job?.template);
    line(
      "Last Schedule Time",
      status?.lastScheduleTime === undefined ? undefined : rfc1123(status.lastScheduleTime),
    );
    line(
      "Active Jobs",
      orNone((status?.active ?? []).map((active) => active.name ?? "").join(", ")),
    );
    writeOwnEvents(w, cronJob, context);
  },
);
