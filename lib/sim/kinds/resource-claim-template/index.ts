// ResourceClaimTemplate: makes a claim for every pod.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ResourceClaimTemplate } from "@/generated/kubernetes/types";
import { age, ageColumn, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const resourceClaimTemplate = defineKind<ResourceClaimTemplate>()({
  kind: "ResourceClaimTemplate",
  group: "resource.k8s.io",
  version: "v1",
  plural: "resourceclaimtemplates",
  singular: "resourceclaimtemplate",
  namespaced: true,
  columns: [nameColumn, ageColumn],
  row: (resource, now) => [resource.metadata.name, age(resource, now)],
  example: {
    apiVersion: "resource.k8s.io/v1",
    kind: "ResourceClaimTemplate",
    metadata: { name: "example", namespace: "default" },
    spec: { spec: {} },
  },
});
