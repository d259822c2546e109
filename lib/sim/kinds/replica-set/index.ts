// ReplicaSet: keeps a number of equal pods.
//
// Kubernetes: pkg/registry/apps/replicaset/strategy.go, pkg/apis/apps/validation/validation.go
import type { ReplicaSet } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath } from "../../meta/field-errors";
import { formatLabelSelector } from "../../meta/selector";
import {
  age,
  ageColumn,
  column,
  containerCells,
  containersColumn,
  descriptionOf,
  imagesColumn,
  nameColumn,
  selectorColumn,
} from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { checkImmutable, checkNonNegative, type FieldErrors } from "../field-rules";
import { setPodTemplateDefaults } from "../pod/defaults";
import { podSpecWarnings } from "../pod/warnings";
import { checkServingTemplate, checkWorkloadSelector, replicasScale } from "../workload-rules";

export const replicaSet = defineKind<ReplicaSet>()({
  kind: "ReplicaSet",
  group: "apps",
  version: "v1",
  plural: "replicasets",
  singular: "replicaset",
  shortNames: ["rs"],
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
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.spec?.selector, old.spec?.selector, "spec.selector", errors);
    return errors;
  },
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec?.template?.spec, "spec.template.spec"),
  fields: ({ status }) => ({ "status.replicas": String(status?.replicas ?? 0) }),
  columns: [
    nameColumn,
    column("Desired", descriptionOf("apps.v1.ReplicaSetSpec", "replicas"), "integer"),
    column("Current", descriptionOf("apps.v1.ReplicaSetStatus", "replicas"), "integer"),
    column("Ready", descriptionOf("apps.v1.ReplicaSetStatus", "readyReplicas"), "integer"),
    ageColumn,
    containersColumn,
    imagesColumn,
    selectorColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.spec?.replicas ?? 0,
    resource.status?.replicas ?? 0,
    resource.status?.readyReplicas ?? 0,
    age(resource, now),
    ...containerCells(resource.spec?.template?.spec?.containers),
    formatLabelSelector(resource.spec?.selector),
  ],
  example: {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "nginx", image: "nginx:1.27" }] },
      },
    },
  },
});

function setDefaults(draft: Draft<ReplicaSet>): void {
  if (draft.spec === undefined) return;
  draft.spec.replicas ??= 1;
  draft.spec.template ??= {};
  setPodTemplateDefaults(draft.spec.template);
}

function validate({ spec }: ReplicaSet): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec");
  checkNonNegative(spec?.replicas, path, "replicas", errors);
  checkNonNegative(spec?.minReadySeconds, path, "minReadySeconds", errors);
  checkWorkloadSelector(spec?.selector, path, "deployment", errors);
  checkServingTemplate(spec?.template, spec?.selector, { path, kind: "ReplicaSet", errors });
  return errors;
}
