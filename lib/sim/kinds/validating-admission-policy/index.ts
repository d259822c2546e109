// ValidatingAdmissionPolicy: rules for objects, written in CEL.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ValidatingAdmissionPolicy } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const validatingAdmissionPolicy = defineKind<ValidatingAdmissionPolicy>()({
  kind: "ValidatingAdmissionPolicy",
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "validatingadmissionpolicies",
  singular: "validatingadmissionpolicy",
  namespaced: false,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    column("Validations", "How many rules it has.", "integer"),
    column("ParamKind", "The kind of its parameters."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec } = resource;
    return [
      resource.metadata.name,
      (spec?.validations ?? []).length,
      paramKindCell(spec?.paramKind),
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: "example" },
    spec: { failurePolicy: "Fail" },
  },
});

const paramKindCell = (
  paramKind: { readonly apiVersion?: string; readonly kind?: string } | undefined,
): string => (paramKind === undefined ? "<unset>" : `${paramKind.apiVersion}/${paramKind.kind}`);
