// DaemonSet: one pod on every node that fits.
//
// Kubernetes: pkg/registry/apps/daemonset/strategy.go, pkg/apis/apps/v1/defaults.go (SetDefaults_DaemonSet),
// pkg/apis/apps/validation/validation.go (ValidateDaemonSet)
import type { DaemonSet } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid, notSupported } from "../../meta/field-errors";
import { formatLabelSelector } from "../../meta/selector";
import { age, ageColumn, column, containerCells, containersColumn, imagesColumn, nameColumn, selectorColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { checkImmutable, checkNonNegative, type FieldErrors } from "../field-rules";
import { checkLabelSelector, checkSelectorMatchesTemplate, isEmptySelector } from "../label-rules";
import { setPodTemplateDefaults } from "../pod/defaults";
import { checkPodTemplate } from "../pod/spec-rules";

const labels = { app: "agent" };

export const daemonSet = defineKind<DaemonSet>()({
  kind: "DaemonSet",
  group: "apps",
  version: "v1",
  plural: "daemonsets",
  singular: "daemonset",
  shortNames: ["ds"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  setDefaults,
  prepareForCreate(draft) {
    draft.status = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 };
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      "deprecated.daemonset.template.generation": "1",
    };
  },
  prepareForUpdate(draft, old) {
    const key = "deprecated.daemonset.template.generation";
    const generation = Number(old.metadata.annotations?.[key] ?? 0);
    const isNew = JSON.stringify(draft.spec?.template) !== JSON.stringify(old.spec?.template);
    draft.metadata.annotations = { ...draft.metadata.annotations, [key]: String(isNew ? generation + 1 : generation) };
  },
  validate: ({ spec }) => validateSpec(spec),
  validateUpdate(resource, old) {
    const errors = validateSpec(resource.spec);
    checkImmutable(resource.spec?.selector, old.spec?.selector, fieldPath("spec", "selector"), errors);
    return errors;
  },
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column("Desired", "Nodes that should run the daemon pod.", "integer"),
    column("Current", "Nodes that run at least one and should.", "integer"),
    column("Ready", "Nodes whose daemon pod is ready.", "integer"),
    column("Up-to-date", "Nodes that run the present template.", "integer"),
    column("Available", "Nodes whose daemon pod is available.", "integer"),
    column("Node Selector", "Labels a node must carry."),
    ageColumn,
    containersColumn,
    imagesColumn,
    selectorColumn,
  ],
  row(daemon, now) {
    const { status, spec } = daemon;
    const nodeSelector = Object.entries(spec?.template.spec?.nodeSelector ?? {});
    return [
      daemon.metadata.name,
      status?.desiredNumberScheduled ?? 0,
      status?.currentNumberScheduled ?? 0,
      status?.numberReady ?? 0,
      status?.updatedNumberScheduled ?? 0,
      status?.numberAvailable ?? 0,
      nodeSelector.length === 0 ? "<none>" : nodeSelector.map((pair) => pair.join("=")).join(","),
      age(daemon, now),
      ...containerCells(spec?.template.spec?.containers),
      formatLabelSelector(spec?.selector),
    ];
  },
  example: {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "agent", namespace: "default" },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "agent", image: "busybox" }] } },
    },
  },
});

function setDefaults(draft: Draft<DaemonSet>): void {
  const { spec } = draft;
  if (spec === undefined) return;
  if (spec.template !== undefined) setPodTemplateDefaults(spec.template);
  spec.revisionHistoryLimit ??= 10;
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= "RollingUpdate";
  if (spec.updateStrategy.type !== "RollingUpdate") return;
  spec.updateStrategy.rollingUpdate ??= {};
  spec.updateStrategy.rollingUpdate.maxUnavailable ??= 1;
  spec.updateStrategy.rollingUpdate.maxSurge ??= 0;
}

function validateSpec(spec: DaemonSet["spec"]): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  checkLabelSelector(spec?.selector, path.child("selector"), errors);
  if (isEmptySelector(spec?.selector)) {
    errors.push(invalid(path.child("selector"), spec?.selector ?? {}, "empty selector is invalid for daemonset"));
  }
  const template = path.child("template");
  checkSelectorMatchesTemplate(spec?.selector, spec?.template?.metadata?.labels, template.child("metadata").child("labels"), errors);
  checkPodTemplate(spec?.template, template, errors);
  const policy = spec?.template?.spec?.restartPolicy;
  if (policy !== undefined && policy !== "Always") {
    errors.push(notSupported(template.child("spec").child("restartPolicy"), policy, ["Always"]));
  }
  checkNonNegative(spec?.minReadySeconds, path, "minReadySeconds", errors);
  const type = spec?.updateStrategy?.type;
  if (type !== undefined && type !== "RollingUpdate" && type !== "OnDelete") {
    errors.push(notSupported(path.child("updateStrategy").child("type"), type, ["RollingUpdate", "OnDelete"]));
  }
  checkNonNegative(spec?.revisionHistoryLimit, path, "revisionHistoryLimit", errors);
  return errors;
}
