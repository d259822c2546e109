// ControllerRevision: a template that a DaemonSet or StatefulSet once had.
//
// Kubernetes: pkg/registry/apps/controllerrevision/strategy.go
import type { ControllerRevision } from "@/generated/kubernetes/types";
import { fieldPath } from "../../meta/field-errors";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, checkNonNegative, type FieldErrors } from "../field-rules";

export const controllerRevision = defineKind<ControllerRevision>()({
  kind: "ControllerRevision",
  group: "apps",
  version: "v1",
  plural: "controllerrevisions",
  singular: "controllerrevision",
  namespaced: true,
  validate: ({ revision }) => validateRevision(revision),
  validateUpdate(resource, old) {
    const errors = validateRevision(resource.revision);
    checkImmutable(resource.data, old.data, fieldPath("data"), errors);
    return errors;
  },
  columns: [
    nameColumn,
    column("Controller", "The object whose template this was."),
    column("Revision", "Its number.", "integer"),
    ageColumn,
  ],
  row(resource, now) {
    const owner = resource.metadata.ownerReferences?.find(({ controller }) => controller);
    const group = owner?.apiVersion.includes("/") ? `.${owner.apiVersion.split("/")[0]}` : "";
    const controller = owner === undefined ? "<none>" : `${owner.kind.toLowerCase()}${group}/${owner.name}`;
    return [resource.metadata.name, controller, resource.revision, age(resource, now)];
  },
  example: {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: { name: "agent-1", namespace: "default" },
    revision: 1,
    data: {},
  },
});

function validateRevision(revision: number): FieldErrors {
  const errors: FieldErrors = [];
  if (revision < 0) checkNonNegative(revision, fieldPath(), "revision", errors);
  return errors;
}
