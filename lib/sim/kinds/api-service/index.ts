// APIService: who serves a version of a group.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { APIService } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const apiService = defineKind<APIService>()({
  kind: "APIService",
  group: "apiregistration.k8s.io",
  version: "v1",
  plural: "apiservices",
  singular: "apiservice",
  categories: ["api-extensions"],
  namespaced: false,
  nameRule: "path-segment",
  storagePrefix: "apiregistration.k8s.io/apiservices",
  hasStatus: true,
  columns: [
    nameColumn,
    column("Service", "Who serves it; Local for the API server itself."),
    column("Available", "Whether it answers."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec, status } = resource;
    return [
      resource.metadata.name,
      spec?.service === undefined ? "Local" : `${spec.service.namespace}/${spec.service.name}`,
      status?.conditions?.find(({ type }) => type === "Available")?.status ?? "Unknown",
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: { name: "v1.apps" },
    spec: { group: "apps", version: "v1", groupPriorityMinimum: 17_800, versionPriority: 15 },
  },
});
