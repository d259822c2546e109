// VolumeAttachment: a volume that is or shall be attached to a node.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { VolumeAttachment } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const volumeAttachment = defineKind<VolumeAttachment>()({
  kind: "VolumeAttachment",
  group: "storage.k8s.io",
  version: "v1",
  plural: "volumeattachments",
  singular: "volumeattachment",
  namespaced: false,
  hasStatus: true,
  columns: [
    nameColumn,
    column("Attacher", "Who attaches it."),
    column("PV", "The volume."),
    column("Node", "The node."),
    column("Attached", "Whether it is.", "boolean"),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec, status } = resource;
    return [
      resource.metadata.name,
      spec?.attacher ?? "",
      spec?.source.persistentVolumeName ?? "",
      spec?.nodeName ?? "",
      status?.attached ?? false,
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "storage.k8s.io/v1",
    kind: "VolumeAttachment",
    metadata: { name: "example" },
    spec: {
      attacher: "csi.example.com",
      nodeName: "node01",
      source: { persistentVolumeName: "pv1" },
    },
  },
});
