// What a StatefulSet may be, and what of it may change.
//
// Kubernetes: pkg/apis/apps/validation/validation.go (ValidateStatefulSetSpec, ValidateStatefulSetUpdate)
import type { StatefulSet } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, forbidden, invalid, required } from "../../meta/field-errors";
import { deepEqual } from "../../meta/object";
import { checkNonNegative, type FieldErrors } from "../field-rules";
import { checkOpenTemplate, checkWorkloadSelector } from "../workload-rules";

const path = fieldPath("spec");

export function validateStatefulSet({ spec }: StatefulSet): FieldErrors {
  const errors: FieldError[] = [];
  checkPolicies(spec, errors);
  checkNonNegative(spec?.replicas, path, "replicas", errors);
  checkNonNegative(spec?.minReadySeconds, path, "minReadySeconds", errors);
  checkNonNegative(spec?.ordinals?.start, path.child("ordinals"), "start", errors);
  checkWorkloadSelector(spec?.selector, path, "statefulset", errors);
  checkOpenTemplate(spec?.template, spec?.selector, { path, kind: "StatefulSet", errors });
  return errors;
}

function checkPolicies(spec: StatefulSet["spec"], errors: FieldErrors): void {
  const management = spec?.podManagementPolicy;
  if (!management) errors.push(required(path.child("podManagementPolicy")));
  else if (management !== "OrderedReady" && management !== "Parallel") {
    const detail = "must be 'OrderedReady' or 'Parallel'";
    errors.push(invalid(path.child("podManagementPolicy"), management, detail));
  }
  const strategy = spec?.updateStrategy ?? {};
  const at = path.child("updateStrategy");
  if (strategy.type === "OnDelete" && strategy.rollingUpdate !== undefined) {
    const detail = "only allowed for updateStrategy 'RollingUpdate'";
    errors.push(invalid(at.child("rollingUpdate"), strategy.rollingUpdate, detail));
  } else if (strategy.type === "RollingUpdate") {
    checkNonNegative(
      strategy.rollingUpdate?.partition,
      at.child("rollingUpdate"),
      "partition",
      errors,
    );
  } else if (strategy.type !== "OnDelete") {
    errors.push(invalid(at, strategy, "must be 'RollingUpdate' or 'OnDelete'"));
  }
}

const changeable = [
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
] as const;

export function validateStatefulSetUpdate(resource: StatefulSet, old: StatefulSet): FieldErrors {
  const errors = validateStatefulSet(resource);
  const kept: Record<string, unknown> = { ...resource.spec };
  for (const field of changeable) kept[field] = old.spec?.[field];
  if (!deepEqual(kept, old.spec)) {
    const quoted = changeable.map((field) => `'${field}'`);
    const list = `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
    const detail = `updates to statefulset spec for fields other than ${list} are forbidden`;
    errors.push(forbidden(path, detail));
  }
  return errors;
}
