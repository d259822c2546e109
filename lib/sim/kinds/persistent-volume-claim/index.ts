// PersistentVolumeClaim: what a pod asks for when it needs storage.
//
// Kubernetes: pkg/registry/core/persistentvolumeclaim/strategy.go
import type { PersistentVolumeClaim } from "@/generated/kubernetes/types";
import { age, ageColumn, column, descriptionOf, nameColumn, wideColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { setClaimSpecDefaults } from "../pod/volume-defaults";
import { accessModesCell } from "../volume-rules";
import { validateClaim, validateClaimUpdate } from "./validation";

const classAnnotation = "volume.beta.kubernetes.io/storage-class";

export const persistentVolumeClaim = defineKind<PersistentVolumeClaim>()({
  kind: "PersistentVolumeClaim",
  group: "",
  version: "v1",
  plural: "persistentvolumeclaims",
  singular: "persistentvolumeclaim",
  shortNames: ["pvc"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  setDefaults,
  prepareForCreate(draft) {
    draft.status = { phase: "Pending" };
  },
  validate: validateClaim,
  validateUpdate: validateClaimUpdate,
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column("Status", descriptionOf("core.v1.PersistentVolumeClaimStatus", "phase")),
    column("Volume", descriptionOf("core.v1.PersistentVolumeClaimSpec", "volumeName")),
    column("Capacity", descriptionOf("core.v1.PersistentVolumeClaimStatus", "capacity")),
    column("Access Modes", descriptionOf("core.v1.PersistentVolumeClaimStatus", "accessModes")),
    column("StorageClass", "The class it asks for."),
    column("VolumeAttributesClass", "The class of attributes it asks for."),
    ageColumn,
    wideColumn("VolumeMode", descriptionOf("core.v1.PersistentVolumeClaimSpec", "volumeMode")),
  ],
  row: (resource, now) => {
    const { metadata, spec, status } = resource;
    const isBound = Boolean(spec?.volumeName);
    return [
      metadata.name,
      metadata.deletionTimestamp === undefined ? (status?.phase ?? "") : "Terminating",
      spec?.volumeName ?? "",
      isBound ? (status?.capacity?.storage ?? "0") : "",
      isBound ? accessModesCell(status?.accessModes) : "",
      metadata.annotations?.[classAnnotation] ?? spec?.storageClassName ?? "",
      spec?.volumeAttributesClassName ?? "<unset>",
      age(resource, now),
      spec?.volumeMode ?? "<unset>",
    ];
  },
  example: {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "claim", namespace: "default" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  },
});

function setDefaults(draft: Draft<PersistentVolumeClaim>): void {
  draft.status ??= {};
  draft.status.phase ??= "Pending";
  if (draft.spec !== undefined) setClaimSpecDefaults(draft.spec);
}
