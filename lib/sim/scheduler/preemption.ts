// When nothing fits: which pods of lower priority would have to go, and from which node they are fewest and
// least important.
//
// Kubernetes: pkg/scheduler/framework/preemption/preemption.go,
// pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go
//
// Differs: disruption budgets count as broken only when a victim is the last one they allow; victims are
// chosen from the node as a whole, without trying to give each one back in order of its start.
import type { Pod } from "@/generated/kubernetes/types";
import { findCondition } from "../meta/object";
import { timeOf } from "../meta/time";
import type { NodeInfo, SchedulingContext } from "./define-plugin";
import { noUsage, usageOf } from "./node-usage";
import type { NodeVerdict } from "./verdict";

export interface Preemption {
  readonly node: string;
  readonly victims: readonly Pod[];
}

/** The reason of the condition that victims are given. */
export const preempted = "PreemptionByScheduler";

export const priorityOf = (pod: Pod): number => pod.spec?.priority ?? 0;

/** Why the pod may drive nobody away, or not again: its own policy, or victims that have yet to leave. */
export function whyNotEligible(
  pod: Pod,
  nodes: readonly NodeInfo[],
  verdicts: readonly NodeVerdict[],
): string | undefined {
  if (pod.spec?.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const index = nodes.findIndex(({ name }) => name === pod.status?.nominatedNodeName);
  if (verdicts[index]?.isHelped !== true) return undefined;
  const leaves = (each: Pod): boolean =>
    priorityOf(each) < priorityOf(pod) &&
    each.metadata.deletionTimestamp !== undefined &&
    findCondition(each.status?.conditions, "DisruptionTarget")?.reason === preempted;
  return nodes[index]?.pods().some(leaves)
    ? "not eligible due to a terminating pod on the nominated node."
    : undefined;
}

/**
 * The cheapest preemption that makes room, if any. `fits` says whether the pod may go to a node as it would
 * be.
 */
export function findPreemption(
  pod: Pod,
  verdicts: readonly NodeVerdict[],
  context: SchedulingContext,
  rules: { fits(info: NodeInfo): boolean },
): Preemption | undefined {
  const candidates = context.nodes.flatMap((info, index) => {
    return verdicts[index]?.isHelped ? (victimsOn(pod, info, rules.fits) ?? []) : [];
  });
  return [...candidates].sort(byCost)[0];
}

function victimsOn(
  pod: Pod,
  info: NodeInfo,
  fits: (info: NodeInfo) => boolean,
): Preemption | undefined {
  const all = info.pods();
  const lower = all.filter((each) => priorityOf(each) < priorityOf(pod));
  if (lower.length === 0) return undefined;
  let kept = all.filter((each) => priorityOf(each) >= priorityOf(pod));
  if (!fits(withPods(info, kept))) return undefined;
  const victims: Pod[] = [];
  // The most important ones are given back first.
  for (const each of [...lower].sort(byImportance)) {
    if (fits(withPods(info, [...kept, each]))) kept = [...kept, each];
    else victims.push(each);
  }
  return victims.length === 0 ? undefined : { node: info.name, victims };
}

function withPods(info: NodeInfo, pods: readonly Pod[]): NodeInfo {
  return {
    ...info,
    usage: pods.reduce((usage, each) => usageOf(usage, each), noUsage),
    pods: () => pods,
  };
}

/** Higher priority first, then the one that has run longer. */
function byImportance(a: Pod, b: Pod): number {
  return (
    priorityOf(b) - priorityOf(a) ||
    startOf(a) - startOf(b) ||
    (a.metadata.name < b.metadata.name ? -1 : 1)
  );
}

const startOf = (pod: Pod): number => timeOf(pod.status?.startTime) ?? Number.POSITIVE_INFINITY;

/** Least important victims, then the smallest sum of priorities, then the fewest, then the youngest. */
function byCost(a: Preemption, b: Preemption): number {
  const highest = ({ victims }: Preemption): number => Math.max(...victims.map(priorityOf));
  const sum = ({ victims }: Preemption): number =>
    victims.reduce((total, each) => total + priorityOf(each), 0);
  const earliest = ({ victims }: Preemption): number => Math.min(...victims.map(startOf));
  return (
    highest(a) - highest(b) ||
    sum(a) - sum(b) ||
    a.victims.length - b.victims.length ||
    earliest(b) - earliest(a) ||
    (a.node < b.node ? -1 : 1)
  );
}
