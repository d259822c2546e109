// ResourceSlice: devices that a node offers.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ResourceSlice } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const resourceSlice = defineKind<ResourceSlice>()({
  kind: "ResourceSlice",
  group: "resource.k8s.io",
  version: "v1",
  plural: "resourceslices",
  singular: "resourceslice",
  namespaced: false,
  columns: [
    nameColumn,
    column("Node", "The node."),
    column("Driver", "Who manages them."),
    column("Pool", "The pool they belong to."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec } = resource;
    return [
      resource.metadata.name,
      spec?.nodeName ?? "",
      spec?.driver ?? "",
      spec?.pool.name ?? "",
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "resource.k8s.io/v1",
    kind: "ResourceSlice",
    metadata: { name: "example" },
    spec: {
      driver: "gpu.example.com",
      nodeName: "node01",
      pool: { name: "node01", generation: 1, resourceSliceCount: 1 },
    },
  },
});
