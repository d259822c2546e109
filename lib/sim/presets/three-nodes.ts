// The cluster of most lessons and labs: a control plane and two workers of different size.
import type { NodeSize, Preset } from "./define-preset";
import { buildKubeadmCluster } from "./kubeadm";

export const threeNodeSizes: readonly NodeSize[] = [
  {
    name: "controlplane",
    address: "172.30.1.2",
    cpu: "2",
    memory: "4Gi",
    podCidr: "10.244.0.0/24",
    machineId: "aedf9140c8923575ea004557e6ba9c2c",
    isControlPlane: true,
  },
  {
    name: "node01",
    address: "172.30.2.2",
    cpu: "2",
    memory: "4Gi",
    podCidr: "10.244.1.0/24",
    machineId: "055bc6e561ce54a777996abba9a0e476",
  },
  {
    name: "node02",
    address: "172.30.3.2",
    cpu: "4",
    memory: "8Gi",
    podCidr: "10.244.2.0/24",
    machineId: "2473387535e8f5f5991aaed45e38a8dd",
  },
];

export const threeNodes: Preset = {
  name: "three-nodes",
  summary: "a control plane and two workers",
  nodes: threeNodeSizes,
  kubelet: "kubelet",
  build: (tools) => buildKubeadmCluster(tools, threeNodeSizes),
};
