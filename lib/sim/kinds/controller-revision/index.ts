// ControllerRevision: a template as it once was, kept so that one can go back.
//
// Kubernetes: pkg/registry/apps/controllerrevision/strategy.go
import type { ControllerRevision } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, required } from "../../meta/field-errors";
import { controllerOf } from "../../meta/object";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, checkNonNegative, type FieldErrors } from "../field-rules";

export const controllerRevision = defineKind<ControllerRevision>()({
  kind: "ControllerRevision",
  group: "apps",
  version: "v1",
  plural: "controllerrevisions",
  singular: "controllerrevision",
  namespaced: true,
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.data, old.data, "data", errors);
    return errors;
  },
  columns: [
    nameColumn,
    column("Controller", "What it is a revision of."),
    column("Revision", descriptionOf("apps.v1.ControllerRevision", "revision"), "integer"),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    controllerCell(resource),
    resource.revision ?? 0,
    age(resource, now),
  ],
  example: {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: { name: "db-5b8c7d", namespace: "default" },
    revision: 1,
    data: {},
  },
});

const groupOfKind: Readonly<Record<string, string>> = {
  DaemonSet: "daemonset.apps",
  StatefulSet: "statefulset.apps",
};

function controllerCell(resource: ControllerRevision): string {
  const owner = controllerOf(resource);
  return owner === undefined
    ? "<none>"
    : `${groupOfKind[owner.kind] ?? owner.kind.toLowerCase()}/${owner.name}`;
}

function validate({ data, revision }: ControllerRevision): FieldErrors {
  const errors: FieldError[] = [];
  if (data === undefined) errors.push(required("data", "data is mandatory"));
  checkNonNegative(revision, fieldPath(), "revision", errors);
  return errors;
}
