// Kubernetes: pkg/scheduler/framework/plugins/noderesources/fit.go, least_allocated.go

import { maxNodeScore, type NodeInfo, type SchedulerPlugin } from "../define-plugin";
import { podUsage } from "../node-usage";

export const nodeResourcesFit: SchedulerPlugin = {
  name: "NodeResourcesFit",
  weight: 1,
  // What the whole node could not give, nobody's going frees.
  isHelpedByPreemption(_reasons, pod, { capacity }) {
    const { requested } = podUsage(pod);
    return Object.entries(requested).every(([name, amount]) => amount <= (capacity[name] ?? 0));
  },
  filter(_pod, info, { asked }) {
    const { capacity } = info;
    const reasons: string[] = [];
    if (info.usage.podCount + 1 > (capacity.pods ?? 0)) reasons.push("Too many pods");
    for (const [name, amount] of Object.entries(asked.requested)) {
      if (amount === 0) continue;
      const used = info.usage.requested[name] ?? 0;
      if (amount > (capacity[name] ?? 0) - used) reasons.push(`Insufficient ${name}`);
    }
    return reasons;
  },
  score(_pod, nodes, { asked }) {
    return nodes.map((info) => leastAllocated(asked.forScoring, info));
  },
};

/** The mean over cpu and memory of the share that would stay free, 0–100. */
function leastAllocated(asked: Readonly<Record<string, number>>, info: NodeInfo): number {
  const { capacity } = info;
  let sum = 0;
  let weights = 0;
  for (const name of ["cpu", "memory"]) {
    const total = capacity[name] ?? 0;
    if (total === 0) continue;
    const used = (info.usage.forScoring[name] ?? 0) + (asked[name] ?? 0);
    sum += used > total ? 0 : Math.floor(((total - used) * maxNodeScore) / total);
    weights += 1;
  }
  return weights === 0 ? 0 : Math.floor(sum / weights);
}
