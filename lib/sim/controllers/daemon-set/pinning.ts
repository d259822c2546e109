// A daemon's pod is made for one node: node affinity by name, and tolerations for a node in trouble.
//
// Kubernetes: pkg/controller/daemon/util/daemonset_util.go
import type { Pod } from "@/generated/kubernetes/types";

const trouble = [
  ["not-ready", "NoExecute"],
  ["unreachable", "NoExecute"],
  ["disk-pressure", "NoSchedule"],
  ["memory-pressure", "NoSchedule"],
  ["pid-pressure", "NoSchedule"],
  ["unschedulable", "NoSchedule"],
] as const;

export const daemonTolerations = trouble.map(([name, effect]) => ({
  key: `node.kubernetes.io/${name}`,
  operator: "Exists",
  effect,
}));

const hostNetworkToleration = {
  key: "node.kubernetes.io/network-unavailable",
  operator: "Exists",
  effect: "NoSchedule",
};

export function pinnedTo(node: string, spec: Pod["spec"]): NonNullable<Pod["spec"]> {
  const field = { key: "metadata.name", operator: "In", values: [node] };
  const own = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = (own?.nodeSelectorTerms ?? [{}]).map((term) => ({ ...term, matchFields: [field] }));
  return {
    ...spec,
    containers: spec?.containers ?? [],
    affinity: {
      ...spec?.affinity,
      nodeAffinity: {
        ...spec?.affinity?.nodeAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms },
      },
    },
    tolerations: [
      ...(spec?.tolerations ?? []),
      ...daemonTolerations,
      ...(spec?.hostNetwork ? [hostNetworkToleration] : []),
    ],
  };
}

/** The node a pod that is not bound yet was made for. */
export function targetNode(pod: Pod): string | undefined {
  const terms =
    pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return terms?.[0]?.matchFields?.find(({ key }) => key === "metadata.name")?.values?.[0];
}
