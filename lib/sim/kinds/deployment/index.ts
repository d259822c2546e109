// Deployment: pods that are replaced, a few at a time, when their template changes.
//
// Kubernetes: pkg/registry/apps/deployment/strategy.go, pkg/apis/apps/v1/defaults.go
import type { Deployment } from "@/generated/kubernetes/types";
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
import { checkImmutable } from "../field-rules";
import { setPodTemplateDefaults } from "../pod/defaults";
import { podSpecWarnings } from "../pod/warnings";
import { replicasScale } from "../workload-rules";
import { validateDeployment } from "./validation";

export const deployment = defineKind<Deployment>()({
  kind: "Deployment",
  group: "apps",
  version: "v1",
  plural: "deployments",
  singular: "deployment",
  shortNames: ["deploy"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: ["labels"],
  hasGeneration: true,
  scale: replicasScale,
  setDefaults,
  prepareForCreate(draft) {
    draft.status = {};
  },
  validate: validateDeployment,
  validateUpdate(resource, old) {
    const errors = validateDeployment(resource);
    checkImmutable(resource.spec?.selector, old.spec?.selector, "spec.selector", errors);
    return errors;
  },
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec?.template.spec, "spec.template.spec"),
  columns: [
    nameColumn,
    column("Ready", "Pods that are ready, of all that should be."),
    column("Up-to-date", descriptionOf("apps.v1.DeploymentStatus", "updatedReplicas"), "integer"),
    column("Available", descriptionOf("apps.v1.DeploymentStatus", "availableReplicas"), "integer"),
    ageColumn,
    containersColumn,
    imagesColumn,
    selectorColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    `${resource.status?.readyReplicas ?? 0}/${resource.spec?.replicas ?? 0}`,
    resource.status?.updatedReplicas ?? 0,
    resource.status?.availableReplicas ?? 0,
    age(resource, now),
    ...containerCells(resource.spec?.template.spec?.containers),
    formatLabelSelector(resource.spec?.selector),
  ],
  example: {
    apiVersion: "apps/v1",
    kind: "Deployment",
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

function setDefaults(draft: Draft<Deployment>): void {
  const spec = draft.spec;
  if (spec === undefined) return;
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  spec.strategy ??= {};
  spec.strategy.type ??= "RollingUpdate";
  if (spec.strategy.type === "RollingUpdate") {
    spec.strategy.rollingUpdate ??= {};
    spec.strategy.rollingUpdate.maxUnavailable ??= "25%";
    spec.strategy.rollingUpdate.maxSurge ??= "25%";
  }
  spec.template ??= {};
  setPodTemplateDefaults(spec.template);
}
