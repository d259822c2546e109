// ResourceQuota: what a namespace may use in all.
//
// Kubernetes: pkg/registry/core/resourcequota/strategy.go, pkg/apis/core/validation/validation.go
import type { ResourceQuota } from "@/generated/kubernetes/types";
import { compareText } from "../../meta/go-text";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { validateQuota, validateQuotaUpdate } from "./validation";

export const resourceQuota = defineKind<ResourceQuota>()({
  kind: "ResourceQuota",
  group: "",
  version: "v1",
  plural: "resourcequotas",
  singular: "resourcequota",
  shortNames: ["quota"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: [],
  prepareForCreate(draft) {
    draft.status = {};
  },
  validate: validateQuota,
  validateUpdate: validateQuotaUpdate,
  validateStatusUpdate: () => [],
  columns: [
    nameColumn,
    column("Request", "Used and allowed, of what is asked for."),
    column("Limit", "Used and allowed, of what is limited."),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    usageCell(resource, (name) => !name.startsWith("limits.")),
    usageCell(resource, (name) => name.startsWith("limits.")),
    age(resource, now),
  ],
  example: {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "compute", namespace: "default" },
    spec: { hard: { pods: "4", "requests.cpu": "1" } },
  },
});

function usageCell({ status }: ResourceQuota, isWanted: (name: string) => boolean): string {
  const hard = status?.hard ?? {};
  return Object.keys(hard)
    .filter(isWanted)
    .sort(compareText)
    .map((name) => `${name}: ${status?.used?.[name] ?? "0"}/${hard[name]}`)
    .join(", ");
}
