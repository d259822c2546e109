// Three nodes and a metrics-server: for `kubectl top` and autoscaling.
import type { Preset } from "./define-preset";
import { buildKubeadmCluster } from "./kubeadm";
import { createMetricsServer } from "./kubeadm/metrics-server";
import { threeNodeSizes } from "./three-nodes";

/** Until its probe calls the metrics-server ready, and it has measured once more. */
const readyMs = 45_000;

export const metrics: Preset = {
  name: "metrics",
  summary: "three nodes and a metrics-server",
  nodes: threeNodeSizes,
  kubelet: "kubelet",
  build(tools) {
    buildKubeadmCluster(tools, threeNodeSizes);
    createMetricsServer(tools);
    tools.settle(readyMs);
  },
};
