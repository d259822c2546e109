// What an Ingress may be.
//
// Kubernetes: pkg/apis/networking/validation/validation.go (ValidateIngressSpec)
import type {
  HTTPIngressPath,
  Ingress,
  IngressBackend,
  IngressRule,
} from "@/generated/kubernetes/types";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { dns1123Label, dns1123Subdomain, wildcardDns1123Subdomain } from "../../meta/names";
import { isIp } from "../address-rules";
import { checkText, type FieldErrors } from "../field-rules";
import { checkPortNumber } from "../pod/port-rules";

const pathTypes = ["Exact", "ImplementationSpecific", "Prefix"];
const badSequences = ["//", "/./", "/../", "%2f", "%2F"];
const badEndings = ["/..", "/."];

export function validateIngress({ spec }: Ingress): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  if ((spec?.rules ?? []).length === 0 && spec?.defaultBackend === undefined) {
    const detail = "either `defaultBackend` or `rules` must be specified";
    errors.push(invalid(path, shownSpec(spec ?? {}), detail));
  }
  if (spec?.defaultBackend !== undefined) {
    checkBackend(spec.defaultBackend, path.child("defaultBackend"), errors);
  }
  spec?.rules?.forEach((rule, index) => {
    checkRule(rule, path.child("rules").index(index), errors);
  });
  if (spec?.ingressClassName !== undefined) {
    checkText(dns1123Subdomain, spec.ingressClassName, { path, name: "ingressClassName", errors });
  }
  return errors;
}

const shownSpec = ({ ingressClassName, tls }: NonNullable<Ingress["spec"]>) => ({
  IngressClassName: ingressClassName ?? null,
  DefaultBackend: null,
  TLS: tls ?? null,
  Rules: null,
});

function checkRule({ host, http }: IngressRule, path: FieldPath, errors: FieldErrors): void {
  if (host) {
    if (isIp(host)) {
      errors.push(invalid(path.child("host"), host, "must be a DNS name, not an IP address"));
    } else {
      const rule = host.includes("*") ? wildcardDns1123Subdomain : dns1123Subdomain;
      checkText(rule, host, { path, name: "host", errors });
    }
  }
  if (http === undefined) return;
  const list = path.child("http", "paths");
  if ((http.paths ?? []).length === 0) errors.push(required(list));
  http.paths?.forEach((one, index) => {
    checkPath(one, list.index(index), errors);
  });
}

function checkPath(one: HTTPIngressPath, path: FieldPath, errors: FieldErrors): void {
  const { backend, path: text = "", pathType } = one;
  if (!pathType) errors.push(required(path.child("pathType"), "pathType must be specified"));
  else if (!pathTypes.includes(pathType)) {
    errors.push(notSupported(path.child("pathType"), pathType, pathTypes));
  } else if (pathType !== "ImplementationSpecific" || text !== "") {
    if (!text.startsWith("/")) {
      errors.push(invalid(path.child("path"), text, "must be an absolute path"));
    }
    if (pathType !== "ImplementationSpecific") checkSequences(text, path.child("path"), errors);
  }
  checkBackend(backend ?? {}, path.child("backend"), errors);
}

function checkSequences(text: string, path: FieldPath, errors: FieldErrors): void {
  for (const sequence of badSequences) {
    if (text.includes(sequence)) errors.push(invalid(path, text, `must not contain '${sequence}'`));
  }
  for (const ending of badEndings) {
    if (text.endsWith(ending)) errors.push(invalid(path, text, `cannot end with '${ending}'`));
  }
}

function checkBackend(backend: IngressBackend, path: FieldPath, errors: FieldErrors): void {
  const { resource, service } = backend;
  if (resource !== undefined && service !== undefined) {
    errors.push(invalid(path, "", "cannot set both resource and service backends"));
    return;
  }
  if (resource !== undefined) return;
  if (service === undefined) {
    errors.push(required(path, "must specify service or resource backend"));
    return;
  }
  const at = path.child("service");
  if (!service.name) errors.push(required(at.child("name")));
  else checkText(dns1123Label, service.name, { path: at, name: "name", errors });
  const { name, number } = service.port ?? {};
  if (name && number) errors.push(invalid(path, "", "cannot set both port name & port number"));
  else if (name) checkText(dns1123Label, name, { path: at.child("port"), name: "name", errors });
  else if (number) checkPortNumber(number, at.child("port"), "number", errors);
  else errors.push(required(path, "port name or number is required"));
}
