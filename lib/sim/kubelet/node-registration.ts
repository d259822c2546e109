// A node as its kubelet registers it for the first time.
import type { Node } from "@/generated/kubernetes/types";
import { sha256Hex } from "../meta/sha256";
import type { NodeFacts } from "./node-row";
import { nodeConditions } from "./node-status";

const release = "v1.36.2";

export function registeredNode(facts: NodeFacts, now: number): Node {
  const { name, address, cpu, memory, labels = {}, taints, podCidr } = facts;
  const capacity = {
    cpu,
    "ephemeral-storage": "20134592Ki",
    "hugepages-1Gi": "0",
    "hugepages-2Mi": "0",
    memory,
    pods: "110",
  };
  const id = sha256Hex(`machine ${name}`).slice(0, 32);
  const uuid = (text: string): string => {
    const hex = sha256Hex(`${text} ${name}`);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const made: Node = {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        ...labels,
      },
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
    },
    spec: {
      ...(podCidr === undefined ? {} : { podCIDR: podCidr, podCIDRs: [podCidr] }),
      ...(taints === undefined ? {} : { taints }),
    },
    status: {
      addresses: [
        { type: "InternalIP", address },
        { type: "Hostname", address: name },
      ],
      capacity,
      allocatable: { ...capacity, "ephemeral-storage": "18556039957" },
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: "amd64",
        bootID: uuid("boot"),
        containerRuntimeVersion: "containerd://2.1.5",
        kernelVersion: "6.8.0-90-generic",
        kubeProxyVersion: "",
        kubeletVersion: release,
        machineID: id,
        operatingSystem: "linux",
        osImage: "Ubuntu 24.04.3 LTS",
        systemUUID: uuid("system"),
      },
    },
  };
  const ready = { isReady: true, message: "kubelet is posting ready status" };
  return { ...made, status: { ...made.status, conditions: nodeConditions(made, ready, now) } };
}
