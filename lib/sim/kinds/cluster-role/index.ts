// ClusterRole: what may be done anywhere, or in the namespaces it is bound in.
//
// Kubernetes: pkg/registry/rbac/clusterrole/strategy.go
import type { ClusterRole } from "@/generated/kubernetes/types";
import { plainColumns, plainRow } from "../cells";
import { defineKind } from "../define-kind";
import { rbacGroup, validateRules } from "../rbac-rules";

export const clusterRole = defineKind<ClusterRole>()({
  kind: "ClusterRole",
  group: rbacGroup,
  version: "v1",
  plural: "clusterroles",
  singular: "clusterrole",
  namespaced: false,
  nameRule: "path-segment",
  validate: ({ rules }) => validateRules(rules, false),
  columns: plainColumns,
  row: plainRow,
  example: {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "node-reader" },
    rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "watch"] }],
  },
});
