// StatefulSet: pods with names and storage of their own.
//
// Kubernetes: pkg/registry/apps/statefulset/strategy.go, pkg/apis/apps/v1/defaults.go
import type { StatefulSet } from "@/generated/kubernetes/types";
import {
  age,
  ageColumn,
  column,
  containerCells,
  containersColumn,
  imagesColumn,
  nameColumn,
} from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { setPodTemplateDefaults } from "../pod/defaults";
import { setClaimSpecDefaults } from "../pod/volume-defaults";
import { podSpecWarnings } from "../pod/warnings";
import { replicasScale } from "../workload-rules";
import { validateStatefulSet, validateStatefulSetUpdate } from "./validation";

export const statefulSet = defineKind<StatefulSet>()({
  kind: "StatefulSet",
  group: "apps",
  version: "v1",
  plural: "statefulsets",
  singular: "statefulset",
  shortNames: ["sts"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  hasGeneration: true,
  scale: replicasScale,
  setDefaults,
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
  },
  validate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec?.template.spec, "spec.template.spec"),
  columns: [
    nameColumn,
    column("Ready", "Pods that are ready, of all that should be."),
    ageColumn,
    containersColumn,
    imagesColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    `${resource.status?.readyReplicas ?? 0}/${resource.spec?.replicas ?? 0}`,
    age(resource, now),
    ...containerCells(resource.spec?.template.spec?.containers),
  ],
  example: {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "db", namespace: "default" },
    spec: {
      serviceName: "db",
      selector: { matchLabels: { app: "db" } },
      template: {
        metadata: { labels: { app: "db" } },
        spec: { containers: [{ name: "postgres", image: "postgres:17" }] },
      },
    },
  },
});

function setDefaults({ spec }: Draft<StatefulSet>): void {
  if (spec === undefined) return;
  spec.podManagementPolicy ??= "OrderedReady";
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= "RollingUpdate";
  if (spec.updateStrategy.type === "RollingUpdate") {
    spec.updateStrategy.rollingUpdate ??= {};
    spec.updateStrategy.rollingUpdate.partition ??= 0;
  }
  spec.persistentVolumeClaimRetentionPolicy ??= {};
  const policy = spec.persistentVolumeClaimRetentionPolicy;
  policy.whenDeleted ??= "Retain";
  policy.whenScaled ??= "Retain";
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.template ??= {};
  setPodTemplateDefaults(spec.template);
  spec.volumeClaimTemplates?.forEach((claim) => {
    claim.apiVersion ??= "v1";
    claim.kind ??= "PersistentVolumeClaim";
    claim.spec ??= {};
    setClaimSpecDefaults(claim.spec);
    claim.status ??= { phase: "Pending" };
  });
}
