// Kubernetes: pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go

import { maxNodeScore, type SchedulerPlugin } from "../define-plugin";

/** Prefers nodes on which cpu and memory would be used to like degrees. */
export const balancedAllocation: SchedulerPlugin = {
  name: "NodeResourcesBalancedAllocation",
  weight: 1,
  score(_pod, nodes, context) {
    const asked = context.asked.requested;
    // A pod that asks for nothing cannot unbalance a node: upstream skips the plugin.
    if (!asked.cpu && !asked.memory) return nodes.map(() => 0);
    return nodes.map(({ capacity, usage }) => {
      const share = (name: string): number =>
        Math.min(1, ((usage.requested[name] ?? 0) + (asked[name] ?? 0)) / (capacity[name] ?? 1));
      const deviation = Math.abs(share("cpu") - share("memory")) / 2;
      return Math.floor((1 - deviation) * maxNodeScore);
    });
  },
};
