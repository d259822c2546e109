// The rules of `metadata`, the same for all kinds but for the form of the name.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go,
// pkg/apis/core/validation/validation.go (ValidateObjectMeta)
import type { KindDefinition } from "../kinds/define-kind";
import { checkNonNegative, immutableMessage } from "../kinds/field-rules";
import { checkAnnotations, checkLabels } from "../kinds/label-rules";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  invalid,
  required,
} from "../meta/field-errors";
import { goQuote } from "../meta/go-text";
import {
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  pathSegmentName,
  qualifiedName,
} from "../meta/names";
import {
  deepEqual,
  type KubernetesObject,
  type OwnerReference,
  parseApiVersion,
} from "../meta/object";

const path = fieldPath("metadata");

const nameRules = {
  subdomain: dns1123Subdomain,
  label: dns1123Label,
  "dns1035-label": dns1035Label,
  "path-segment": pathSegmentName,
} as const;

export function validateMetadata(kind: KindDefinition, object: KubernetesObject): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata } = object;
  const rule = nameRules[kind.nameRule ?? "subdomain"];
  if (metadata.generateName) {
    const base = withoutTrailingDash(metadata.generateName);
    addComplaints(rule(base), metadata.generateName, "generateName", errors);
  }
  if (!metadata.name) {
    errors.push(required(path.child("name"), "name or generateName is required"));
  } else addComplaints(rule(metadata.name), metadata.name, "name", errors);
  checkNamespace(kind, metadata.namespace, errors);
  checkNonNegative(metadata.generation, path, "generation", errors);
  checkRest(object, errors);
  return errors;
}

function addComplaints(
  complaints: readonly string[],
  value: string,
  name: string,
  errors: FieldError[],
): void {
  for (const message of complaints) errors.push(invalid(path.child(name), value, message));
}

/** `web-` is a fine beginning of a name, though no name itself. */
const withoutTrailingDash = (base: string): string =>
  base.length > 1 && base.endsWith("-") ? `${base.slice(0, -2)}a` : base;

function checkNamespace(
  kind: KindDefinition,
  namespace: string | undefined,
  errors: FieldError[],
): void {
  if (!kind.namespaced) {
    if (namespace) errors.push(forbidden(path.child("namespace"), "not allowed on this type"));
  } else if (!namespace) errors.push(required(path.child("namespace")));
  else addComplaints(dns1123Label(namespace), namespace, "namespace", errors);
}

function checkRest({ metadata }: KubernetesObject, errors: FieldError[]): void {
  checkLabels(metadata.labels, () => path.child("labels"), errors);
  checkAnnotations(metadata.annotations, () => path.child("annotations"), errors);
  if (metadata.ownerReferences !== undefined) checkOwners(metadata.ownerReferences, errors);
  if (metadata.finalizers !== undefined) checkFinalizers(metadata.finalizers, errors);
}

function checkOwners(owners: readonly OwnerReference[], errors: FieldError[]): void {
  const at = path.child("ownerReferences");
  let controller = "";
  for (const owner of owners) {
    checkOwner(owner, at, errors);
    if (!owner.controller) continue;
    const name = `${owner.kind}/${owner.name}`;
    if (controller === "") controller = name;
    else {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(invalid(at, owners, detail));
    }
  }
}

function checkOwner(owner: OwnerReference, at: FieldPath, errors: FieldError[]): void {
  const { group, version } = parseApiVersion(owner.apiVersion ?? "");
  if (version === "") {
    errors.push(
      invalid(at.child("apiVersion"), owner.apiVersion ?? "", "version must not be empty"),
    );
  }
  for (const field of ["kind", "name", "uid"] as const) {
    if (!owner[field]) errors.push(invalid(at.child(field), "", "must not be empty"));
  }
  if (owner.kind === "Event" && group === "") {
    const detail = `/${version}, Kind=Event is disallowed from being an owner`;
    errors.push(invalid(at, owner, detail));
  }
}

const standardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

function checkFinalizers(finalizers: readonly string[], errors: FieldError[]): void {
  const at = path.child("finalizers");
  for (const finalizer of finalizers) {
    for (const message of qualifiedName(finalizer)) errors.push(invalid(at, finalizer, message));
  }
  if (finalizers.includes("orphan") && finalizers.includes("foregroundDeletion")) {
    const detail = "finalizer orphan and foregroundDeletion cannot be both set";
    errors.push(invalid(at, finalizers, detail));
  }
  finalizers.forEach((finalizer, index) => {
    if (finalizer.includes("/") || standardFinalizers.includes(finalizer)) return;
    const detail = "name is neither a standard finalizer name nor is it fully qualified";
    errors.push(invalid(at.index(index), finalizer, detail));
  });
}

const immutableFields = [
  "name",
  "namespace",
  "uid",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
] as const;

export function validateMetadataUpdate(
  _kind: KindDefinition,
  object: KubernetesObject,
  old: KubernetesObject,
): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata } = object;
  const before = old.metadata;
  if (before.deletionTimestamp !== undefined) {
    checkNoNewFinalizers(metadata.finalizers ?? [], before.finalizers ?? [], errors);
  }
  if (!metadata.resourceVersion) {
    errors.push(invalid(path.child("resourceVersion"), "", "must be specified for an update"));
  }
  if ((metadata.generation ?? 0) < (before.generation ?? 0)) {
    const detail = "must not be decremented";
    errors.push(invalid(path.child("generation"), metadata.generation ?? 0, detail));
  }
  for (const field of immutableFields) {
    if (metadata[field] === before[field]) continue;
    errors.push(invalid(path.child(field), metadata[field] ?? null, immutableMessage));
  }
  if (!hasSameRest(object, old)) checkRest(object, errors);
  return errors;
}

const hasSameRest = (object: KubernetesObject, old: KubernetesObject): boolean =>
  deepEqual(object.metadata.labels, old.metadata.labels) &&
  deepEqual(object.metadata.annotations, old.metadata.annotations) &&
  deepEqual(object.metadata.ownerReferences, old.metadata.ownerReferences) &&
  deepEqual(object.metadata.finalizers, old.metadata.finalizers);

function checkNoNewFinalizers(
  finalizers: readonly string[],
  before: readonly string[],
  errors: FieldError[],
): void {
  const added = finalizers.filter((finalizer) => !before.includes(finalizer)).sort();
  if (added.length === 0) return;
  const shown = `[]string{${added.map(goQuote).join(", ")}}`;
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`;
  errors.push(forbidden(path.child("finalizers"), detail));
}
