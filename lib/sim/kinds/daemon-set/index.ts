// DaemonSet: one pod on every node that suits.
//
// Kubernetes: pkg/registry/apps/daemonset/strategy.go, pkg/apis/apps/validation/validation.go
import type { DaemonSet } from "@/generated/kubernetes/types";
import {
  type FieldError,
  fieldPath,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { deepEqual } from "../../meta/object";
import { formatLabelSelector, formatLabels } from "../../meta/selector";
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
import {
  checkImmutable,
  checkNonNegative,
  checkNotMoreThan100Percent,
  checkPositiveIntOrPercent,
  type FieldErrors,
  percentOf,
} from "../field-rules";
import { setPodTemplateDefaults } from "../pod/defaults";
import { podSpecWarnings } from "../pod/warnings";
import { checkServingTemplate, checkWorkloadSelector } from "../workload-rules";

const generationAnnotation = "deprecated.daemonset.template.generation";

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
  statusKeeps: [],
  hasGeneration: true,
  setDefaults,
  prepareForCreate(draft) {
    draft.status = {
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    };
    const generation = draft.metadata.annotations?.[generationAnnotation];
    setTemplateGeneration(draft, Number(generation) || 1);
  },
  prepareForUpdate(draft, old) {
    const before = Number(old.metadata.annotations?.[generationAnnotation] ?? 1);
    const isSame = deepEqual(draft.spec?.template, old.spec?.template);
    setTemplateGeneration(draft, isSame ? before : before + 1);
  },
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.spec?.selector, old.spec?.selector, "spec.selector", errors);
    return errors;
  },
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec?.template.spec, "spec.template.spec"),
  columns: [
    nameColumn,
    column(
      "Desired",
      descriptionOf("apps.v1.DaemonSetStatus", "desiredNumberScheduled"),
      "integer",
    ),
    column(
      "Current",
      descriptionOf("apps.v1.DaemonSetStatus", "currentNumberScheduled"),
      "integer",
    ),
    column("Ready", descriptionOf("apps.v1.DaemonSetStatus", "numberReady"), "integer"),
    column(
      "Up-to-date",
      descriptionOf("apps.v1.DaemonSetStatus", "updatedNumberScheduled"),
      "integer",
    ),
    column("Available", descriptionOf("apps.v1.DaemonSetStatus", "numberAvailable"), "integer"),
    column("Node Selector", descriptionOf("core.v1.PodSpec", "nodeSelector")),
    ageColumn,
    containersColumn,
    imagesColumn,
    selectorColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.status?.desiredNumberScheduled ?? 0,
    resource.status?.currentNumberScheduled ?? 0,
    resource.status?.numberReady ?? 0,
    resource.status?.updatedNumberScheduled ?? 0,
    resource.status?.numberAvailable ?? 0,
    formatLabels(resource.spec?.template.spec?.nodeSelector),
    age(resource, now),
    ...containerCells(resource.spec?.template.spec?.containers),
    formatLabelSelector(resource.spec?.selector),
  ],
  example: {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "agent", namespace: "default" },
    spec: {
      selector: { matchLabels: { app: "agent" } },
      template: {
        metadata: { labels: { app: "agent" } },
        spec: { containers: [{ name: "agent", image: "nginx:1.27" }] },
      },
    },
  },
});

function setTemplateGeneration({ metadata }: Draft<DaemonSet>, generation: number): void {
  metadata.annotations = { ...metadata.annotations, [generationAnnotation]: String(generation) };
}

function setDefaults({ spec }: Draft<DaemonSet>): void {
  if (spec === undefined) return;
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= "RollingUpdate";
  if (spec.updateStrategy.type === "RollingUpdate") {
    spec.updateStrategy.rollingUpdate ??= {};
    spec.updateStrategy.rollingUpdate.maxUnavailable ??= 1;
    spec.updateStrategy.rollingUpdate.maxSurge ??= 0;
  }
  spec.revisionHistoryLimit ??= 10;
  spec.template ??= {};
  setPodTemplateDefaults(spec.template);
}

function validate({ spec }: DaemonSet): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec");
  checkWorkloadSelector(spec?.selector, path, "daemonset", errors);
  checkServingTemplate(spec?.template, spec?.selector, { path, kind: "DaemonSet", errors });
  checkNonNegative(spec?.minReadySeconds, path, "minReadySeconds", errors);
  checkStrategy(spec?.updateStrategy, errors);
  checkNonNegative(spec?.revisionHistoryLimit, path, "revisionHistoryLimit", errors);
  return errors;
}

type Strategy = NonNullable<DaemonSet["spec"]>["updateStrategy"];

function checkStrategy(strategy: Strategy, errors: FieldErrors): void {
  const path = fieldPath("spec", "updateStrategy");
  if (strategy?.type === "OnDelete") return;
  if (strategy?.type !== "RollingUpdate") {
    const shown = { Type: strategy?.type ?? "", RollingUpdate: strategy?.rollingUpdate ?? null };
    errors.push(notSupported(path, shown, ["RollingUpdate", "OnDelete"]));
    return;
  }
  if (strategy.rollingUpdate === undefined) {
    errors.push(required(path.child("rollingUpdate")));
    return;
  }
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate;
  const at = path.child("rollingUpdate");
  checkPositiveIntOrPercent(maxUnavailable, at.child("maxUnavailable"), errors);
  checkNotMoreThan100Percent(maxUnavailable, at.child("maxUnavailable"), errors);
  checkPositiveIntOrPercent(maxSurge, at.child("maxSurge"), errors);
  const isZero = (amount: number | string | undefined): boolean =>
    amount === 0 || amount === undefined || percentOf(amount) === 0;
  if (!isZero(maxUnavailable) && !isZero(maxSurge)) {
    const detail = "may not be set when maxUnavailable is non-zero";
    errors.push(invalid(at.child("maxSurge"), maxSurge, detail));
  } else if (isZero(maxUnavailable) && isZero(maxSurge)) {
    const detail = "cannot be 0 when maxSurge is 0";
    errors.push(required(at.child("maxUnavailable"), detail));
  }
}
