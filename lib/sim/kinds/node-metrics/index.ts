// NodeMetrics: what a node uses, as metrics-server tells. Nothing is stored.
//
// Kubernetes: staging/src/k8s.io/metrics/pkg/apis/metrics/v1beta1, sigs.k8s.io/metrics-server pkg/api/node.go
import type { NodeMetrics } from "@/generated/kubernetes/types";
import { formatTime } from "../../meta/time";
import { type ClusterView, defineKind } from "../define-kind";
import {
  absentMetrics,
  measuredAt,
  metricsColumns,
  resolutionMs,
  usageOf,
  windowText,
} from "../metrics-rules";

export const nodeMetrics = defineKind<NodeMetrics>()({
  kind: "NodeMetrics",
  group: "metrics.k8s.io",
  version: "v1beta1",
  plural: "nodes",
  singular: "",
  namespaced: false,
  verbs: ["get", "list"],
  isAggregated: true,
  madeUp,
  absent: (cluster, place) =>
    absentMetrics(cluster.list("Node"), { plural: "nodes", metrics: "nodemetrics" }, place),
  columns: metricsColumns,
  row: ({ metadata, usage, window }) => [
    metadata.name,
    usage?.cpu ?? "",
    usage?.memory ?? "",
    window ?? "",
  ],
  example: {
    apiVersion: "metrics.k8s.io/v1beta1",
    kind: "NodeMetrics",
    metadata: { name: "node01" },
    timestamp: "2026-01-05T00:00:00Z",
    window: "15s",
    usage: { cpu: "120m", memory: "900Mi" },
  },
});

function madeUp(cluster: ClusterView): NodeMetrics[] {
  const { now } = cluster;
  const used = new Map(cluster.usage().map((each) => [each.node, each]));
  return cluster.list("Node").flatMap(({ metadata: { name, labels } }) => {
    const usage = used.get(name);
    if (usage === undefined) return [];
    return [
      {
        apiVersion: "metrics.k8s.io/v1beta1",
        kind: "NodeMetrics",
        metadata: { name, creationTimestamp: formatTime(now), ...(labels && { labels }) },
        timestamp: formatTime(measuredAt(now)),
        window: windowText(resolutionMs),
        usage: usageOf(usage),
      },
    ];
  });
}
