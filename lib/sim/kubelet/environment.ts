// The environment of a container: services, whole ConfigMaps and Secrets, then single values.
//
// Kubernetes: pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables)
import type { Container, EnvVar, Pod } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import { decodeBase64 } from "../meta/base64";
import { fieldValue } from "./field-value";
import { resourceValue } from "./resource-value";
import { serviceEnvironment } from "./service-environment";

/** Something the environment needs is not there; the container cannot be made. */
export class ConfigError extends Error {}

export interface EnvironmentRequest {
  readonly client: Client;
  readonly pod: Pod;
  readonly container: Container;
  readonly podIP: string;
  readonly hostIP: string;
}

type Variables = Record<string, string>;

export function containerEnvironment(request: EnvironmentRequest): Variables {
  const { client, pod, container } = request;
  const own: Variables = {};
  const { namespace = "default" } = pod.metadata;
  for (const source of container.envFrom ?? []) addWhole(own, client, namespace, source);
  const services =
    pod.spec?.enableServiceLinks === false
      ? serviceEnvironment(client, "", true)
      : serviceEnvironment(client, namespace, true);
  for (const variable of container.env ?? []) {
    const value = variableValue(variable, request, { ...services, ...own });
    if (value !== undefined) own[variable.name] = value;
  }
  const result: Variables = { ...own };
  for (const [name, value] of Object.entries(services)) result[name] ??= value;
  return result;
}

function addWhole(
  own: Variables,
  client: Client,
  namespace: string,
  source: NonNullable<Container["envFrom"]>[number],
): void {
  const { prefix = "", configMapRef, secretRef } = source;
  if (configMapRef !== undefined) {
    const { name = "", optional } = configMapRef;
    const found = client.get("ConfigMap", { namespace, name });
    if (found === undefined && optional !== true)
      throw new ConfigError(`configmap "${name}" not found`);
    for (const [key, value] of Object.entries(found?.data ?? {})) own[prefix + key] = value;
  }
  if (secretRef !== undefined) {
    const { name = "", optional } = secretRef;
    const found = client.get("Secret", { namespace, name });
    if (found === undefined && optional !== true)
      throw new ConfigError(`secret "${name}" not found`);
    for (const [key, value] of Object.entries(found?.data ?? {}))
      own[prefix + key] = decodeBase64(value) ?? "";
  }
}

/** Nothing when an optional key is missing. */
function variableValue(
  variable: EnvVar,
  request: EnvironmentRequest,
  known: Variables,
): string | undefined {
  const { value = "", valueFrom } = variable;
  if (valueFrom === undefined) return expand(value, known);
  const { client, pod, container, podIP, hostIP } = request;
  const { namespace = "default" } = pod.metadata;
  if (valueFrom.fieldRef !== undefined) {
    return fieldValue(pod, valueFrom.fieldRef.fieldPath, { podIP, hostIP });
  }
  if (valueFrom.resourceFieldRef !== undefined) {
    return resourceValue(valueFrom.resourceFieldRef, { pod, container, client });
  }
  if (valueFrom.configMapKeyRef !== undefined) {
    const { name = "", key, optional } = valueFrom.configMapKeyRef;
    const found = client.get("ConfigMap", { namespace, name });
    const data = found?.data?.[key];
    if (data !== undefined || optional === true) return data;
    if (found === undefined) throw new ConfigError(`configmap "${name}" not found`);
    throw new ConfigError(`couldn't find key ${key} in ConfigMap ${namespace}/${name}`);
  }
  if (valueFrom.secretKeyRef !== undefined) {
    const { name = "", key, optional } = valueFrom.secretKeyRef;
    const found = client.get("Secret", { namespace, name });
    const data = found?.data?.[key];
    if (data !== undefined) return decodeBase64(data) ?? "";
    if (optional === true) return undefined;
    if (found === undefined) throw new ConfigError(`secret "${name}" not found`);
    throw new ConfigError(`couldn't find key ${key} in Secret ${namespace}/${name}`);
  }
  return "";
}

/**
 * `$(NAME)` becomes the variable's value, `$$(NAME)` stays as `$(NAME)`, an unknown name stays as it is.
 *
 * Kubernetes: third_party/forked/golang/expansion/expand.go
 */
export function expand(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^()]*)\)/g, (whole, name: string | undefined) => {
    if (name === undefined) return "$";
    return Object.hasOwn(known, name) ? (known[name] ?? "") : whole;
  });
}
