// A cluster as `kubeadm init` and `kubeadm join` leave it.
import type { NodeSize, PresetTools } from "../define-preset";
import { createAddons, createKubeProxy } from "./addons";
import { createHosts } from "./machines";
import { createNode } from "./nodes";
import { createRoles } from "./roles";
import { createStaticPods } from "./static-pods";

const namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

export function buildKubeadmCluster(tools: PresetTools, nodes: readonly NodeSize[]): void {
  const { client } = tools;
  createHosts(tools, nodes);
  for (const name of namespaces) client.create("Namespace", { metadata: { name } });
  createPriorityClasses(tools);
  createRoles(tools);
  tools.settle();
  createKubernetesService(tools, nodes);
  const [first, ...others] = nodes;
  if (first === undefined) return;
  createNode(tools, first);
  createStaticPods(tools, first);
  createAddons(tools);
  createKubeProxy(tools);
  tools.settle();
  for (const node of others) createNode(tools, node);
  tools.settle();
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
  const addresses = nodes
    .filter(({ isControlPlane }) => isControlPlane)
    .map(({ address }) => address);
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
