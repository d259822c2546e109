// PodMetrics: what the containers of a pod use, as metrics-server tells. Nothing is stored.
//
// Kubernetes: staging/src/k8s.io/metrics/pkg/apis/metrics/v1beta1, sigs.k8s.io/metrics-server pkg/api/pod.go
import type { PodMetrics } from "@/generated/kubernetes/types";
import { addQuantities, formatQuantity, quantityOf, zeroQuantity } from "../../meta/quantity";
import { formatTime } from "../../meta/time";
import { type ClusterView, type ContainerUsage, defineKind } from "../define-kind";
import {
  absentMetrics,
  measuredAt,
  metricsColumns,
  resolutionMs,
  usageOf,
  windowMs,
  windowText,
} from "../metrics-rules";

export const podMetrics = defineKind<PodMetrics>()({
  kind: "PodMetrics",
  group: "metrics.k8s.io",
  version: "v1beta1",
  plural: "pods",
  singular: "",
  namespaced: true,
  verbs: ["get", "list"],
  isAggregated: true,
  madeUp,
  absent: (cluster, place) =>
    absentMetrics(
      cluster.list("Pod", place.namespace),
      { plural: "pods", metrics: "podmetrics" },
      place,
    ),
  columns: metricsColumns,
  row: (resource) => [
    resource.metadata.name,
    sumOf(resource, "cpu"),
    sumOf(resource, "memory"),
    resource.window ?? "",
  ],
  example: {
    apiVersion: "metrics.k8s.io/v1beta1",
    kind: "PodMetrics",
    metadata: { name: "web", namespace: "default" },
    timestamp: "2026-01-05T00:00:00Z",
    window: "15s",
    containers: [{ name: "web", usage: { cpu: "12m", memory: "20Mi" } }],
  },
});

function sumOf({ containers = [] }: PodMetrics, name: "cpu" | "memory"): string {
  const amounts = containers.map(({ usage }) => quantityOf(usage?.[name]));
  return formatQuantity(amounts.reduce(addQuantities, zeroQuantity));
}

function madeUp(cluster: ClusterView, namespace: string): PodMetrics[] {
  const { now } = cluster;
  const pods = cluster.usage().flatMap((node) => node.pods);
  const used = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod.containers]));
  return cluster.list("Pod", namespace).flatMap(({ metadata }) => {
    const containers = used.get(`${metadata.namespace}/${metadata.name}`) ?? [];
    const window = commonWindow(containers, now);
    if (window === undefined) return [];
    return [
      {
        apiVersion: "metrics.k8s.io/v1beta1",
        kind: "PodMetrics",
        metadata: {
          name: metadata.name,
          ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
          creationTimestamp: formatTime(now),
          ...(metadata.labels && { labels: metadata.labels }),
        },
        timestamp: formatTime(measuredAt(now)),
        window: windowText(window),
        containers: containers.map((each) => ({ name: each.name, usage: usageOf(each) })),
      },
    ];
  });
}

/** A pod is told of only when all its containers can be. */
function commonWindow(containers: readonly ContainerUsage[], now: number): number | undefined {
  let common: number | undefined;
  for (const { startedMs } of containers) {
    const window = windowMs(startedMs, now);
    if (window === undefined) return undefined;
    common = Math.min(common ?? resolutionMs, window);
  }
  return common;
}
