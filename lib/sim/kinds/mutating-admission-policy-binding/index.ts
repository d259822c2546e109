// MutatingAdmissionPolicyBinding: where a MutatingAdmissionPolicy holds.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { MutatingAdmissionPolicyBinding } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const mutatingAdmissionPolicyBinding = defineKind<MutatingAdmissionPolicyBinding>()({
  kind: "MutatingAdmissionPolicyBinding",
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "mutatingadmissionpolicybindings",
  singular: "mutatingadmissionpolicybinding",
  namespaced: false,
  columns: [
    nameColumn,
    column("PolicyName", "The policy."),
    column("ParamRef", "Its parameters."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec } = resource;
    return [
      resource.metadata.name,
      spec?.policyName ?? "",
      spec?.paramRef?.name ?? "<unset>",
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "MutatingAdmissionPolicyBinding",
    metadata: { name: "example" },
    spec: { policyName: "labels" },
  },
});
