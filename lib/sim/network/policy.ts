// Whether NetworkPolicies let a pod's traffic through: what they name is allowed, and a pod that none
// selects is open.
//
// Kubernetes: staging/src/k8s.io/api/networking/v1/types.go (NetworkPolicySpec)
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  Pod,
} from "@/generated/kubernetes/types";
import type { Labels } from "../meta/object";
import { matchesLabelSelector } from "../meta/selector";
import { isInRange } from "./addresses";
import type { Protocol } from "./listeners";

/** What the cluster says about policies. */
export interface PolicyRules {
  policies(namespace: string): readonly NetworkPolicy[];
  namespaceLabels(namespace: string): Labels;
}

/** One end of a connection. */
export interface Peer {
  readonly address: string;
  readonly node: string;
  /** Absent for a node's own processes and everything outside. */
  readonly pod?: Pod;
}

export interface Traffic {
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: Protocol;
  readonly port: number;
}

export function isAllowed(rules: PolicyRules, traffic: Traffic): boolean {
  const { from, to } = traffic;
  // A kubelet reaches the pods of its node whatever policies say, or no probe would work.
  if (from.pod === undefined && from.node === to.node) return true;
  return isAllowedIn(rules, traffic) && isAllowedOut(rules, traffic);
}

function isAllowedIn(rules: PolicyRules, traffic: Traffic): boolean {
  const { pod } = traffic.to;
  if (pod === undefined) return true;
  const policies = policiesFor(rules, pod, "Ingress");
  if (policies.length === 0) return true;
  return policies.some((policy) =>
    (policy.spec?.ingress ?? []).some(
      ({ from, ports }) => hasPeer(rules, policy, from, traffic.from) && hasPort(ports, traffic),
    ),
  );
}

function isAllowedOut(rules: PolicyRules, traffic: Traffic): boolean {
  const { pod } = traffic.from;
  if (pod === undefined) return true;
  const policies = policiesFor(rules, pod, "Egress");
  if (policies.length === 0) return true;
  return policies.some((policy) =>
    (policy.spec?.egress ?? []).some(
      ({ to, ports }) => hasPeer(rules, policy, to, traffic.to) && hasPort(ports, traffic),
    ),
  );
}

function policiesFor(rules: PolicyRules, pod: Pod, type: "Ingress" | "Egress"): NetworkPolicy[] {
  const namespace = pod.metadata.namespace ?? "default";
  return rules.policies(namespace).filter((policy) => {
    const { podSelector = {} } = policy.spec ?? {};
    return (
      typesOf(policy).includes(type) && matchesLabelSelector(podSelector, pod.metadata.labels ?? {})
    );
  });
}

function typesOf({ spec }: NetworkPolicy): readonly string[] {
  if (spec?.policyTypes !== undefined && spec.policyTypes.length > 0) return spec.policyTypes;
  return spec?.egress === undefined ? ["Ingress"] : ["Ingress", "Egress"];
}

function hasPeer(
  rules: PolicyRules,
  policy: NetworkPolicy,
  peers: readonly NetworkPolicyPeer[] | undefined,
  other: Peer,
): boolean {
  if (peers === undefined || peers.length === 0) return true;
  return peers.some((peer) => isPeer(rules, policy, peer, other));
}

function isPeer(
  rules: PolicyRules,
  policy: NetworkPolicy,
  peer: NetworkPolicyPeer,
  other: Peer,
): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return (
      isInRange(other.address, cidr) && !except.some((range) => isInRange(other.address, range))
    );
  }
  if (other.pod === undefined) return false;
  const { namespace = "default", labels = {} } = other.pod.metadata;
  if (peer.namespaceSelector === undefined) {
    if (namespace !== policy.metadata.namespace) return false;
  } else {
    const found = rules.namespaceLabels(namespace);
    if (!matchesLabelSelector(peer.namespaceSelector, found)) return false;
  }
  return peer.podSelector === undefined || matchesLabelSelector(peer.podSelector, labels);
}

function hasPort(ports: readonly NetworkPolicyPort[] | undefined, traffic: Traffic): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some((entry) => {
    if ((entry.protocol ?? "TCP") !== traffic.protocol) return false;
    if (entry.port === undefined) return true;
    const first =
      typeof entry.port === "number" ? entry.port : namedPort(traffic.to.pod, entry.port);
    if (first === undefined) return false;
    return traffic.port >= first && traffic.port <= (entry.endPort ?? first);
  });
}

/** The number a container of the pod gives to a port's name. */
export function namedPort(pod: Pod | undefined, name: string): number | undefined {
  for (const { ports = [] } of pod?.spec?.containers ?? []) {
    const found = ports.find((port) => port.name === name);
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}
