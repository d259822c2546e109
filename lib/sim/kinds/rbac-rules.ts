// Rules that Roles, ClusterRoles and their bindings share.
//
// Kubernetes: pkg/apis/rbac/validation/validation.go, pkg/apis/rbac/v1/defaults.go
import type { PolicyRule, RoleRef, Subject } from "@/generated/kubernetes/types";
import { type FieldPath, fieldPath, invalid, notSupported, required } from "../meta/field-errors";
import { ageColumn, column, wideColumn } from "./cells";
import type { Draft } from "./define-kind";
import type { FieldErrors } from "./field-rules";

export const rbacGroup = "rbac.authorization.k8s.io";

export function validateRules(
  rules: readonly PolicyRule[] | undefined,
  isNamespaced: boolean,
): FieldErrors {
  const errors: FieldErrors = [];
  (rules ?? []).forEach((rule, index) => {
    checkRule(rule, fieldPath("rules").index(index), isNamespaced, errors);
  });
  return errors;
}

function checkRule(
  rule: PolicyRule,
  path: FieldPath,
  isNamespaced: boolean,
  errors: FieldErrors,
): void {
  const {
    verbs = [],
    apiGroups = [],
    resources = [],
    resourceNames = [],
    nonResourceURLs = [],
  } = rule;
  if (verbs.length === 0)
    errors.push(required(path.child("verbs"), "verbs must contain at least one value"));
  if (nonResourceURLs.length > 0) {
    if (isNamespaced) {
      errors.push(
        invalid(
          path.child("nonResourceURLs"),
          nonResourceURLs,
          "namespaced rules cannot apply to non-resource URLs",
        ),
      );
    }
    if (apiGroups.length > 0 || resources.length > 0 || resourceNames.length > 0) {
      errors.push(
        invalid(
          path.child("nonResourceURLs"),
          nonResourceURLs,
          "rules cannot apply to both regular resources and non-resource URLs",
        ),
      );
    }
    return;
  }
  if (apiGroups.length === 0)
    errors.push(
      required(path.child("apiGroups"), "resource rules must supply at least one api group"),
    );
  if (resources.length === 0)
    errors.push(
      required(path.child("resources"), "resource rules must supply at least one resource"),
    );
}

interface Binding {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

export function setBindingDefaults(draft: Draft<Binding>): void {
  if (draft.roleRef !== undefined && !draft.roleRef.apiGroup) draft.roleRef.apiGroup = rbacGroup;
  for (const subject of draft.subjects ?? []) {
    if (subject.apiGroup === undefined && (subject.kind === "User" || subject.kind === "Group")) {
      subject.apiGroup = rbacGroup;
    }
  }
}

export function validateBinding(binding: Binding, roleKinds: readonly string[]): FieldErrors {
  const errors: FieldErrors = [];
  const path = fieldPath("roleRef");
  const { apiGroup = "", kind = "", name } = binding.roleRef ?? {};
  if (apiGroup !== rbacGroup)
    errors.push(notSupported(path.child("apiGroup"), apiGroup, [rbacGroup]));
  if (!roleKinds.includes(kind)) errors.push(notSupported(path.child("kind"), kind, roleKinds));
  if (!name) errors.push(required(path.child("name")));
  (binding.subjects ?? []).forEach((subject, index) => {
    const at = fieldPath("subjects").index(index);
    if (!subject.name) errors.push(required(at.child("name")));
    if (subject.kind === "ServiceAccount" && !subject.namespace)
      errors.push(required(at.child("namespace")));
    if (!["ServiceAccount", "User", "Group"].includes(subject.kind)) {
      errors.push(
        notSupported(at.child("kind"), subject.kind, ["ServiceAccount", "User", "Group"]),
      );
    }
  });
  return errors;
}

export function validateBindingUpdate(
  binding: Binding,
  old: Binding,
  roleKinds: readonly string[],
): FieldErrors {
  const errors = validateBinding(binding, roleKinds);
  if (JSON.stringify(binding.roleRef) !== JSON.stringify(old.roleRef)) {
    errors.push(invalid(fieldPath("roleRef"), binding.roleRef, "cannot change roleRef"));
  }
  return errors;
}

export const bindingColumns = [
  column("Role", "The role that is granted."),
  ageColumn,
  wideColumn("Users", "Users it is granted to."),
  wideColumn("Groups", "Groups it is granted to."),
  wideColumn("ServiceAccounts", "Service accounts it is granted to."),
];

/** Role and, behind the age, users, groups and service accounts. */
export function bindingCells({ roleRef, subjects = [] }: Binding): {
  role: string;
  subjects: [string, string, string];
} {
  const named = (kind: string): string =>
    subjects
      .filter((subject) => subject.kind === kind)
      .map(({ name }) => name)
      .join(", ");
  const accounts = subjects
    .filter(({ kind }) => kind === "ServiceAccount")
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .join(", ");
  return {
    role: `${roleRef?.kind ?? ""}/${roleRef?.name ?? ""}`,
    subjects: [named("User"), named("Group"), accounts],
  };
}
