// ServiceCIDR: addresses that Services may have.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ServiceCIDR } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const serviceCidr = defineKind<ServiceCIDR>()({
  kind: "ServiceCIDR",
  group: "networking.k8s.io",
  version: "v1",
  plural: "servicecidrs",
  singular: "servicecidr",
  namespaced: false,
  hasStatus: true,
  columns: [nameColumn, column("CIDRs", "The ranges."), ageColumn],
  row: (resource, now) => {
    const { spec } = resource;
    return [resource.metadata.name, (spec?.cidrs ?? []).join(","), age(resource, now)];
  },
  example: {
    apiVersion: "networking.k8s.io/v1",
    kind: "ServiceCIDR",
    metadata: { name: "example" },
    spec: { cidrs: ["10.96.0.0/12"] },
  },
});
