// What a Deployment may be.
//
// Kubernetes: pkg/apis/apps/validation/validation.go (ValidateDeploymentSpec)
import type {
  Deployment,
  DeploymentSpec,
  RollingUpdateDeployment,
} from "@/generated/kubernetes/types";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  invalid,
  notSupported,
} from "../../meta/field-errors";
import {
  checkNonNegative,
  checkNotMoreThan100Percent,
  checkPositiveIntOrPercent,
  type FieldErrors,
  percentOf,
} from "../field-rules";
import { checkServingTemplate, checkWorkloadSelector } from "../workload-rules";

export function validateDeployment({ spec }: Deployment): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec");
  checkNonNegative(spec?.replicas, path, "replicas", errors);
  checkWorkloadSelector(spec?.selector, path, "deployment", errors);
  checkServingTemplate(spec?.template, spec?.selector, { path, kind: "ReplicaSet", errors });
  checkStrategy(spec?.strategy, path.child("strategy"), errors);
  checkNonNegative(spec?.minReadySeconds, path, "minReadySeconds", errors);
  checkNonNegative(spec?.revisionHistoryLimit, path, "revisionHistoryLimit", errors);
  checkDeadline(spec, path, errors);
  return errors;
}

function checkDeadline(spec: DeploymentSpec | undefined, path: FieldPath, errors: FieldErrors) {
  const deadline = spec?.progressDeadlineSeconds;
  if (deadline === undefined) return;
  checkNonNegative(deadline, path, "progressDeadlineSeconds", errors);
  if (deadline > (spec?.minReadySeconds ?? 0)) return;
  const detail = "must be greater than minReadySeconds";
  errors.push(invalid(path.child("progressDeadlineSeconds"), deadline, detail));
}

function checkStrategy(
  strategy: DeploymentSpec["strategy"],
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (strategy?.type === "RollingUpdate") {
    checkRollingUpdate(strategy.rollingUpdate ?? {}, path.child("rollingUpdate"), errors);
  } else if (strategy?.type === "Recreate") {
    if (strategy.rollingUpdate === undefined) return;
    const detail = "may not be specified when strategy `type` is 'Recreate'";
    errors.push(forbidden(path.child("rollingUpdate"), detail));
  } else {
    const shown = { Type: strategy?.type ?? "", RollingUpdate: strategy?.rollingUpdate ?? null };
    errors.push(notSupported(path, shown, ["Recreate", "RollingUpdate"]));
  }
}

function checkRollingUpdate(
  { maxSurge, maxUnavailable }: RollingUpdateDeployment,
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkPositiveIntOrPercent(maxUnavailable, path.child("maxUnavailable"), errors);
  checkPositiveIntOrPercent(maxSurge, path.child("maxSurge"), errors);
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    const detail = "may not be 0 when `maxSurge` is 0";
    errors.push(invalid(path.child("maxUnavailable"), maxUnavailable, detail));
  }
  checkNotMoreThan100Percent(maxUnavailable, path.child("maxUnavailable"), errors);
}

const isZero = (amount: number | string | undefined): boolean =>
  amount === 0 || percentOf(amount) === 0;
