// RuntimeClass: which runtime of a node runs a pod.
//
// Kubernetes: pkg/registry/node/runtimeclass/strategy.go, pkg/apis/node/validation/validation.go
import type { RuntimeClass } from "@/generated/kubernetes/types";
import type { FieldError } from "../../meta/field-errors";
import { fieldPath } from "../../meta/field-errors";
import { dns1123Label } from "../../meta/names";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, checkText, type FieldErrors } from "../field-rules";

export const runtimeClass = defineKind<RuntimeClass>()({
  kind: "RuntimeClass",
  group: "node.k8s.io",
  version: "v1",
  plural: "runtimeclasses",
  singular: "runtimeclass",
  namespaced: false,
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.handler, old.handler, "handler", errors);
    return errors;
  },
  columns: [
    nameColumn,
    column("Handler", descriptionOf("node.v1.RuntimeClass", "handler")),
    ageColumn,
  ],
  row: (resource, now) => [resource.metadata.name, resource.handler ?? "", age(resource, now)],
  example: {
    apiVersion: "node.k8s.io/v1",
    kind: "RuntimeClass",
    metadata: { name: "gvisor" },
    handler: "runsc",
  },
});

function validate({ handler = "" }: RuntimeClass): FieldErrors {
  const errors: FieldError[] = [];
  checkText(dns1123Label, handler, { path: fieldPath(), name: "handler", errors });
  return errors;
}
