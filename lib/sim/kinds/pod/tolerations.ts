// Which taints a pod puts up with.
//
// Kubernetes: staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go
import type { Taint, Toleration } from "@/generated/kubernetes/types";

export function untolerated(
  taints: readonly Taint[],
  tolerations: readonly Toleration[] = [],
): Taint | undefined {
  return taints.find((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
}

type TaintKey = Pick<Taint, "key" | "effect"> & { readonly value?: string };

export function tolerates(toleration: Toleration, taint: TaintKey): boolean {
  const { effect, key, operator = "Equal", value = "" } = toleration;
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  if (!key && operator !== "Exists") return false;
  return operator === "Exists" || value === (taint.value ?? "");
}
