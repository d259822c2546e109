// Role: what may be done in one namespace.
//
// Kubernetes: pkg/registry/rbac/role/strategy.go
import type { Role } from "@/generated/kubernetes/types";
import { plainColumns, plainRow } from "../cells";
import { defineKind } from "../define-kind";
import { rbacGroup, validateRules } from "../rbac-rules";

export const role = defineKind<Role>()({
  kind: "Role",
  group: rbacGroup,
  version: "v1",
  plural: "roles",
  singular: "role",
  namespaced: true,
  nameRule: "path-segment",
  validate: ({ rules }) => validateRules(rules, true),
  columns: plainColumns,
  row: plainRow,
  example: {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "pod-reader", namespace: "default" },
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }],
  },
});
