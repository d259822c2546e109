// CSINode: the drivers of a node.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { CSINode } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const csiNode = defineKind<CSINode>()({
  kind: "CSINode",
  group: "storage.k8s.io",
  version: "v1",
  plural: "csinodes",
  singular: "csinode",
  namespaced: false,
  columns: [nameColumn, column("Drivers", "How many it has.", "integer"), ageColumn],
  row: (resource, now) => {
    const { spec } = resource;
    return [resource.metadata.name, (spec?.drivers ?? []).length, age(resource, now)];
  },
  example: {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSINode",
    metadata: { name: "node01" },
    spec: { drivers: [] },
  },
});
