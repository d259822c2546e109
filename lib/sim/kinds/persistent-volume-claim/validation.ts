// What a claim may be; once it exists it can only grow.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidatePersistentVolumeClaimSpec,
// ValidatePersistentVolumeClaimUpdate)
import type {
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
} from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, forbidden, required } from "../../meta/field-errors";
import { dns1123Subdomain } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { compareQuantities, quantityOf } from "../../meta/quantity";
import { checkText, type FieldErrors } from "../field-rules";
import { checkLabelSelector } from "../label-rules";
import { diffClaimSpecs } from "../pod/spec-diff";
import { checkAccessModes, checkPositiveQuantity, checkVolumeMode } from "../volume-rules";

const path = fieldPath("spec");

export function validateClaim({ spec = {} }: PersistentVolumeClaim): FieldErrors {
  const errors: FieldError[] = [];
  checkLabelSelector(spec.selector, path.child("selector"), errors);
  checkAccessModes(spec.accessModes, path.child("accessModes"), errors);
  const storage = spec.resources?.requests?.storage;
  // Upstream names the resource without the word "requests".
  const at = path.child("resources").key("storage");
  if (storage === undefined) errors.push(required(at));
  else checkPositiveQuantity(storage, at, errors);
  if (spec.storageClassName) {
    checkText(dns1123Subdomain, spec.storageClassName, { path, name: "storageClassName", errors });
  }
  checkVolumeMode(spec.volumeMode, path.child("volumeMode"), errors);
  return errors;
}

const immutable =
  "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

export function validateClaimUpdate(resource: PersistentVolumeClaim, old: PersistentVolumeClaim) {
  const errors = validateClaim(resource);
  const spec = resource.spec ?? {};
  const before = old.spec ?? {};
  const isBound = old.status?.phase === "Bound";
  // The binder may still name a volume.
  const kept: PersistentVolumeClaimSpec = {
    ...spec,
    ...(before.volumeName ? {} : { volumeName: before.volumeName }),
    ...(isBound && {
      resources: {
        ...spec.resources,
        requests: { ...spec.resources?.requests, ...onlyStorage(before) },
      },
      volumeAttributesClassName: before.volumeAttributesClassName,
    }),
    ...(before.storageClassName === undefined && { storageClassName: undefined }),
  };
  if (!deepEqual(kept, before)) {
    errors.push(forbidden(path, `${immutable}\n${diffClaimSpecs(before, kept)}`));
  }
  checkShrinking(spec, before, errors);
  return errors;
}

function onlyStorage({ resources }: PersistentVolumeClaimSpec): Readonly<Record<string, string>> {
  const storage = resources?.requests?.storage;
  return storage === undefined ? {} : { storage };
}

function checkShrinking(
  spec: PersistentVolumeClaimSpec,
  before: PersistentVolumeClaimSpec,
  errors: FieldErrors,
): void {
  const now = quantityOf(spec.resources?.requests?.storage);
  const was = quantityOf(before.resources?.requests?.storage);
  if (compareQuantities(now, was) >= 0) return;
  const detail = "field can not be less than status.capacity";
  if (!errors.some(({ detail: text }) => text.startsWith(immutable))) {
    errors.push(forbidden(path.child("resources", "requests", "storage"), detail));
  }
}
