// MutatingAdmissionPolicy: changes to objects, written in CEL.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { MutatingAdmissionPolicy } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const mutatingAdmissionPolicy = defineKind<MutatingAdmissionPolicy>()({
  kind: "MutatingAdmissionPolicy",
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "mutatingadmissionpolicies",
  singular: "mutatingadmissionpolicy",
  namespaced: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    column("Mutations", "How many changes it makes.", "integer"),
    column("ParamKind", "The kind of its parameters."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec } = resource;
    return [
      resource.metadata.name,
      (spec?.mutations ?? []).length,
      paramKindCell(spec?.paramKind),
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "MutatingAdmissionPolicy",
    metadata: { name: "example" },
    spec: { failurePolicy: "Fail" },
  },
});

const paramKindCell = (
  paramKind: { readonly apiVersion?: string; readonly kind?: string } | undefined,
): string => (paramKind === undefined ? "<unset>" : `${paramKind.apiVersion}/${paramKind.kind}`);
