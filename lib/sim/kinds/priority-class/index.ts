// PriorityClass: a name for how important a pod is.
//
// Kubernetes: pkg/registry/scheduling/priorityclass/strategy.go, pkg/apis/scheduling/validation/validation.go
import type { PriorityClass } from "@/generated/kubernetes/types";
import { fieldPath, forbidden, invalid, notSupported } from "../../meta/field-errors";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, type FieldErrors } from "../field-rules";

/** What users may ask for; the two system classes lie above. */
const highestUserValue = 1_000_000_000;
const policies = ["PreemptLowerPriority", "Never"];

export const priorityClass = defineKind<PriorityClass>()({
  kind: "PriorityClass",
  group: "scheduling.k8s.io",
  version: "v1",
  plural: "priorityclasses",
  singular: "priorityclass",
  shortNames: ["pc"],
  namespaced: false,
  hasGeneration: true,
  setDefaults(draft) {
    draft.preemptionPolicy ??= "PreemptLowerPriority";
  },
  validate,
  validateUpdate(resource, old) {
    const errors: FieldErrors = [];
    if (resource.value !== old.value) {
      errors.push(forbidden(fieldPath("value"), "may not be changed in an update."));
    }
    checkImmutable(
      resource.preemptionPolicy,
      old.preemptionPolicy,
      fieldPath("preemptionPolicy"),
      errors,
    );
    return errors;
  },
  columns: [
    nameColumn,
    column("Value", descriptionOf("scheduling.v1.PriorityClass", "value"), "integer"),
    column(
      "Global-Default",
      descriptionOf("scheduling.v1.PriorityClass", "globalDefault"),
      "boolean",
    ),
    ageColumn,
    {
      ...column(
        "PreemptionPolicy",
        descriptionOf("scheduling.v1.PriorityClass", "preemptionPolicy"),
      ),
      priority: 0,
    },
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.value ?? 0,
    resource.globalDefault ?? false,
    age(resource, now),
    resource.preemptionPolicy ?? "",
  ],
  example: {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: "high" },
    value: 1000,
  },
});

function validate({ metadata, value = 0, preemptionPolicy }: PriorityClass): FieldErrors {
  const errors: FieldErrors = [];
  const isSystem = metadata.name?.startsWith("system-") ?? false;
  const known = ["system-cluster-critical", "system-node-critical"].includes(metadata.name);
  if (isSystem && !known) {
    errors.push(
      forbidden(
        fieldPath("metadata", "name"),
        "priority class names with 'system-' prefix are reserved for system use only. error: " +
          `${metadata.name} is not a known system priority class`,
      ),
    );
  }
  if (!isSystem && value > highestUserValue) {
    errors.push(
      forbidden(
        fieldPath("value"),
        `maximum allowed value of a user defined priority is ${highestUserValue}`,
      ),
    );
  }
  if (!Number.isInteger(value))
    errors.push(invalid(fieldPath("value"), value, "must be an integer"));
  if (preemptionPolicy !== undefined && !policies.includes(preemptionPolicy)) {
    errors.push(notSupported(fieldPath("preemptionPolicy"), preemptionPolicy, policies));
  }
  return errors;
}
