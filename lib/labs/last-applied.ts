// What `kubectl apply` remembers of an object: the configuration that was applied last.
import type { KubernetesObject } from "@/lib/sim";

export const lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";

/** Nothing when the object was never applied, or when somebody spoilt the annotation. */
export function lastApplied({ metadata }: KubernetesObject): unknown {
  const text = metadata.annotations?.[lastAppliedAnnotation];
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
