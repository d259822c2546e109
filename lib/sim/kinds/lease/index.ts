// Lease: who holds something, and until when. Nodes prove with it that they live.
//
// Kubernetes: pkg/apis/coordination/validation/validation.go
import type { Lease } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid } from "../../meta/field-errors";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkNonNegative, type FieldErrors } from "../field-rules";

export const lease = defineKind<Lease>()({
  kind: "Lease",
  group: "coordination.k8s.io",
  version: "v1",
  plural: "leases",
  singular: "lease",
  namespaced: true,
  validate,
  columns: [
    nameColumn,
    column("Holder", descriptionOf("coordination.v1.LeaseSpec", "holderIdentity")),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.spec?.holderIdentity ?? "",
    age(resource, now),
  ],
  example: {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name: "node01", namespace: "kube-node-lease" },
    spec: { holderIdentity: "node01", leaseDurationSeconds: 40 },
  },
});

function validate({ spec }: Lease): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  const seconds = spec?.leaseDurationSeconds;
  if (seconds !== undefined && seconds <= 0) {
    errors.push(invalid(path.child("leaseDurationSeconds"), seconds, "must be greater than 0"));
  }
  checkNonNegative(spec?.leaseTransitions, path, "leaseTransitions", errors);
  return errors;
}
