// PodDisruptionBudget: how many pods of a set may be taken away at once on purpose.
//
// Kubernetes: pkg/registry/policy/poddisruptionbudget/strategy.go, pkg/apis/policy/validation/validation.go
import type { PodDisruptionBudget } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid } from "../../meta/field-errors";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import {
  checkNotMoreThan100Percent,
  checkPositiveIntOrPercent,
  type FieldErrors,
} from "../field-rules";
import { checkLabelSelector } from "../label-rules";

export const podDisruptionBudget = defineKind<PodDisruptionBudget>()({
  kind: "PodDisruptionBudget",
  group: "policy",
  version: "v1",
  plural: "poddisruptionbudgets",
  singular: "poddisruptionbudget",
  shortNames: ["pdb"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  hasGeneration: true,
  prepareForCreate(draft) {
    draft.status = { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 };
  },
  validate: ({ spec }) => validateSpec(spec),
  validateUpdate: ({ spec }) => validateSpec(spec),
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column("Min Available", "Pods that must stay."),
    column("Max Unavailable", "Pods that may be away."),
    column("Allowed Disruptions", "Pods that may be evicted now.", "integer"),
    ageColumn,
  ],
  row: (budget, now) => [
    budget.metadata.name,
    String(budget.spec?.minAvailable ?? "N/A"),
    String(budget.spec?.maxUnavailable ?? "N/A"),
    budget.status?.disruptionsAllowed ?? 0,
    age(budget, now),
  ],
  example: {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "web", namespace: "default" },
    spec: { minAvailable: 1, selector: { matchLabels: { app: "web" } } },
  },
});

function validateSpec(spec: PodDisruptionBudget["spec"]): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  if (spec?.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
    errors.push(invalid(path, spec, "minAvailable and maxUnavailable cannot be both set"));
  }
  for (const name of ["minAvailable", "maxUnavailable"] as const) {
    checkPositiveIntOrPercent(spec?.[name], path.child(name), errors);
    checkNotMoreThan100Percent(spec?.[name], path.child(name), errors);
  }
  checkLabelSelector(spec?.selector, path.child("selector"), errors);
  return errors;
}
