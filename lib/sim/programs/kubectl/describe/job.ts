import type { Job } from "@/generated/kubernetes/types";
import { humanDuration } from "@/lib/sim/meta/duration";
import { timeOf } from "@/lib/sim/meta/time";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import { writeController } from "./pod";
import { selectorText } from "./pod-counts";
import { writePodTemplate } from "./pod-template";
import { rfc1123 } from "./times";

export const jobDescriber = defineDescriber<Job>("batch", "Job", (w, job, context) => {
  const { metadata, spec, status } = job;
  const line = (label: string, value: unknown) => {
    if (value !== undefined) w.write(0, `${label}:\t${String(value)}\n`);
  };
  line("Name", metadata?.name);
  line("Namespace", metadata?.namespace);
  line("Selector", selectorText(spec?.selector));
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  writeController(w, job);
  line("Parallelism", spec?.parallelism);
  line("Completions", spec?.completions ?? "<unset>");
  line("Completion Mode", spec?.completionMode);
  line("Suspend", spec?.suspend);
  line("Backoff Limit", spec?.backoffLimit);
  line("TTL Seconds After Finished", spec?.ttlSecondsAfterFinished);
  const [start, end] = [timeOf(status?.startTime), timeOf(status?.completionTime)];
  if (start !== undefined) line("Start Time", rfc1123(status?.startTime));
  if (end !== undefined) line("Completed At", rfc1123(status?.completionTime));
  if (start !== undefined && end !== undefined) line("Duration", humanDuration(end - start));
  if (spec?.activeDeadlineSeconds !== undefined)
    line("Active Deadline Seconds", `${spec.activeDeadlineSeconds}s`);
  const ready = status?.ready === undefined ? "" : ` (${status.ready} Ready)`;
  line(
    "Pods Statuses",
    `${status?.active ?? 0} Active${ready} / ${status?.succeeded ?? 0} Succeeded / ${status?.failed ?? 0} Failed`,
  );
  if (spec?.completionMode === "Indexed")
    line("Completed Indexes", capIndexes(status?.completedIndexes ?? ""));
  writePodTemplate(w, spec?.template);
  writeOwnEvents(w, job, context);
});

function capIndexes(indexes: string): string {
  if (indexes === "") return "<none>";
  const comma = indexes.indexOf(",", 50);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
