// ValidatingWebhookConfiguration: servers that may refuse what is written.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ValidatingWebhookConfiguration } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const validatingWebhookConfiguration = defineKind<ValidatingWebhookConfiguration>()({
  kind: "ValidatingWebhookConfiguration",
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "validatingwebhookconfigurations",
  singular: "validatingwebhookconfiguration",
  namespaced: false,
  hasGeneration: true,
  columns: [nameColumn, column("Webhooks", "How many servers are asked.", "integer"), ageColumn],
  row: (resource, now) => [
    resource.metadata.name,
    (resource.webhooks ?? []).length,
    age(resource, now),
  ],
  example: {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "example" },
  },
});
