// ClusterRoleBinding: grants a role everywhere.
//
// Kubernetes: pkg/registry/rbac/clusterrolebinding/strategy.go
import type { ClusterRoleBinding } from "@/generated/kubernetes/types";
import { age, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import {
  bindingCells,
  bindingColumns,
  rbacGroup,
  setBindingDefaults,
  validateBinding,
  validateBindingUpdate,
} from "../rbac-rules";

const roleKinds = ["ClusterRole"];

export const clusterRoleBinding = defineKind<ClusterRoleBinding>()({
  kind: "ClusterRoleBinding",
  group: rbacGroup,
  version: "v1",
  plural: "clusterrolebindings",
  singular: "clusterrolebinding",
  namespaced: false,
  nameRule: "path-segment",
  setDefaults: setBindingDefaults,
  validate: (binding) => validateBinding(binding, roleKinds),
  validateUpdate: (binding, old) => validateBindingUpdate(binding, old, roleKinds),
  columns: [nameColumn, ...bindingColumns],
  row(binding, now) {
    const { role, subjects } = bindingCells(binding);
    return [binding.metadata.name, role, age(binding, now), ...subjects];
  },
  example: {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "readers" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "reader" },
    subjects: [{ kind: "User", name: "kim", apiGroup: "rbac.authorization.k8s.io" }],
  },
});
