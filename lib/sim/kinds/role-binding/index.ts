// RoleBinding: grants a role in one namespace.
//
// Kubernetes: pkg/registry/rbac/rolebinding/strategy.go
import type { RoleBinding } from "@/generated/kubernetes/types";
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

const roleKinds = ["ClusterRole", "Role"];

export const roleBinding = defineKind<RoleBinding>()({
  kind: "RoleBinding",
  group: rbacGroup,
  version: "v1",
  plural: "rolebindings",
  singular: "rolebinding",
  namespaced: true,
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
    kind: "RoleBinding",
    metadata: { name: "readers", namespace: "default" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" },
    subjects: [{ kind: "User", name: "kim", apiGroup: "rbac.authorization.k8s.io" }],
  },
});
