// The contract of a scheduler plugin: a reason why a pod may not go to a node, a score for the nodes that are
// left, or both. Pure; what it said is kept for the learner.
//
// Kubernetes: staging/src/k8s.io/kube-scheduler/framework/interface.go
import type { Node, Pod } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import type { Amounts, NodeUsage, PodUsage } from "./node-usage";

export interface NodeInfo {
  readonly node: Node;
  readonly name: string;
  readonly usage: NodeUsage;
  /** What the node has to give, by resource name, in the units of `usage`. */
  readonly capacity: Amounts;
  /** Pods on the node that are not finished. */
  pods(): readonly Pod[];
}

export interface SchedulingContext {
  /** What the pod asks for. */
  readonly asked: PodUsage;
  readonly nodes: readonly NodeInfo[];
  /** Services, for default spreading: selectors that match the pod. */
  readonly spreadSelectors: readonly Readonly<Record<string, string>>[];
  /** Labels of a namespace, for `namespaceSelector`. */
  namespaceLabels(namespace: string): Readonly<Record<string, string>>;
  /** Claims, volumes and classes. */
  readonly objects: Pick<Client, "get" | "list">;
}

export interface SchedulerPlugin {
  readonly name: string;
  /** What the plugin's score counts in the sum; 0 or absent when it does not score. */
  readonly weight?: number;
  /** Whether evicting pods could make a refused node fit; then preemption is tried. */
  isHelpedByPreemption?(reasons: readonly string[], pod: Pod, info: NodeInfo): boolean;
  /** A reason against every node. */
  preFilter?(pod: Pod, context: SchedulingContext): string | undefined;
  /** Reasons against the node; none when the pod fits. */
  filter?(pod: Pod, info: NodeInfo, context: SchedulingContext): readonly string[];
  /** Raw scores, one per node in order. */
  score?(pod: Pod, nodes: readonly NodeInfo[], context: SchedulingContext): readonly number[];
  /** How raw scores become 0–100; they are taken as they are when absent. */
  readonly normalize?: "higher-is-better" | "lower-is-better";
}

export const maxNodeScore = 100;

// Kubernetes: pkg/scheduler/framework/plugins/helper/normalize_score.go
export function normalizeScores(
  scores: readonly number[],
  direction: SchedulerPlugin["normalize"],
): number[] {
  if (direction === undefined) return [...scores];
  const most = Math.max(0, ...scores);
  const isReversed = direction === "lower-is-better";
  if (most === 0) return scores.map(() => (isReversed ? maxNodeScore : 0));
  return scores.map((score) => {
    const scaled = Math.floor((maxNodeScore * score) / most);
    return isReversed ? maxNodeScore - scaled : scaled;
  });
}
