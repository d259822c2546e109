// StorageClass: how volumes are made when they are claimed.
//
// Kubernetes: pkg/registry/storage/storageclass/strategy.go, pkg/apis/storage/v1/defaults.go
import type { StorageClass } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, forbidden, invalid, required } from "../../meta/field-errors";
import { qualifiedName } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, checkOneOf, type FieldErrors } from "../field-rules";

const isDefault = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

export const storageClass = defineKind<StorageClass>()({
  kind: "StorageClass",
  group: "storage.k8s.io",
  version: "v1",
  plural: "storageclasses",
  singular: "storageclass",
  shortNames: ["sc"],
  namespaced: false,
  setDefaults(draft) {
    draft.reclaimPolicy ??= "Delete";
    draft.volumeBindingMode ??= "Immediate";
  },
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    const immutable = "updates to parameters are forbidden.";
    if (!deepEqual(resource.parameters, old.parameters)) {
      errors.push(forbidden("parameters", immutable));
    }
    if (resource.provisioner !== old.provisioner) {
      errors.push(forbidden("provisioner", "updates to provisioner are forbidden."));
    }
    if (resource.reclaimPolicy !== old.reclaimPolicy) {
      errors.push(forbidden("reclaimPolicy", "updates to reclaimPolicy are forbidden."));
    }
    checkImmutable(resource.volumeBindingMode, old.volumeBindingMode, "volumeBindingMode", errors);
    return errors;
  },
  columns: [
    nameColumn,
    column("Provisioner", descriptionOf("storage.v1.StorageClass", "provisioner")),
    column("ReclaimPolicy", descriptionOf("storage.v1.StorageClass", "reclaimPolicy")),
    column("VolumeBindingMode", descriptionOf("storage.v1.StorageClass", "volumeBindingMode")),
    column(
      "AllowVolumeExpansion",
      descriptionOf("storage.v1.StorageClass", "allowVolumeExpansion"),
    ),
    ageColumn,
  ],
  row: (resource, now) => [
    isMarked(resource) ? `${resource.metadata.name} (default)` : resource.metadata.name,
    resource.provisioner ?? "",
    resource.reclaimPolicy ?? "Delete",
    resource.volumeBindingMode ?? "Immediate",
    resource.allowVolumeExpansion ?? false,
    age(resource, now),
  ],
  example: {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "local" },
    provisioner: "kubernetes.io/no-provisioner",
  },
});

const isMarked = ({ metadata }: StorageClass): boolean =>
  isDefault.some((annotation) => metadata.annotations?.[annotation] === "true");

function validate(resource: StorageClass): FieldErrors {
  const errors: FieldError[] = [];
  const { provisioner = "" } = resource;
  if (provisioner === "") errors.push(required("provisioner", provisioner));
  for (const message of provisioner === "" ? [] : qualifiedName(provisioner.toLowerCase())) {
    errors.push(invalid("provisioner", provisioner, message));
  }
  const at = { path: fieldPath(), errors };
  const policies = ["Delete", "Retain"];
  checkOneOf(resource.reclaimPolicy, policies, { ...at, name: "reclaimPolicy" });
  const modes = ["Immediate", "WaitForFirstConsumer"];
  checkOneOf(resource.volumeBindingMode, modes, { ...at, name: "volumeBindingMode" });
  return errors;
}
