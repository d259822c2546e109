// CSIDriver: a driver for volumes.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { CSIDriver } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const csiDriver = defineKind<CSIDriver>()({
  kind: "CSIDriver",
  group: "storage.k8s.io",
  version: "v1",
  plural: "csidrivers",
  singular: "csidriver",
  namespaced: false,
  setDefaults({ spec }) {
    if (spec === undefined) return;
    spec.attachRequired ??= true;
    spec.podInfoOnMount ??= false;
    spec.storageCapacity ??= false;
    spec.requiresRepublish ??= false;
    spec.fsGroupPolicy ??= "ReadWriteOnceWithFSType";
    spec.seLinuxMount ??= false;
    spec.volumeLifecycleModes ??= ["Persistent"];
  },
  columns: [
    nameColumn,
    column("AttachRequired", "Whether volumes are attached first.", "boolean"),
    column("PodInfoOnMount", "Whether it is told of the pod.", "boolean"),
    column("StorageCapacity", "Whether capacity is looked at.", "boolean"),
    column("TokenRequests", "Tokens it gets."),
    column("RequiresRepublish", "Whether it is called again and again.", "boolean"),
    column("Modes", "How it may be used."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec } = resource;
    return [
      resource.metadata.name,
      spec?.attachRequired ?? true,
      spec?.podInfoOnMount ?? false,
      spec?.storageCapacity ?? false,
      (spec?.tokenRequests ?? []).map(({ audience }) => audience).join(",") || "<unset>",
      spec?.requiresRepublish ?? false,
      (spec?.volumeLifecycleModes ?? []).join(",") || "<none>",
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSIDriver",
    metadata: { name: "csi.example.com" },
    spec: { attachRequired: true },
  },
});
