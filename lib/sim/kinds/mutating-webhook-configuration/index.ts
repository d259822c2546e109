// MutatingWebhookConfiguration: servers that may change what is written.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { MutatingWebhookConfiguration } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const mutatingWebhookConfiguration = defineKind<MutatingWebhookConfiguration>()({
  kind: "MutatingWebhookConfiguration",
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "mutatingwebhookconfigurations",
  singular: "mutatingwebhookconfiguration",
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
    kind: "MutatingWebhookConfiguration",
    metadata: { name: "example" },
  },
});
