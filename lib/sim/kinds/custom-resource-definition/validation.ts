// What a CustomResourceDefinition may be.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionSpec,
} from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldError,
  type FieldPath,
  fieldPath,
  invalid,
  required,
} from "../../meta/field-errors";
import { dns1035Label, dns1123Subdomain } from "../../meta/names";
import {
  checkImmutable,
  checkOneOf,
  checkRequired,
  checkText,
  type FieldErrors,
} from "../field-rules";

const path = fieldPath("spec");

export function validateDefinition({ metadata, spec }: CustomResourceDefinition): FieldErrors {
  const errors: FieldError[] = [];
  const wanted = `${spec?.names?.plural ?? ""}.${spec?.group ?? ""}`;
  if (metadata.name !== wanted) {
    const detail = 'must be spec.names.plural+"."+spec.group';
    errors.push(invalid("metadata.name", metadata.name, detail));
  }
  if (spec === undefined) return errors;
  checkGroup(spec.group ?? "", errors);
  checkOneOf(spec.scope, ["Cluster", "Namespaced"], { path, name: "scope", errors });
  checkVersions(spec, path.child("versions"), errors);
  checkNames(spec, path.child("names"), errors);
  return errors;
}

function checkGroup(group: string, errors: FieldErrors): void {
  if (!checkRequired(group, path, "group", errors)) return;
  checkText(dns1123Subdomain, group, { path, name: "group", errors });
  if (!group.includes(".")) {
    errors.push(invalid(path.child("group"), group, "should be a domain with at least one dot"));
  }
}

function checkVersions(
  { versions }: CustomResourceDefinitionSpec,
  at: FieldPath,
  errors: FieldErrors,
): void {
  versions.forEach((version, index) => {
    const place = at.index(index);
    checkText(dns1035Label, version.name ?? "", { path: place, name: "name", errors });
    if (versions.findIndex(({ name }) => name === version.name) < index) {
      errors.push(duplicate(place.child("name"), version.name));
    }
    if (version.schema?.openAPIV3Schema === undefined) {
      errors.push(required(place.child("schema", "openAPIV3Schema"), "schemas are required"));
    } else if (version.schema.openAPIV3Schema.type === undefined) {
      const field = place.child("schema", "openAPIV3Schema", "type");
      errors.push(required(field, "must not be empty at the root"));
    } else if (version.schema.openAPIV3Schema.type !== "object") {
      const field = place.child("schema", "openAPIV3Schema", "type");
      const type = version.schema.openAPIV3Schema.type;
      errors.push(invalid(field, type, "must be object at the root"));
    }
  });
  const stored = versions.filter(({ storage }) => storage).length;
  if (stored === 1) return;
  errors.push(
    invalid(at, shownVersions(versions), "must have exactly one version marked as storage version"),
  );
}

const shownVersions = (versions: CustomResourceDefinitionSpec["versions"]) =>
  versions.map(({ name, served, storage }) => ({ Name: name, Served: served, Storage: storage }));

function checkNames(
  { names }: CustomResourceDefinitionSpec,
  at: FieldPath,
  errors: FieldErrors,
): void {
  const lowered = (kind: string | undefined): string => (kind ?? "").toLowerCase();
  for (const name of ["plural", "singular"] as const) {
    const value = names?.[name];
    if (value) checkText(dns1035Label, value, { path: at, name, errors });
    else errors.push(required(at.child(name)));
  }
  for (const name of ["kind", "listKind"] as const) {
    const value = names?.[name];
    if (!value) errors.push(required(at.child(name)));
    else {
      for (const message of dns1035Label(lowered(value))) {
        const detail = `may have mixed case, but should otherwise match: ${message}`;
        errors.push(invalid(at.child(name), value, detail));
      }
    }
  }
  names?.shortNames?.forEach((name, index) => {
    checkText(dns1035Label, name, { path: at.child("shortNames").index(index), name: "", errors });
  });
  if (names?.kind && names.kind === names.listKind) {
    const detail = "kind and listKind may not be the same";
    errors.push(invalid(at.child("listKind"), names.listKind, detail));
  }
}

export function validateDefinitionUpdate(
  resource: CustomResourceDefinition,
  old: CustomResourceDefinition,
): FieldErrors {
  const errors = validateDefinition(resource);
  const { group, names, scope } = resource.spec;
  checkImmutable(group, old.spec.group, path.child("group"), errors);
  checkImmutable(names.plural, old.spec.names.plural, path.child("names", "plural"), errors);
  const isEstablished = old.status?.conditions?.some(
    ({ type, status }) => type === "Established" && status === "True",
  );
  if (!isEstablished) return errors;
  checkImmutable(scope, old.spec.scope, path.child("scope"), errors);
  checkImmutable(names.kind, old.spec.names.kind, path.child("names", "kind"), errors);
  return errors;
}
