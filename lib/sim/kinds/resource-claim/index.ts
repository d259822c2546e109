// ResourceClaim: devices that a pod asks for.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { ResourceV1ResourceClaim as ResourceClaim } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const resourceClaim = defineKind<ResourceClaim>()({
  kind: "ResourceClaim",
  group: "resource.k8s.io",
  version: "v1",
  plural: "resourceclaims",
  singular: "resourceclaim",
  namespaced: true,
  hasStatus: true,
  columns: [nameColumn, column("State", "Whether it has them."), ageColumn],
  row: (resource, now) => [resource.metadata.name, stateCell(resource), age(resource, now)],
  example: {
    apiVersion: "resource.k8s.io/v1",
    kind: "ResourceClaim",
    metadata: { name: "example", namespace: "default" },
    spec: {},
  },
});

function stateCell({ metadata, status }: ResourceClaim): string {
  const states: string[] = [];
  if (metadata.deletionTimestamp !== undefined) states.push("deleted");
  if (status?.allocation === undefined) states.push("pending");
  else states.push("allocated");
  if ((status?.reservedFor ?? []).length > 0) states.push("reserved");
  return states.join(",");
}
