// What a pod is told that is allowed and still a mistake.
//
// Kubernetes: pkg/api/pod/warnings.go
import type { Container, PodSpec } from "@/generated/kubernetes/types";
import { goQuote } from "../../meta/go-text";
import { milliValue, quantityOf } from "../../meta/quantity";

const replacedLabels: Readonly<Record<string, string>> = {
  "beta.kubernetes.io/arch": 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  "beta.kubernetes.io/os": 'deprecated since v1.14; use "kubernetes.io/os" instead',
  "failure-domain.beta.kubernetes.io/region":
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  "failure-domain.beta.kubernetes.io/zone":
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  "beta.kubernetes.io/instance-type":
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

/** `path` is where the spec lies: `spec`, or `spec.template.spec`. */
export function podSpecWarnings(spec: PodSpec | undefined, path: string): string[] {
  if (spec === undefined) return [];
  const warnings: string[] = [];
  for (const key in spec.nodeSelector) {
    const detail = replacedLabels[key];
    if (detail !== undefined) warnings.push(`${path}.nodeSelector[${key}]: ${detail}`);
  }
  spec.volumes?.forEach((volume, index) => {
    if (volume.gitRepo === undefined) return;
    warnings.push(`${path}.volumes[${index}].gitRepo: deprecated in v1.11`);
  });
  spec.imagePullSecrets?.forEach(({ name }, index) => {
    if (!name) warnings.push(`${path}.imagePullSecrets[${index}].name: invalid empty name ""`);
  });
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) {
    warnings.push(
      `${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
    );
  }
  spec.initContainers?.forEach((container, index) => {
    addContainerWarnings(container, `${path}.initContainers[${index}]`, warnings);
  });
  spec.containers?.forEach((container, index) => {
    addContainerWarnings(container, `${path}.containers[${index}]`, warnings);
  });
  addPortWarnings(spec, path, warnings);
  return warnings;
}

function addContainerWarnings(container: Container, path: string, warnings: string[]): void {
  for (const side of ["limits", "requests"] as const) {
    for (const name of ["memory", "ephemeral-storage"]) {
      const amount = container.resources?.[side]?.[name];
      if (amount === undefined || milliValue(quantityOf(amount)) % 1000 === 0) continue;
      warnings.push(
        `${path}.resources.${side}[${name}]: fractional byte value ${goQuote(amount)} is invalid, must be an integer`,
      );
    }
  }
  const seen = new Set<string>();
  container.env?.forEach(({ name }, index) => {
    if (seen.has(name)) {
      warnings.push(
        `${path}.env[${index}]: hides previous definition of ${goQuote(name)}, which may be dropped when using apply`,
      );
    }
    seen.add(name);
  });
}

function addPortWarnings(spec: PodSpec, path: string, warnings: string[]): void {
  const seen = new Map<string, string>();
  spec.containers?.forEach((container, containerIndex) => {
    container.ports?.forEach((port, portIndex) => {
      const at = `${path}.containers[${containerIndex}].ports[${portIndex}]`;
      const key = `${port.containerPort}/${port.protocol ?? ""}/${port.hostPort ?? ""}/${port.hostIP ?? ""}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, at);
      else warnings.push(`${at}: duplicate port definition with ${first}`);
    });
  });
}
