// ReplicationController: what ReplicaSet was before it had set-based selectors.
//
// Kubernetes: pkg/registry/core/replicationcontroller/strategy.go,
// pkg/apis/core/validation/validation.go (ValidateReplicationControllerSpec)
import type { ReplicationController } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, required } from "../../meta/field-errors";
import { formatLabels, formatSelector, selectorFromLabels } from "../../meta/selector";
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
import { checkNonNegative, type FieldErrors } from "../field-rules";
import { setPodTemplateDefaults } from "../pod/defaults";
import { podSpecWarnings } from "../pod/warnings";
import { checkServingTemplate } from "../workload-rules";

export const replicationController = defineKind<ReplicationController>()({
  kind: "ReplicationController",
  group: "",
  version: "v1",
  plural: "replicationcontrollers",
  singular: "replicationcontroller",
  shortNames: ["rc"],
  categories: ["all"],
  namespaced: true,
  storagePrefix: "controllers",
  hasStatus: true,
  statusKeeps: [],
  hasGeneration: true,
  scale: {
    specReplicasPath: ["spec", "replicas"],
    statusReplicasPath: ["status", "replicas"],
    selector: ({ spec }) => formatSelector(selectorFromLabels(spec?.selector)),
  },
  setDefaults,
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
  },
  validate,
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec?.template?.spec, "spec.template.spec"),
  fields: ({ status }) => ({ "status.replicas": String(status?.replicas ?? 0) }),
  columns: [
    nameColumn,
    column("Desired", descriptionOf("core.v1.ReplicationControllerSpec", "replicas"), "integer"),
    column("Current", descriptionOf("core.v1.ReplicationControllerStatus", "replicas"), "integer"),
    column(
      "Ready",
      descriptionOf("core.v1.ReplicationControllerStatus", "readyReplicas"),
      "integer",
    ),
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
    formatLabels(resource.spec?.selector),
  ],
  example: {
    apiVersion: "v1",
    kind: "ReplicationController",
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas: 1,
      selector: { app: "web" },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "nginx", image: "nginx:1.27" }] },
      },
    },
  },
});

/** The template's labels stand in for a missing selector and for missing labels. */
function setDefaults(draft: Draft<ReplicationController>): void {
  if (draft.spec === undefined) return;
  draft.spec.replicas ??= 1;
  const labels = draft.spec.template?.metadata?.labels;
  if (labels !== undefined) {
    draft.spec.selector ??= { ...labels };
    draft.metadata.labels ??= { ...labels };
  }
  if (draft.spec.template !== undefined) setPodTemplateDefaults(draft.spec.template);
}

function validate({ spec }: ReplicationController): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  const selector = { matchLabels: spec?.selector };
  checkNonNegative(spec?.minReadySeconds, path, "minReadySeconds", errors);
  if (Object.keys(spec?.selector ?? {}).length === 0) errors.push(required(path.child("selector")));
  checkNonNegative(spec?.replicas, path, "replicas", errors);
  if (spec?.template === undefined) errors.push(required(path.child("template")));
  else
    checkServingTemplate(spec.template, selector, { path, kind: "ReplicationController", errors });
  return errors;
}
