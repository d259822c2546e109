// VolumeAttributesClass: attributes that a volume can change to.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { VolumeAttributesClass } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const volumeAttributesClass = defineKind<VolumeAttributesClass>()({
  kind: "VolumeAttributesClass",
  group: "storage.k8s.io",
  version: "v1",
  plural: "volumeattributesclasses",
  singular: "volumeattributesclass",
  shortNames: ["vac"],
  namespaced: false,
  columns: [nameColumn, column("DriverName", "The driver they are for."), ageColumn],
  row: (resource, now) => [resource.metadata.name, resource.driverName ?? "", age(resource, now)],
  example: {
    apiVersion: "storage.k8s.io/v1",
    kind: "VolumeAttributesClass",
    metadata: { name: "example" },
    driverName: "csi.example.com",
    parameters: { iops: "100" },
  },
});
