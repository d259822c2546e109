// FlowSchema: which requests share one queue.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { FlowSchema } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const flowSchema = defineKind<FlowSchema>()({
  kind: "FlowSchema",
  group: "flowcontrol.apiserver.k8s.io",
  version: "v1",
  plural: "flowschemas",
  singular: "flowschema",
  namespaced: false,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    column("PriorityLevel", "The level they are served at."),
    column("MatchingPrecedence", "Lower is tried first.", "integer"),
    column("DistinguisherMethod", "How flows are told apart."),
    ageColumn,
    column("MissingPL", "Whether the level is missing."),
  ],
  row: (resource, now) => {
    const { spec, status } = resource;
    return [
      resource.metadata.name,
      spec?.priorityLevelConfiguration.name ?? "",
      spec?.matchingPrecedence ?? 0,
      spec?.distinguisherMethod?.type ?? "<none>",
      age(resource, now),
      status?.conditions?.find(({ type }) => type === "Dangling")?.status ?? "?",
    ];
  },
  example: {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1",
    kind: "FlowSchema",
    metadata: { name: "example" },
    spec: { priorityLevelConfiguration: { name: "global-default" }, matchingPrecedence: 9900 },
  },
});
