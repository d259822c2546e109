// Job: pods that run until enough of them have succeeded.
//
// Kubernetes: pkg/registry/batch/job/strategy.go, pkg/apis/batch/v1/defaults.go
import type { Job } from "@/generated/kubernetes/types";
import { humanDuration } from "../../meta/duration";
import { findCondition } from "../../meta/object";
import { formatLabelSelector } from "../../meta/selector";
import { timeOf } from "../../meta/time";
import {
  age,
  ageColumn,
  column,
  containerCells,
  containersColumn,
  descriptionOf,
  imagesColumn,
  nameColumn,
  selectorColumn,
} from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { podSpecWarnings } from "../pod/warnings";
import { setJobSpecDefaults } from "./defaults";
import { validateJob, validateJobUpdate } from "./validation";

export const job = defineKind<Job>()({
  kind: "Job",
  group: "batch",
  version: "v1",
  plural: "jobs",
  singular: "job",
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  hasGeneration: true,
  setDefaults(draft) {
    setJobSpecDefaults(draft.spec);
    setLabels(draft);
  },
  prepareForCreate(draft) {
    draft.status = {};
    if (draft.spec?.manualSelector !== true) generateSelector(draft);
    setLabels(draft);
  },
  validate: validateJob,
  validateUpdate: validateJobUpdate,
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec?.template.spec, "spec.template.spec"),
  fields: ({ status }) => ({ "status.successful": String(status?.succeeded ?? 0) }),
  columns: [
    nameColumn,
    column("Status", "What has become of it."),
    column("Completions", descriptionOf("batch.v1.JobStatus", "succeeded")),
    column("Duration", "How long it took, or has taken."),
    ageColumn,
    containersColumn,
    imagesColumn,
    selectorColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    statusOf(resource),
    completionsOf(resource),
    durationOf(resource, now),
    age(resource, now),
    ...containerCells(resource.spec?.template.spec?.containers),
    formatLabelSelector(resource.spec?.selector),
  ],
  example: {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "hello", namespace: "default", uid: "00000000-0000-4000-8000-000000000001" },
    spec: {
      manualSelector: true,
      selector: { matchLabels: { app: "hello" } },
      template: {
        metadata: { labels: { app: "hello" } },
        spec: {
          restartPolicy: "Never",
          containers: [{ name: "hello", image: "busybox:1.36", command: ["echo", "hello"] }],
        },
      },
    },
  },
});

/** Pods are found by the job's uid, so that two jobs of one name never mix theirs. */
// Kubernetes: pkg/registry/batch/job/strategy.go (generateSelector)
function generateSelector({ metadata, spec }: Draft<Job>): void {
  if (spec === undefined) return;
  const uid = metadata.uid ?? "";
  spec.template.metadata ??= {};
  spec.template.metadata.labels = {
    ...spec.template.metadata.labels,
    "batch.kubernetes.io/controller-uid": uid,
    "batch.kubernetes.io/job-name": metadata.name,
    "controller-uid": uid,
    "job-name": metadata.name,
  };
  spec.selector ??= {};
  spec.selector.matchLabels = {
    ...spec.selector.matchLabels,
    "batch.kubernetes.io/controller-uid": uid,
  };
}

/** A job without labels takes those of its template. */
function setLabels({ metadata, spec }: Draft<Job>): void {
  const labels = spec?.template?.metadata?.labels;
  if (labels !== undefined) metadata.labels ??= { ...labels };
}

function statusOf({ metadata, status }: Job): string {
  const has = (type: string): boolean => findCondition(status?.conditions, type)?.status === "True";
  if (has("Complete")) return "Complete";
  if (has("Failed")) return "Failed";
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  if (has("Suspended")) return "Suspended";
  if (has("FailureTarget")) return "FailureTarget";
  return has("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
}

function completionsOf({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec?.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationOf({ status }: Job, now: number): string {
  const start = timeOf(status?.startTime);
  if (start === undefined) return "";
  return humanDuration((timeOf(status?.completionTime) ?? now) - start);
}
