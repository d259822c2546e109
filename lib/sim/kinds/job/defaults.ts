// What the API server fills in for a job.
//
// Kubernetes: pkg/apis/batch/v1/defaults.go (SetDefaults_Job)
import type { JobSpec } from "@/generated/kubernetes/types";
import type { Draft } from "../define-kind";
import { setPodTemplateDefaults } from "../pod/defaults";

const maxInt32 = 2_147_483_647;

export function setJobSpecDefaults(spec: Draft<JobSpec> | undefined): void {
  if (spec === undefined) return;
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? 6 : maxInt32;
  spec.completionMode ??= "NonIndexed";
  spec.suspend ??= false;
  spec.podReplacementPolicy ??=
    spec.podFailurePolicy === undefined ? "TerminatingOrFailed" : "Failed";
  spec.podFailurePolicy?.rules.forEach((rule) => {
    rule.onPodConditions?.forEach((pattern) => {
      pattern.status ??= "True";
    });
  });
  spec.template ??= {};
  setPodTemplateDefaults(spec.template);
}
