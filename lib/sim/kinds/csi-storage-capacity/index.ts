// CSIStorageCapacity: how much a driver has left.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { CSIStorageCapacity } from "@/generated/kubernetes/types";
import { column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const csiStorageCapacity = defineKind<CSIStorageCapacity>()({
  kind: "CSIStorageCapacity",
  group: "storage.k8s.io",
  version: "v1",
  plural: "csistoragecapacities",
  singular: "csistoragecapacity",
  namespaced: true,
  columns: [
    nameColumn,
    column("StorageClassName", "Of which class."),
    column("Capacity", "How much."),
  ],
  row: (resource) => [
    resource.metadata.name,
    resource.storageClassName ?? "",
    resource.capacity ?? "<unset>",
  ],
  example: {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSIStorageCapacity",
    metadata: { name: "example", namespace: "default" },
    storageClassName: "local",
  },
});
