// The cluster the golden transcripts were recorded on: three nodes, pods run by the stand-in.
import type { Preset } from "./define-preset";
import { buildKubeadmCluster } from "./kubeadm";
import { threeNodeSizes } from "./three-nodes";

export const baseCluster: Preset = {
  name: "base-cluster",
  summary: "three nodes whose pods are run by a stand-in for the kubelet",
  nodes: threeNodeSizes,
  kubelet: "stand-in-kubelet",
  build(tools) {
    buildKubeadmCluster(tools, threeNodeSizes);
    // The recordings begin with an empty list of events.
    for (const { metadata } of tools.client.list("Event")) tools.client.delete("Event", metadata);
  },
};
