// Kubernetes: pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go,
// staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go
import type { Taint, Toleration } from "@/generated/kubernetes/types";
import type { SchedulerPlugin } from "../define-plugin";

export const taintToleration: SchedulerPlugin = {
  name: "TaintToleration",
  weight: 3,
  normalize: "lower-is-better",
  filter(pod, { node }) {
    const hard = (node.spec?.taints ?? []).filter(({ effect }) => effect !== "PreferNoSchedule");
    return untolerated(hard, pod.spec?.tolerations) === undefined ? [] : ["node(s) had untolerated taint(s)"];
  },
  score(pod, nodes) {
    const tolerations = (pod.spec?.tolerations ?? []).filter(
      ({ effect }) => !effect || effect === "PreferNoSchedule",
    );
    return nodes.map(({ node }) => {
      const soft = (node.spec?.taints ?? []).filter(({ effect }) => effect === "PreferNoSchedule");
      return soft.filter((taint) => !tolerations.some((each) => tolerates(each, taint))).length;
    });
  },
};

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
