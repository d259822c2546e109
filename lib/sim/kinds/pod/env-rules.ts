// Environment variables of containers, and the selectors of the downward API.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateEnv, ValidateEnvFrom)
import type {
  EnvFromSource,
  EnvVar,
  ObjectFieldSelector,
  ResourceFieldSelector,
} from "@/generated/kubernetes/types";
import { type FieldPath, invalid, notSupported, required } from "../../meta/field-errors";
import {
  dns1123Subdomain,
  qualifiedName,
  relaxedEnvironmentVariableName,
  validConfigMapKey,
} from "../../meta/names";
import { checkRequired, checkText, type FieldErrors } from "../field-rules";

const environmentFields = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
] as const;

export const volumeFields = [
  "metadata.annotations",
  "metadata.labels",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
] as const;

const resourceFields = [
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
] as const;

export function checkEnv(
  variables: readonly EnvVar[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  variables?.forEach((variable, index) => {
    const at = path.index(index);
    if (checkRequired(variable.name, at, "name", errors)) {
      checkText(relaxedEnvironmentVariableName, variable.name, { path: at, name: "name", errors });
    }
    if (variable.valueFrom !== undefined) {
      checkValueFrom(variable, at.child("valueFrom"), errors);
    }
  });
}

function checkValueFrom(variable: EnvVar, path: FieldPath, errors: FieldErrors): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } =
    variable.valueFrom ?? {};
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = sources.filter((source) => source !== undefined).length;
  if (fieldRef !== undefined) {
    checkFieldRef(fieldRef, environmentFields, path.child("fieldRef"), errors);
  }
  if (resourceFieldRef !== undefined) {
    checkResourceFieldRef(resourceFieldRef, false, path.child("resourceFieldRef"), errors);
  }
  if (configMapKeyRef !== undefined) {
    checkKeyRef(configMapKeyRef, path.child("configMapKeyRef"), errors);
  }
  if (secretKeyRef !== undefined) checkKeyRef(secretKeyRef, path.child("secretKeyRef"), errors);
  if (count === 0) {
    const detail =
      "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";
    errors.push(invalid(path, "", detail));
  } else if (variable.value) {
    errors.push(invalid(path, "", "may not be specified when `value` is not empty"));
  } else if (count > 1) {
    errors.push(invalid(path, "", "may not have more than one field specified at a time"));
  }
}

export function checkFieldRef(
  reference: ObjectFieldSelector,
  supported: readonly string[],
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (!checkRequired(reference.apiVersion, path, "apiVersion", errors)) return;
  if (!checkRequired(reference.fieldPath, path, "fieldPath", errors)) return;
  const field = reference.fieldPath;
  const [, base = field, key] = /^([^[]+)\['(.*)'\]$/.exec(field) ?? [];
  if (!isKnownLabel(field, base, key)) {
    const detail = `error converting fieldPath: field label not supported: ${field}`;
    errors.push(invalid(path.child("fieldPath"), field, detail));
    return;
  }
  if (key !== undefined) {
    const text = base === "metadata.annotations" ? key.toLowerCase() : key;
    for (const message of qualifiedName(text)) errors.push(invalid(path, text, message));
    return;
  }
  if (!supported.includes(field)) {
    errors.push(notSupported(path.child("fieldPath"), field, supported));
  }
}

// Kubernetes: pkg/apis/core/pods/helpers.go (ConvertDownwardAPIFieldLabel)
function isKnownLabel(field: string, base: string, key: string | undefined): boolean {
  if (key !== undefined) return base === "metadata.annotations" || base === "metadata.labels";
  return (
    (environmentFields as readonly string[]).includes(field) ||
    (volumeFields as readonly string[]).includes(field) ||
    ["spec.restartPolicy", "spec.schedulerName", "status.phase", "status.hostIP"].includes(field)
  );
}

export function checkResourceFieldRef(
  reference: ResourceFieldSelector,
  isVolume: boolean,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const { containerName, resource, divisor = "0" } = reference;
  if (isVolume && !containerName) errors.push(required(path.child("containerName")));
  else if (!resource) errors.push(required(path.child("resource")));
  else if (!(resourceFields as readonly string[]).includes(resource) && !isHugePages(resource)) {
    errors.push(notSupported(path.child("resource"), resource, resourceFields));
  }
  if (divisor === "0") return;
  const detail = divisorComplaint(resource ?? "", divisor);
  if (detail !== undefined) errors.push(invalid(path.child("divisor"), resource, detail));
}

const isHugePages = (resource: string): boolean =>
  resource.startsWith("requests.hugepages-") || resource.startsWith("limits.hugepages-");

function divisorComplaint(resource: string, divisor: string): string | undefined {
  if (resource.endsWith(".cpu")) {
    if (divisor === "1" || divisor === "1m") return undefined;
    return "only divisor's values 1m and 1 are supported with the cpu resource";
  }
  if (/^1([kMGTPE]|[KMGTPE]i)?$/.test(divisor)) return undefined;
  const what = resource.endsWith(".memory")
    ? "memory"
    : isHugePages(resource)
      ? "hugepages"
      : "local ephemeral storage";
  return `only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the ${what} resource`;
}

function checkKeyRef(
  { name = "", key }: { readonly name?: string; readonly key?: string },
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkText(dns1123Subdomain, name, { path, name: "name", errors });
  if (checkRequired(key, path, "key", errors)) {
    checkText(validConfigMapKey, key ?? "", { path, name: "key", errors });
  }
}

export function checkEnvFrom(
  sources: readonly EnvFromSource[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  sources?.forEach((source, index) => {
    const at = path.index(index);
    if (source.prefix) {
      checkText(relaxedEnvironmentVariableName, source.prefix, {
        path: at,
        name: "prefix",
        errors,
      });
    }
    const { configMapRef, secretRef } = source;
    if (configMapRef !== undefined) checkReference(configMapRef, at.child("configMapRef"), errors);
    if (secretRef !== undefined) checkReference(secretRef, at.child("secretRef"), errors);
    if (configMapRef === undefined && secretRef === undefined) {
      errors.push(invalid(path, "", "must specify one of: `configMapRef` or `secretRef`"));
    } else if (configMapRef !== undefined && secretRef !== undefined) {
      errors.push(invalid(path, "", "may not have more than one field specified at a time"));
    }
  });
}

function checkReference(
  reference: { readonly name?: string },
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (!checkRequired(reference.name, path, "name", errors)) return;
  checkText(dns1123Subdomain, reference.name ?? "", { path, name: "name", errors });
}
