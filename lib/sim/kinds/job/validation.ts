// What a job may be, and what of it may change.
//
// Kubernetes: pkg/apis/batch/validation/validation.go
import type { Job, JobSpec } from "@/generated/kubernetes/types";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { deepEqual } from "../../meta/object";
import {
  checkImmutable,
  checkNonNegative,
  type FieldErrors,
  immutableMessage,
} from "../field-rules";
import { checkLabelSelector, checkSelectorMatchesTemplate } from "../label-rules";
import { internalPodSpec } from "../pod/internal-form";
import { checkPodTemplate } from "../pod/spec-rules";

const path = fieldPath("spec");
const maxIndexed = 100_000;

export function validateJob({ spec }: Job): FieldErrors {
  const errors: FieldError[] = [];
  checkJobSpec(spec, path, errors);
  if (spec?.selector === undefined) errors.push(required(path.child("selector")));
  else {
    checkLabelSelector(spec.selector, path.child("selector"), errors);
    const at = path.child("template", "metadata", "labels");
    checkSelectorMatchesTemplate(spec.selector, spec.template?.metadata?.labels, at, errors);
  }
  return errors;
}

/** Also of a CronJob's template, which has no selector yet. */
export function checkJobSpec(spec: JobSpec | undefined, at: FieldPath, errors: FieldErrors): void {
  checkNonNegative(spec?.parallelism, at, "parallelism", errors);
  checkNonNegative(spec?.completions, at, "completions", errors);
  checkNonNegative(spec?.activeDeadlineSeconds, at, "activeDeadlineSeconds", errors);
  checkNonNegative(spec?.backoffLimit, at, "backoffLimit", errors);
  checkNonNegative(spec?.ttlSecondsAfterFinished, at, "ttlSecondsAfterFinished", errors);
  checkNonNegative(spec?.backoffLimitPerIndex, at, "backoffLimitPerIndex", errors);
  checkNonNegative(spec?.maxFailedIndexes, at, "maxFailedIndexes", errors);
  checkCompletionMode(spec, at, errors);
  checkPodTemplate(spec?.template, at.child("template"), errors);
  const restartPolicy = spec?.template?.spec?.restartPolicy;
  if (restartPolicy !== "OnFailure" && restartPolicy !== "Never") {
    const place = at.child("template", "spec", "restartPolicy");
    errors.push(required(place, 'valid values: "OnFailure", "Never"'));
  }
}

function checkCompletionMode(spec: JobSpec | undefined, at: FieldPath, errors: FieldErrors): void {
  const mode = spec?.completionMode;
  if (mode === "Indexed") {
    if (spec?.completions === undefined) {
      errors.push(required(at.child("completions"), "when completion mode is Indexed"));
    }
    if ((spec?.parallelism ?? 0) > maxIndexed) {
      const detail = `must be less than or equal to ${maxIndexed} when completion mode is Indexed`;
      errors.push(invalid(at.child("parallelism"), spec?.parallelism, detail));
    }
  } else if (mode !== undefined && mode !== "NonIndexed") {
    errors.push(notSupported(at.child("completionMode"), mode, ["Indexed", "NonIndexed"]));
  }
}

export function validateJobUpdate(resource: Job, old: Job): FieldErrors {
  const errors = validateJob(resource);
  const { spec } = resource;
  const before = old.spec;
  if (!(spec?.completionMode === "Indexed" && spec.completions === spec.parallelism)) {
    checkImmutable(spec?.completions, before?.completions, path.child("completions"), errors);
  }
  checkImmutable(spec?.selector, before?.selector, path.child("selector"), errors);
  checkTemplate(resource, old, errors);
  checkImmutable(
    spec?.completionMode,
    before?.completionMode,
    path.child("completionMode"),
    errors,
  );
  const policy = path.child("podFailurePolicy");
  checkImmutable(spec?.podFailurePolicy, before?.podFailurePolicy, policy, errors);
  const limit = path.child("backoffLimitPerIndex");
  checkImmutable(spec?.backoffLimitPerIndex, before?.backoffLimitPerIndex, limit, errors);
  checkImmutable(spec?.managedBy, before?.managedBy, path.child("managedBy"), errors);
  checkImmutable(spec?.successPolicy, before?.successPolicy, path.child("successPolicy"), errors);
  return errors;
}

const schedulingFields = ["affinity", "nodeSelector", "schedulingGates", "tolerations"] as const;

/** A job that has not started may still change where its pods may run. */
function checkTemplate({ spec }: Job, old: Job, errors: FieldErrors): void {
  const template = spec?.template;
  const before = old.spec?.template;
  const mayMove = old.spec?.suspend === true && old.status?.startTime === undefined;
  const specs = { now: { ...template?.spec }, before: { ...before?.spec } };
  if (mayMove) {
    for (const field of schedulingFields) {
      delete specs.now[field];
      delete specs.before[field];
    }
    const { annotations: _now, labels: _labels, ...rest } = template?.metadata ?? {};
    const { annotations: _old, labels: _oldLabels, ...oldRest } = before?.metadata ?? {};
    if (deepEqual(specs.now, specs.before) && deepEqual(rest, oldRest)) return;
  } else if (deepEqual(template, before)) return;
  if (deepEqual(specs.now, specs.before)) {
    const at = path.child("template", "metadata");
    errors.push(invalid(at, template?.metadata ?? null, immutableMessage));
    return;
  }
  const shown = template?.spec === undefined ? null : internalPodSpec(template.spec);
  errors.push(invalid(path.child("template", "spec"), shown, immutableMessage));
}
