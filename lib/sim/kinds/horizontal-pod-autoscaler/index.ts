// HorizontalPodAutoscaler: as many replicas as the load needs.
//
// Kubernetes: pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go,
// pkg/apis/autoscaling/v2/defaults.go, pkg/apis/autoscaling/validation/validation.go
import type { HorizontalPodAutoscaler } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid, required } from "../../meta/field-errors";
import { pathSegmentName } from "../../meta/names";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { checkText, type FieldErrors } from "../field-rules";
import { metricsCell } from "./metrics";

export const horizontalPodAutoscaler = defineKind<HorizontalPodAutoscaler>()({
  kind: "HorizontalPodAutoscaler",
  group: "autoscaling",
  version: "v2",
  plural: "horizontalpodautoscalers",
  singular: "horizontalpodautoscaler",
  shortNames: ["hpa"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  setDefaults,
  prepareForCreate(draft) {
    draft.status = { desiredReplicas: 0 };
  },
  validate,
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column(
      "Reference",
      descriptionOf("autoscaling.v2.HorizontalPodAutoscalerSpec", "scaleTargetRef"),
    ),
    column("Targets", descriptionOf("autoscaling.v2.HorizontalPodAutoscalerSpec", "metrics")),
    column("MinPods", descriptionOf("autoscaling.v2.HorizontalPodAutoscalerSpec", "minReplicas")),
    column(
      "MaxPods",
      descriptionOf("autoscaling.v2.HorizontalPodAutoscalerSpec", "maxReplicas"),
      "integer",
    ),
    column(
      "Replicas",
      descriptionOf("autoscaling.v2.HorizontalPodAutoscalerStatus", "currentReplicas"),
      "integer",
    ),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    `${resource.spec?.scaleTargetRef?.kind ?? ""}/${resource.spec?.scaleTargetRef?.name ?? ""}`,
    metricsCell(resource.spec?.metrics ?? [], resource.status?.currentMetrics ?? []),
    String(resource.spec?.minReplicas ?? "<unset>"),
    resource.spec?.maxReplicas ?? 0,
    resource.status?.currentReplicas ?? 0,
    age(resource, now),
  ],
  example: {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      minReplicas: 1,
      maxReplicas: 5,
    },
  },
});

function setDefaults({ spec }: Draft<HorizontalPodAutoscaler>): void {
  if (spec === undefined) return;
  spec.minReplicas ??= 1;
  if ((spec.metrics ?? []).length === 0) {
    const target = { type: "Utilization", averageUtilization: 80 };
    spec.metrics = [{ type: "Resource", resource: { name: "cpu", target } }];
  }
  if (spec.behavior === undefined) return;
  spec.behavior.scaleUp = {
    stabilizationWindowSeconds: 0,
    selectPolicy: "Max",
    policies: [
      { type: "Pods", value: 4, periodSeconds: 15 },
      { type: "Percent", value: 100, periodSeconds: 15 },
    ],
    ...spec.behavior.scaleUp,
  };
  spec.behavior.scaleDown = {
    selectPolicy: "Max",
    policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
    ...spec.behavior.scaleDown,
  };
}

function validate({ spec }: HorizontalPodAutoscaler): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  const min = spec?.minReplicas ?? 1;
  const max = spec?.maxReplicas ?? 0;
  if (min < 1) {
    errors.push(invalid(path.child("minReplicas"), min, "must be greater than or equal to 1"));
  }
  if (max < 1) errors.push(invalid(path.child("maxReplicas"), max, "must be greater than 0"));
  if (max < min) {
    const detail = "must be greater than or equal to `minReplicas`";
    errors.push(invalid(path.child("maxReplicas"), max, detail));
  }
  const target = spec?.scaleTargetRef;
  const at = path.child("scaleTargetRef");
  for (const name of ["kind", "name"] as const) {
    const value = target?.[name] ?? "";
    if (value === "") errors.push(required(at.child(name)));
    else checkText(pathSegmentName, value, { path: at, name, errors });
  }
  spec?.metrics?.forEach(({ resource, type }, index) => {
    const place = path.child("metrics").index(index);
    if (!type) errors.push(required(place.child("type"), "must specify a metric source type"));
    const wanted = resource?.target.averageUtilization;
    if (wanted !== undefined && wanted < 1) {
      const field = place.child("resource", "target", "averageUtilization");
      errors.push(invalid(field, wanted, "must be greater than 0"));
    }
  });
  return errors;
}
