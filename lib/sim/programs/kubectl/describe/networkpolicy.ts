import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "@/generated/kubernetes/types";
import { formatLabelSelector } from "@/lib/sim/meta/selector";
import { parseTime } from "@/lib/sim/meta/time";
import { defineDescriber } from "./describer";
import { orNone, writeAnnotations, writeLabels } from "./maps";
import type { DescriptionWriter } from "./writer";

export const networkPolicyDescriber = defineDescriber<NetworkPolicy>(
  "networking.k8s.io",
  "NetworkPolicy",
  (w, policy) => {
    const { metadata, spec } = policy;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    w.write(0, `Created on:\t${goTime(metadata?.creationTimestamp)}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, "Spec:\n");
    w.write(1, "PodSelector: ");
    const selector = spec?.podSelector ?? {};
    const isEmpty =
      Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length ===
      0;
    w.write(
      2,
      isEmpty
        ? "<none> (Allowing the specific traffic to all pods in this namespace)\n"
        : `${formatLabelSelector(selector)}\n`,
    );
    const types = spec?.policyTypes ?? [];
    writeDirection(w, {
      name: "ingress",
      isAffected: types.includes("Ingress"),
      rules: (spec?.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from })),
      peer: "From",
      anyPeer: "From: <any> (traffic not restricted by source)",
    });
    writeDirection(w, {
      name: "egress",
      isAffected: types.includes("Egress"),
      rules: (spec?.egress ?? []).map(({ ports, to }) => ({ ports, peers: to })),
      peer: "To",
      anyPeer: "To: <any> (traffic not restricted by destination)",
    });
    w.write(1, `Policy Types: ${orNone(types.join(", "))}\n`);
  },
);

interface Direction {
  readonly name: "ingress" | "egress";
  readonly isAffected: boolean;
  readonly rules: readonly {
    readonly ports: readonly NetworkPolicyPort[] | undefined;
    readonly peers: readonly NetworkPolicyPeer[] | undefined;
  }[];
  readonly peer: "From" | "To";
  readonly anyPeer: string;
}

const indent = "    ";

function writeDirection(
  w: DescriptionWriter,
  { name, isAffected, rules, peer, anyPeer }: Direction,
): void {
  if (!isAffected) {
    w.write(1, `Not affecting ${name} traffic\n`);
    return;
  }
  w.write(1, `Allowing ${name} traffic:\n`);
  if (rules.length === 0)
    w.write(0, `${indent}<none> (Selected pods are isolated for ${name} connectivity)\n`);
  rules.forEach(({ ports, peers }, index) => {
    if (!ports?.length) w.write(0, `${indent}To Port: <any> (traffic allowed to all ports)\n`);
    for (const port of ports ?? []) w.write(0, `${indent}${portText(port)}\n`);
    if (!peers?.length) w.write(0, `${indent}${anyPeer}\n`);
    for (const one of peers ?? []) writePeer(w, peer, one);
    if (index !== rules.length - 1) w.write(0, `${indent}----------\n`);
  });
}

function portText({ port, endPort, protocol = "TCP" }: NetworkPolicyPort): string {
  if (endPort !== undefined) return `To Port Range: ${port}-${endPort}/${protocol}`;
  return `To Port: ${port ?? "<nil>"}/${protocol}`;
}

function writePeer(
  w: DescriptionWriter,
  title: string,
  { namespaceSelector, podSelector, ipBlock }: NetworkPolicyPeer,
): void {
  w.write(0, `${indent}${title}:\n`);
  if (namespaceSelector !== undefined)
    w.write(1, `${indent}NamespaceSelector: ${formatLabelSelector(namespaceSelector)}\n`);
  if (podSelector !== undefined)
    w.write(1, `${indent}PodSelector: ${formatLabelSelector(podSelector)}\n`);
  if (namespaceSelector !== undefined || podSelector !== undefined || ipBlock === undefined) return;
  w.write(1, `${indent}IPBlock:\n`);
  w.write(2, `${indent}CIDR: ${ipBlock.cidr}\n`);
  w.write(2, `${indent}Except: ${(ipBlock.except ?? []).join(", ")}\n`);
}

/** Go's `%s` of a time: `2026-11-23 04:03:49 +0000 UTC`. */
function goTime(time: string | undefined): string {
  if (time === undefined || parseTime(time) === undefined) return "0001-01-01 00:00:00 +0000 UTC";
  return `${time.slice(0, 10)} ${time.slice(11, 19)} +0000 UTC`;
}
