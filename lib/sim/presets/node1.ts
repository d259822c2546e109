// The node the recordings of `goldens/node` were made on: one worker, its control plane on another machine, no
// cluster DNS and no kube-proxy pod.
import { preloadImage } from "../runtime/image-store";
import type { NodeSize, Preset } from "./define-preset";
import { buildKubeadmCluster } from "./kubeadm";

const node: NodeSize = {
  name: "node1",
  address: "192.168.56.11",
  cpu: "2",
  memory: "24684100Ki",
  podCidr: "10.244.0.0/24",
  machineId: "5b1c8d1e6f0a4d0d9c3d1f3b7a2e4c60",
  apiServer: "192.168.56.10",
  software: {
    osImage: "Debian GNU/Linux 12 (bookworm)",
    kernelVersion: "6.1.0-40-amd64",
    containerd: "2.1.9",
  },
};

const preloaded = [
  "busybox:1.28",
  "busybox:1.36",
  "busybox:latest",
  "nginx:1.27",
  "nginx:1.28",
  "nginx:latest",
  "registry.k8s.io/pause:3.10",
];

export const node1: Preset = {
  name: "node1",
  summary: "one worker whose control plane is on another machine",
  nodes: [node],
  kubelet: "kubelet",
  build(tools) {
    buildKubeadmCluster(tools, [node], { hasControlPlane: false });
    for (const image of preloaded) preloadImage(tools.state, node.name, image);
    tools.settle();
    for (const { metadata } of tools.client.list("Event")) tools.client.delete("Event", metadata);
  },
};
