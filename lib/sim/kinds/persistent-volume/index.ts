// PersistentVolume: a piece of storage.
//
// Kubernetes: pkg/registry/core/persistentvolume/strategy.go, pkg/apis/core/v1/defaults.go
import type { PersistentVolume } from "@/generated/kubernetes/types";
import { formatTime } from "../../meta/time";
import { age, ageColumn, column, descriptionOf, nameColumn, wideColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { accessModesCell } from "../volume-rules";
import { validateVolume, validateVolumeUpdate } from "./validation";

export const persistentVolume = defineKind<PersistentVolume>()({
  kind: "PersistentVolume",
  group: "",
  version: "v1",
  plural: "persistentvolumes",
  singular: "persistentvolume",
  shortNames: ["pv"],
  namespaced: false,
  hasStatus: true,
  statusKeeps: [],
  setDefaults,
  prepareForCreate(draft, { now }) {
    draft.status = { phase: "Pending", lastPhaseTransitionTime: formatTime(now) };
  },
  validate: validateVolume,
  validateUpdate: validateVolumeUpdate,
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column("Capacity", descriptionOf("core.v1.PersistentVolumeSpec", "capacity")),
    column("Access Modes", descriptionOf("core.v1.PersistentVolumeSpec", "accessModes")),
    column(
      "Reclaim Policy",
      descriptionOf("core.v1.PersistentVolumeSpec", "persistentVolumeReclaimPolicy"),
    ),
    column("Status", descriptionOf("core.v1.PersistentVolumeStatus", "phase")),
    column("Claim", descriptionOf("core.v1.PersistentVolumeSpec", "claimRef")),
    column("StorageClass", "Its class."),
    column("VolumeAttributesClass", "Its attributes' class."),
    column("Reason", descriptionOf("core.v1.PersistentVolumeStatus", "reason")),
    ageColumn,
    wideColumn("VolumeMode", descriptionOf("core.v1.PersistentVolumeSpec", "volumeMode")),
  ],
  row: (resource, now) => {
    const { metadata, spec, status } = resource;
    return [
      metadata.name,
      spec?.capacity?.storage ?? "0",
      accessModesCell(spec?.accessModes),
      spec?.persistentVolumeReclaimPolicy ?? "",
      metadata.deletionTimestamp === undefined ? (status?.phase ?? "") : "Terminating",
      spec?.claimRef === undefined ? "" : `${spec.claimRef.namespace}/${spec.claimRef.name}`,
      spec?.storageClassName ?? "",
      spec?.volumeAttributesClassName ?? "<unset>",
      status?.reason ?? "",
      age(resource, now),
      spec?.volumeMode ?? "<unset>",
    ];
  },
  example: {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: "pv1" },
    spec: {
      capacity: { storage: "1Gi" },
      accessModes: ["ReadWriteOnce"],
      hostPath: { path: "/mnt/data" },
    },
  },
});

function setDefaults(draft: Draft<PersistentVolume>): void {
  const { spec } = draft;
  draft.status ??= {};
  draft.status.phase ??= "Pending";
  if (spec === undefined) return;
  spec.persistentVolumeReclaimPolicy ??= "Retain";
  spec.volumeMode ??= "Filesystem";
  if (spec.hostPath !== undefined) spec.hostPath.type ??= "";
}
