// A cluster as `kubeadm init` and `kubeadm join` leave it.
import { sha256Hex } from "../../meta/sha256";
import type { NodeSize, PresetTools } from "../define-preset";
import { createAddons, createKubeProxy } from "./addons";
import { createApiServices } from "./bootstrap/api-services";
import { createClusterInfo, createConfigMaps } from "./bootstrap/config-maps";
import { createFlowControl } from "./bootstrap/flow-control";
import { createControllerAccounts } from "./bootstrap/service-accounts";
import { createServiceAddress, createServiceRange } from "./bootstrap/service-addresses";
import { createClusterEtcd, createStorageKeys } from "./bootstrap/storage-keys";
import { createSystemRoles } from "./bootstrap/system-roles";
import { createHosts, startUnits } from "./machines";
import { createNode } from "./nodes";
import { createRoles } from "./roles";
import { createStaticPods } from "./static-pods";

const namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

export interface KubeadmOptions {
  /** How the API server calls itself: a hash of its host's name, unless it was recorded. */
  readonly apiServerId?: string;
  /** Whether systemd runs the kubelet and the runtime; a stand-in needs neither. */
  readonly hasUnits?: boolean;
  /** False: the control plane is on a machine which the preset does not show, and there are no add-ons. */
  readonly hasControlPlane?: boolean;
}

export function buildKubeadmCluster(
  tools: PresetTools,
  nodes: readonly NodeSize[],
  options: KubeadmOptions = {},
): void {
  const { client } = tools;
  const [first, ...others] = nodes;
  if (first === undefined) return;
  const hasControlPlane = options.hasControlPlane !== false;
  createHosts(tools, nodes);
  createClusterEtcd(tools, first);
  for (const name of namespaces) client.create("Namespace", { metadata: { name } });
  createPriorityClasses(tools);
  createRoles(tools);
  createSystemRoles(tools);
  createFlowControl(tools);
  createApiServices(tools);
  createServiceRange(tools);
  createControllerAccounts(tools);
  tools.settle();
  createConfigMaps(tools, first);
  createKubernetesService(tools, nodes);
  createServiceAddress(tools, { namespace: "default", name: "kubernetes", address: "10.96.0.1" });
  createNode(tools, first);
  if (hasControlPlane) createPods(tools, first);
  tools.settle();
  for (const node of others) createNode(tools, node);
  if (options.hasUnits !== false) {
    createClusterInfo(tools, first);
    startUnits(tools, nodes);
  }
  createStorageKeys(tools, first, options.apiServerId ?? apiServerIdOf(first.name));
  tools.settle();
}

function createPods(tools: PresetTools, first: NodeSize): void {
  createStaticPods(tools, first);
  createAddons(tools);
  createServiceAddress(tools, {
    namespace: "kube-system",
    name: "kube-dns",
    address: "10.96.0.10",
  });
  createKubeProxy(tools);
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** Base32 of half a SHA-256, as the API server makes it of its host's name. */
function apiServerIdOf(hostname: string): string {
  let [bits, count, text] = [0, 0, ""];
  for (const byte of sha256Hex(hostname).slice(0, 32).match(/../g) ?? []) {
    bits = ((bits << 8) | Number.parseInt(byte, 16)) & 0xffff;
    for (count += 8; count >= 5; count -= 5) text += alphabet[(bits >> (count - 5)) & 31];
  }
  return count === 0 ? text : text + alphabet[(bits << (5 - count)) & 31];
}

function createPriorityClasses({ client }: PresetTools): void {
  const classes = [
    [
      "system-cluster-critical",
      2_000_000_000,
      "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
    ],
    [
      "system-node-critical",
      2_000_001_000,
      "Used for system critical pods that must not be moved from their current node.",
    ],
  ] as const;
  for (const [name, value, description] of classes) {
    client.create("PriorityClass", { metadata: { name }, value, description });
  }
}

function createKubernetesService({ client }: PresetTools, nodes: readonly NodeSize[]): void {
  const labels = { component: "apiserver", provider: "kubernetes" };
  const ports = [{ name: "https", port: 6443, protocol: "TCP" }];
  const addresses = nodes.flatMap(({ address, apiServer, isControlPlane }) =>
    isControlPlane ? [address] : (apiServer ?? []),
  );
  client.create("Service", {
    metadata: { name: "kubernetes", namespace: "default", labels },
    spec: {
      clusterIP: "10.96.0.1",
      ports: [{ name: "https", port: 443, protocol: "TCP", targetPort: 6443 }],
    },
  });
  client.create("Endpoints", {
    metadata: {
      name: "kubernetes",
      namespace: "default",
      labels: { "endpointslice.kubernetes.io/skip-mirror": "true" },
    },
    subsets: [{ addresses: addresses.map((ip) => ({ ip })), ports }],
  });
  client.create("EndpointSlice", {
    metadata: {
      name: "kubernetes",
      namespace: "default",
      labels: { "kubernetes.io/service-name": "kubernetes" },
    },
    addressType: "IPv4",
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    ports,
  });
}
