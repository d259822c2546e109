// What a PersistentVolume may be.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidatePersistentVolumeSpec)
import type { PersistentVolume, PersistentVolumeSpec } from "@/generated/kubernetes/types";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  notSupported,
  required,
} from "../../meta/field-errors";
import { dns1123Subdomain } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { checkImmutable, checkRequired, checkText, type FieldErrors } from "../field-rules";
import { checkNodeSelector } from "../pod/affinity-rules";
import { checkHostPath } from "../pod/volume-rules";
import { checkAccessModes, checkPositiveQuantity, checkVolumeMode } from "../volume-rules";

const path = fieldPath("spec");
const reclaimPolicies = ["Delete", "Recycle", "Retain"];

const sources = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "glusterfs",
  "flocker",
  "nfs",
  "rbd",
  "quobyte",
  "cephfs",
  "iscsi",
  "cinder",
  "fc",
  "flexVolume",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "scaleIO",
  "local",
  "storageos",
  "csi",
] as const satisfies readonly (keyof PersistentVolumeSpec)[];

export function validateVolume({ spec = {} }: PersistentVolume): FieldErrors {
  const errors: FieldError[] = [];
  checkAccessModes(spec.accessModes, path.child("accessModes"), errors);
  checkCapacity(spec.capacity ?? {}, path.child("capacity"), errors);
  const policy = spec.persistentVolumeReclaimPolicy;
  if (policy !== undefined && !reclaimPolicies.includes(policy)) {
    errors.push(notSupported(path.child("persistentVolumeReclaimPolicy"), policy, reclaimPolicies));
  }
  if (spec.nodeAffinity?.required !== undefined) {
    checkNodeSelector(spec.nodeAffinity.required, path.child("nodeAffinity", "required"), errors);
  }
  checkSources(spec, errors);
  if (spec.storageClassName) {
    checkText(dns1123Subdomain, spec.storageClassName, { path, name: "storageClassName", errors });
  }
  checkVolumeMode(spec.volumeMode, path.child("volumeMode"), errors);
  return errors;
}

function checkCapacity(
  capacity: Readonly<Record<string, string>>,
  at: FieldPath,
  errors: FieldErrors,
): void {
  const names = Object.keys(capacity);
  if (names.length === 0) errors.push(required(at));
  if (!("storage" in capacity) || names.length > 1) {
    errors.push(notSupported(at, capacity, ["storage"]));
  }
  for (const name of names) checkPositiveQuantity(capacity[name] ?? "0", at.key(name), errors);
}

function checkSources(spec: PersistentVolumeSpec, errors: FieldErrors): void {
  const found = sources.filter((name) => spec[name] !== undefined);
  for (const name of found.slice(1)) {
    errors.push(forbidden(path.child(name), "may not specify more than 1 volume type"));
  }
  if (found.length === 0) errors.push(required(path, "must specify a volume type"));
  if (spec.hostPath !== undefined) checkHostPath(spec.hostPath, path.child("hostPath"), errors);
  if (spec.hostPath?.path === "/" && spec.persistentVolumeReclaimPolicy === "Recycle") {
    const detail = "may not be 'recycle' for a hostPath mount of '/'";
    errors.push(forbidden(path.child("persistentVolumeReclaimPolicy"), detail));
  }
  if (spec.local === undefined) return;
  checkRequired(spec.local.path, path.child("local"), "path", errors);
  if (spec.nodeAffinity === undefined) {
    errors.push(
      required(fieldPath("metadata", "annotations"), "Local volume requires node affinity"),
    );
  }
}

export function validateVolumeUpdate(resource: PersistentVolume, old: PersistentVolume) {
  const errors = validateVolume(resource);
  const source = (spec: PersistentVolumeSpec = {}) =>
    Object.fromEntries(sources.map((name) => [name, spec[name]]));
  if (!deepEqual(source(resource.spec), source(old.spec))) {
    const detail = "spec.persistentvolumesource is immutable after creation";
    errors.push(forbidden(path.child("persistentvolumesource"), detail));
  }
  checkImmutable(resource.spec?.volumeMode, old.spec?.volumeMode, path.child("volumeMode"), errors);
  return errors;
}
