// IPAddress: an address that a Service holds.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { IPAddress, ParentReference } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const ipAddress = defineKind<IPAddress>()({
  kind: "IPAddress",
  group: "networking.k8s.io",
  version: "v1",
  plural: "ipaddresses",
  singular: "ipaddress",
  shortNames: ["ip"],
  namespaced: false,
  columns: [nameColumn, column("ParentRef", "Whose it is."), ageColumn],
  row: (resource, now) => {
    const { spec } = resource;
    return [resource.metadata.name, parentCell(spec?.parentRef), age(resource, now)];
  },
  example: {
    apiVersion: "networking.k8s.io/v1",
    kind: "IPAddress",
    metadata: { name: "10.96.0.1" },
    spec: { parentRef: { resource: "services", namespace: "default", name: "kubernetes" } },
  },
});

function parentCell(parent: ParentReference | undefined): string {
  if (parent === undefined) return "<none>";
  const group = parent.group ? `.${parent.group}` : "";
  const place = parent.namespace ? `/${parent.namespace}` : "";
  return `${parent.resource}${group}${place}/${parent.name}`;
}
