// NetworkPolicy: who may talk to whom.
//
// Kubernetes: pkg/registry/networking/networkpolicy/strategy.go, pkg/apis/networking/v1/defaults.go
import type { NetworkPolicy, NetworkPolicyPort } from "@/generated/kubernetes/types";
import { formatLabelSelector } from "../../meta/selector";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { validateNetworkPolicy } from "./validation";

export const networkPolicy = defineKind<NetworkPolicy>()({
  kind: "NetworkPolicy",
  group: "networking.k8s.io",
  version: "v1",
  plural: "networkpolicies",
  singular: "networkpolicy",
  shortNames: ["netpol"],
  namespaced: true,
  hasGeneration: true,
  setDefaults,
  validate: validateNetworkPolicy,
  columns: [
    nameColumn,
    column("Pod-Selector", descriptionOf("networking.v1.NetworkPolicySpec", "podSelector")),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    formatLabelSelector(resource.spec?.podSelector ?? {}),
    age(resource, now),
  ],
  example: {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny", namespace: "default" },
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
  },
});

function setDefaults({ spec }: Draft<NetworkPolicy>): void {
  if (spec === undefined) return;
  spec.podSelector ??= {};
  if ((spec.policyTypes ?? []).length === 0) {
    spec.policyTypes = (spec.egress ?? []).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
  }
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
    rule.ports?.forEach((port: Draft<NetworkPolicyPort>) => {
      port.protocol ??= "TCP";
    });
  }
}
