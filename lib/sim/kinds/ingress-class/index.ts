// IngressClass: a controller that serves Ingresses.
//
// Kubernetes: pkg/registry/networking/ingressclass/strategy.go
import type { IngressClass } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid, required } from "../../meta/field-errors";
import { qualifiedName } from "../../meta/names";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, type FieldErrors } from "../field-rules";

export const ingressClass = defineKind<IngressClass>()({
  kind: "IngressClass",
  group: "networking.k8s.io",
  version: "v1",
  plural: "ingressclasses",
  singular: "ingressclass",
  namespaced: false,
  hasGeneration: true,
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.spec?.controller, old.spec?.controller, "spec.controller", errors);
    return errors;
  },
  columns: [
    nameColumn,
    column("Controller", "Who serves the Ingresses of this class."),
    column("Parameters", "Where its settings are."),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.spec?.controller ?? "",
    parametersCell(resource),
    age(resource, now),
  ],
  example: {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: "nginx" },
    spec: { controller: "k8s.io/ingress-nginx" },
  },
});

function parametersCell({ spec }: IngressClass): string {
  const parameters = spec?.parameters;
  if (parameters === undefined) return "<none>";
  const group = parameters.apiGroup ? `.${parameters.apiGroup}` : "";
  return `${parameters.kind}${group}/${parameters.name}`;
}

function validate({ spec }: IngressClass): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec", "controller");
  const controller = spec?.controller ?? "";
  if (controller === "") errors.push(required(path));
  else if (!controller.includes("/")) {
    errors.push(
      invalid(path, controller, 'must be a domain-prefixed path (such as "acme.io/foo")'),
    );
  } else {
    for (const message of qualifiedName(controller))
      errors.push(invalid(path, controller, message));
  }
  return errors;
}
