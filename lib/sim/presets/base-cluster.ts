// The cluster the golden transcripts were recorded on: three nodes, pods run by the stand-in.
import type { Preset, PresetTools } from "./define-preset";
import { buildKubeadmCluster } from "./kubeadm";
import { etcdFlags } from "./kubeadm/static-pods";
import { threeNodeSizes } from "./three-nodes";

export const baseCluster: Preset = {
  name: "base-cluster",
  summary: "three nodes whose pods are run by a stand-in for the kubelet",
  nodes: threeNodeSizes,
  kubelet: "stand-in-kubelet",
  build(tools) {
    buildKubeadmCluster(tools, threeNodeSizes, {
      apiServerId: "wlv32tlttr4jl3gtroqexyxapa",
      hasUnits: false,
    });
    startEtcd(tools);
    // The recordings begin with an empty list of events.
    for (const { metadata } of tools.client.list("Event")) tools.client.delete("Event", metadata);
  },
};

/** The stand-in runs no static pods, so etcd is a process of the host here. */
function startEtcd({ machines }: PresetTools): void {
  const [first] = threeNodeSizes;
  if (first === undefined) return;
  machines.addProgram(first.name, "etcd");
  machines.spawn({ machine: first.name, command: "etcd", args: etcdFlags(first) });
}
