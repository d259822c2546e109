// Ingress: which Service answers for which host and path.
//
// Kubernetes: pkg/registry/networking/ingress/strategy.go
import type { Ingress, IngressRule } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { validateIngress } from "./validation";

export const ingress = defineKind<Ingress>()({
  kind: "Ingress",
  group: "networking.k8s.io",
  version: "v1",
  plural: "ingresses",
  singular: "ingress",
  shortNames: ["ing"],
  namespaced: true,
  storagePrefix: "ingress",
  hasStatus: true,
  statusKeeps: [],
  hasGeneration: true,
  prepareForCreate(draft) {
    draft.status = { loadBalancer: {} };
  },
  validate: validateIngress,
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column("Class", "Which controller it is for."),
    column("Hosts", "Hosts it answers for."),
    column("Address", "Where it can be reached."),
    column("Ports", "80, and 443 with TLS."),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    classOf(resource),
    hostsCell(resource.spec?.rules ?? []),
    addressOf(resource),
    (resource.spec?.tls ?? []).length > 0 ? "80, 443" : "80",
    age(resource, now),
  ],
  example: {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "web", namespace: "default" },
    spec: { defaultBackend: { service: { name: "web", port: { number: 80 } } } },
  },
});

const classOf = ({ metadata, spec }: Ingress): string =>
  spec?.ingressClassName ?? metadata.annotations?.["kubernetes.io/ingress.class"] ?? "<none>";

const shown = 3;

function hostsCell(rules: readonly IngressRule[]): string {
  const hosts = rules.map(({ host }) => host).filter(Boolean);
  if (hosts.length === 0) return "*";
  const list = hosts.slice(0, shown).join(",");
  return hosts.length > shown ? `${list} + ${hosts.length - shown} more...` : list;
}

const addressOf = ({ status }: Ingress): string =>
  (status?.loadBalancer?.ingress ?? []).map(({ hostname, ip }) => ip || hostname || "").join(",");
