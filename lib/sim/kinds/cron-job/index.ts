// CronJob: makes jobs by the clock.
//
// Kubernetes: pkg/registry/batch/cronjob/strategy.go, pkg/apis/batch/v1/defaults.go
import type { CronJob } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid, required } from "../../meta/field-errors";
import { byteLength } from "../../meta/go-text";
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
  since,
} from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { checkNonNegative, checkOneOf, type FieldErrors } from "../field-rules";
import { setJobSpecDefaults } from "../job/defaults";
import { checkJobSpec } from "../job/validation";
import { podSpecWarnings } from "../pod/warnings";
import { parseSchedule } from "./schedule";
import { timeZoneError } from "./time-zone";

/** The name of a job is that of its CronJob and eleven characters more. */
const maxName = 52;

export const cronJob = defineKind<CronJob>()({
  kind: "CronJob",
  group: "batch",
  version: "v1",
  plural: "cronjobs",
  singular: "cronjob",
  shortNames: ["cj"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  hasGeneration: true,
  setDefaults,
  prepareForCreate(draft) {
    draft.status = {};
  },
  validate,
  validateStatusUpdate: () => [],
  warnings: ({ spec }) =>
    podSpecWarnings(spec?.jobTemplate.spec?.template.spec, "spec.jobTemplate.spec.template.spec"),
  columns: [
    nameColumn,
    column("Schedule", descriptionOf("batch.v1.CronJobSpec", "schedule")),
    column("Timezone", descriptionOf("batch.v1.CronJobSpec", "timeZone")),
    column("Suspend", descriptionOf("batch.v1.CronJobSpec", "suspend"), "boolean"),
    column("Active", descriptionOf("batch.v1.CronJobStatus", "active"), "integer"),
    column("Last Schedule", descriptionOf("batch.v1.CronJobStatus", "lastScheduleTime")),
    ageColumn,
    containersColumn,
    imagesColumn,
    selectorColumn,
  ],
  row: (resource, now) => {
    const { spec, status } = resource;
    return [
      resource.metadata.name,
      spec?.schedule ?? "",
      spec?.timeZone ?? "<none>",
      spec?.suspend ? "True" : "False",
      status?.active?.length ?? 0,
      status?.lastScheduleTime ? since(status.lastScheduleTime, now) : "<none>",
      age(resource, now),
      ...containerCells(spec?.jobTemplate.spec?.template.spec?.containers),
      "<none>",
    ];
  },
  example: {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "report", namespace: "default" },
    spec: {
      schedule: "*/5 * * * *",
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: "OnFailure",
              containers: [{ name: "report", image: "busybox:1.36", command: ["date"] }],
            },
          },
        },
      },
    },
  },
});

function setDefaults({ spec }: Draft<CronJob>): void {
  if (spec === undefined) return;
  spec.concurrencyPolicy ??= "Allow";
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  spec.jobTemplate ??= {};
  spec.jobTemplate.metadata ??= {};
  setJobSpecDefaults(spec.jobTemplate.spec);
}

function validate({ metadata, spec }: CronJob): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  if (byteLength(metadata.name ?? "") > maxName) {
    errors.push(
      invalid("metadata.name", metadata.name, `must be no more than ${maxName} characters`),
    );
  }
  checkSchedule(spec?.schedule ?? "", errors);
  const zoneError = timeZoneError(spec?.timeZone);
  if (zoneError !== undefined)
    errors.push(invalid(path.child("timeZone"), spec?.timeZone, zoneError));
  checkNonNegative(spec?.startingDeadlineSeconds, path, "startingDeadlineSeconds", errors);
  const policies = ["Allow", "Forbid", "Replace"];
  checkOneOf(spec?.concurrencyPolicy, policies, { path, name: "concurrencyPolicy", errors });
  checkNonNegative(spec?.successfulJobsHistoryLimit, path, "successfulJobsHistoryLimit", errors);
  checkNonNegative(spec?.failedJobsHistoryLimit, path, "failedJobsHistoryLimit", errors);
  checkJobSpec(spec?.jobTemplate?.spec, path.child("jobTemplate", "spec"), errors);
  return errors;
}

function checkSchedule(schedule: string, errors: FieldErrors): void {
  const path = fieldPath("spec", "schedule");
  if (schedule === "") {
    errors.push(required(path));
    return;
  }
  const parsed = parseSchedule(schedule);
  if ("error" in parsed) errors.push(invalid(path, schedule, parsed.error));
  if (schedule.includes("TZ")) {
    const detail = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";
    errors.push(invalid(path, schedule, detail));
  }
}
