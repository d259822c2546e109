// ValidatingAdmissionPolicyBinding: where a ValidatingAdmissionPolicy holds.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ValidatingAdmissionPolicyBinding } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const validatingAdmissionPolicyBinding = defineKind<ValidatingAdmissionPolicyBinding>()({
  kind: "ValidatingAdmissionPolicyBinding",
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "validatingadmissionpolicybindings",
  singular: "validatingadmissionpolicybinding",
  namespaced: false,
  hasGeneration: true,
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
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: "example" },
    spec: { policyName: "replicas", validationActions: ["Deny"] },
  },
});
