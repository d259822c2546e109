// HorizontalPodAutoscaler as autoscaling/v1 serves it: only processor time can be a target.
// Differs: upstream keeps other metrics of a v2 object in annotations; here they are lost in v1.
//
// Kubernetes: pkg/apis/autoscaling/v1/conversion.go
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  V1HorizontalPodAutoscaler,
} from "@/generated/kubernetes/types";
import type { KubernetesObject } from "../../meta/object";
import { defineKind } from "../define-kind";
import { horizontalPodAutoscaler } from ".";

export const autoscalingV1 = defineKind<V1HorizontalPodAutoscaler>()({
  kind: "HorizontalPodAutoscaler",
  group: "autoscaling",
  version: "v1",
  plural: "horizontalpodautoscalers",
  singular: "horizontalpodautoscaler",
  shortNames: ["hpa"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  setDefaults({ spec }) {
    if (spec !== undefined) spec.minReplicas ??= 1;
  },
  validate: (resource) => horizontalPodAutoscaler.validate?.(toStored(resource)) ?? [],
  conversion: {
    toStored: (resource) => toStored(resource) as HorizontalPodAutoscaler & KubernetesObject,
    fromStored: (object) => fromStored(object as HorizontalPodAutoscaler & KubernetesObject),
  },
  columns: horizontalPodAutoscaler.columns,
  row: (resource, now) => horizontalPodAutoscaler.row(toStored(resource), now),
  example: {
    apiVersion: "autoscaling/v1",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      minReplicas: 1,
      maxReplicas: 5,
      targetCPUUtilizationPercentage: 50,
    },
  },
});

const cpu = (percent: number): MetricSpec => ({
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: percent } },
});

function toStored({ spec, status, ...rest }: V1HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const { desiredReplicas = 0, ...measured } = status ?? {};
  const { currentCPUUtilizationPercentage: _percent, ...keptStatus } = { ...measured };
  return {
    ...rest,
    apiVersion: "autoscaling/v2",
    spec: {
      scaleTargetRef: spec?.scaleTargetRef,
      ...(spec?.minReplicas !== undefined && { minReplicas: spec.minReplicas }),
      maxReplicas: spec?.maxReplicas,
      metrics: [cpu(spec?.targetCPUUtilizationPercentage ?? 80)],
    },
    ...(status !== undefined && { status: { desiredReplicas, ...keptStatus } }),
  };
}

function fromStored({ spec, status, ...rest }: HorizontalPodAutoscaler): V1HorizontalPodAutoscaler {
  const metric = spec?.metrics?.find(({ resource }) => resource?.name === "cpu");
  const percent = metric?.resource?.target.averageUtilization;
  const measured = status?.currentMetrics?.find(({ resource }) => resource?.name === "cpu");
  const current = measured?.resource?.current.averageUtilization;
  return {
    ...rest,
    apiVersion: "autoscaling/v1",
    spec: {
      scaleTargetRef: spec?.scaleTargetRef,
      ...(spec?.minReplicas !== undefined && { minReplicas: spec.minReplicas }),
      maxReplicas: spec?.maxReplicas,
      ...(percent !== undefined && { targetCPUUtilizationPercentage: percent }),
    },
    ...(status !== undefined && {
      status: {
        currentReplicas: status.currentReplicas ?? 0,
        desiredReplicas: status.desiredReplicas,
        ...(status.lastScaleTime && { lastScaleTime: status.lastScaleTime }),
        ...(current !== undefined && { currentCPUUtilizationPercentage: current }),
      },
    }),
  };
}
