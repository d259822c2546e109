// Nodes as a kubelet registers them.
import { healthyConditions } from "../../kubelet/node-conditions";
import { putNodeFacts } from "../../kubelet/node-row";
import { sha256Hex } from "../../meta/sha256";
import { formatTime } from "../../meta/time";
import type { NodeSize, PresetTools } from "../define-preset";

const release = "v1.36.2";
const controlPlaneLabel = "node-role.kubernetes.io/control-plane";

export function createNode({ client, state }: PresetTools, node: NodeSize): void {
  const capacity = {
    cpu: node.cpu,
    "ephemeral-storage": "20134592Ki",
    "hugepages-1Gi": "0",
    "hugepages-2Mi": "0",
    memory: node.memory,
    pods: "110",
  };
  putNodeFacts(state, {
    name: node.name,
    address: node.address,
    cpu: node.cpu,
    memory: node.memory,
    podCidr: node.podCidr,
    ...(node.software === undefined ? {} : { containerd: node.software.containerd }),
  });
  const created = client.create("Node", {
    metadata: { name: node.name, labels: labelsOf(node), annotations },
    spec: {
      podCIDR: node.podCidr,
      podCIDRs: [node.podCidr],
      ...(node.isControlPlane
        ? { taints: [{ key: controlPlaneLabel, effect: "NoSchedule" }] }
        : {}),
    },
  });
  client.updateStatus("Node", {
    ...created,
    status: {
      capacity,
      allocatable: { ...capacity, "ephemeral-storage": "18556039957" },
      conditions: healthyConditions(formatTime(state.now)),
      addresses: [
        { type: "InternalIP", address: node.address },
        { type: "Hostname", address: node.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(node),
    },
  });
}

const annotations = {
  "node.alpha.kubernetes.io/ttl": "0",
  "volumes.kubernetes.io/controller-managed-attach-detach": "true",
};

function labelsOf({ name, isControlPlane }: NodeSize): Record<string, string> {
  return {
    "beta.kubernetes.io/arch": "amd64",
    "beta.kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    ...(isControlPlane
      ? { [controlPlaneLabel]: "", "node.kubernetes.io/exclude-from-external-load-balancers": "" }
      : {}),
  };
}

/** Ids that differ from node to node and never change. */
function nodeInfo({ name, machineId, software }: NodeSize) {
  const hex = sha256Hex(`machine ${name}`);
  const uuid = (from: number): string =>
    [
      hex.slice(from, from + 8),
      hex.slice(from + 8, from + 12),
      `4${hex.slice(from + 13, from + 16)}`,
      `8${hex.slice(from + 17, from + 20)}`,
      hex.slice(from + 20, from + 32),
    ].join("-");
  return {
    machineID: machineId,
    systemUUID: uuid(16),
    bootID: uuid(32),
    kernelVersion: software?.kernelVersion ?? "6.8.0-90-generic",
    osImage: software?.osImage ?? "Ubuntu 24.04.3 LTS",
    operatingSystem: "linux",
    architecture: "amd64",
    containerRuntimeVersion: `containerd://${software?.containerd ?? "2.1.5"}`,
    kubeletVersion: release,
    kubeProxyVersion: "",
  };
}
