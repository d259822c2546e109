// DeviceClass: a kind of device.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { DeviceClass } from "@/generated/kubernetes/types";
import { age, ageColumn, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const deviceClass = defineKind<DeviceClass>()({
  kind: "DeviceClass",
  group: "resource.k8s.io",
  version: "v1",
  plural: "deviceclasses",
  singular: "deviceclass",
  namespaced: false,
  hasGeneration: true,
  columns: [nameColumn, ageColumn],
  row: (resource, now) => [resource.metadata.name, age(resource, now)],
  example: {
    apiVersion: "resource.k8s.io/v1",
    kind: "DeviceClass",
    metadata: { name: "example" },
    spec: {},
  },
});
