// What a ResourceQuota may limit, and to which pods it may apply.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateResourceQuotaSpec)
import type {
  ResourceQuota,
  ResourceQuotaSpec,
  ScopedResourceSelectorRequirement,
} from "@/generated/kubernetes/types";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { qualifiedName } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { type FieldErrors, immutableMessage } from "../field-rules";
import { checkQuantity, isStandardResource } from "../pod/resource-rules";

const scopes = [
  "BestEffort",
  "CrossNamespacePodAffinity",
  "NotBestEffort",
  "NotTerminating",
  "PriorityClass",
  "Terminating",
  "VolumeAttributesClass",
];

export function validateQuota({ spec }: ResourceQuota): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec");
  checkHard(spec?.hard, path.child("hard"), errors);
  checkScopes(spec ?? {}, path, errors);
  checkScopeSelector(spec ?? {}, path, errors);
  return errors;
}

export function validateQuotaUpdate(resource: ResourceQuota, old: ResourceQuota): FieldError[] {
  const errors = validateQuota(resource);
  const sorted = (list: readonly string[] = []) => [...list].sort();
  if (!deepEqual(sorted(resource.spec?.scopes), sorted(old.spec?.scopes))) {
    errors.push(invalid("spec.scopes", resource.spec?.scopes ?? null, immutableMessage));
  }
  return errors;
}

function checkHard(hard: ResourceQuotaSpec["hard"], path: FieldPath, errors: FieldErrors): void {
  for (const [name, amount] of Object.entries(hard ?? {})) {
    const at = path.key(name);
    const complaints = qualifiedName(name);
    for (const message of complaints) errors.push(invalid(at, name, message));
    if (complaints.length === 0 && !name.includes("/") && !isStandardResource(name)) {
      errors.push(invalid(at, name, "must be a standard resource for quotas"));
    }
    checkQuantity(name, amount, () => at, errors);
  }
}

const computeResources = [
  "pods",
  "cpu",
  "memory",
  "requests.cpu",
  "requests.memory",
  "limits.cpu",
  "limits.memory",
];

/** Whether a quota with the scope can count the resource. */
// Kubernetes: pkg/apis/core/helper/helpers.go (IsResourceQuotaScopeValidForResource)
function suits(scope: string, resource: string): boolean {
  if (scope === "BestEffort") return resource === "pods";
  if (scope === "VolumeAttributesClass") return true;
  return computeResources.includes(resource);
}

function checkScopes(spec: ResourceQuotaSpec, path: FieldPath, errors: FieldErrors): void {
  const list = spec.scopes ?? [];
  const at = path.child("scopes");
  for (const scope of list) {
    if (!scopes.includes(scope)) errors.push(invalid(at, list, "unsupported scope"));
    for (const name of Object.keys(spec.hard ?? {})) {
      if (isStandardResource(name) && !suits(scope, name)) {
        errors.push(invalid(at, list, "unsupported scope applied to resource"));
      }
    }
  }
  const conflicts = [
    ["BestEffort", "NotBestEffort"],
    ["Terminating", "NotTerminating"],
  ];
  for (const pair of conflicts) {
    if (pair.every((scope) => list.includes(scope))) {
      errors.push(invalid(at, list, "conflicting scopes"));
    }
  }
}

function checkScopeSelector(spec: ResourceQuotaSpec, parent: FieldPath, errors: FieldErrors): void {
  const selector = spec.scopeSelector;
  if (selector === undefined) return;
  const path = parent.child("scopeSelector", "matchExpressions");
  for (const requirement of selector.matchExpressions ?? []) {
    checkRequirement(requirement, spec, path, errors);
  }
}

const existing = [
  "BestEffort",
  "CrossNamespacePodAffinity",
  "NotBestEffort",
  "NotTerminating",
  "Terminating",
];

function checkRequirement(
  { operator = "", scopeName = "", values = [] }: ScopedResourceSelectorRequirement,
  spec: ResourceQuotaSpec,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (!scopes.includes(scopeName)) {
    errors.push(invalid(path.child("scopeName"), scopeName, "unsupported scope"));
  }
  for (const name of Object.keys(spec.hard ?? {})) {
    if (isStandardResource(name) && !suits(scopeName, name)) {
      errors.push(invalid(path, spec.scopeSelector, "unsupported scope applied to resource"));
    }
  }
  if (existing.includes(scopeName) && operator !== "Exists") {
    const detail =
      "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
    errors.push(invalid(path.child("operator"), operator, detail));
  }
  if (operator === "In" || operator === "NotIn") {
    if (values.length > 0) return;
    const detail =
      "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    errors.push(required(path.child("values"), detail));
  } else if (operator === "Exists" || operator === "DoesNotExist") {
    if (values.length === 0) return;
    const detail =
      "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
    errors.push(invalid(path.child("values"), values, detail));
  } else {
    errors.push(
      notSupported(path.child("operator"), operator, ["In", "NotIn", "Exists", "DoesNotExist"]),
    );
  }
}
