// Kubernetes: pkg/scheduler/framework/plugins/podtopologyspread/{filtering,scoring,common}.go
import type { LabelSelector, Pod } from "@/generated/kubernetes/types";
import { matchesNode } from "../../kinds/pod/node-affinity";
import { untolerated } from "../../kinds/pod/tolerations";
import { matchesLabels, type Selector, selectorFromLabels, selectorOf } from "../../meta/selector";
import type { NodeInfo, SchedulerPlugin, SchedulingContext } from "../define-plugin";

interface Constraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly selector: Selector;
  readonly minDomains: number;
  /** Whether nodes the pod does not tolerate, or does not ask for, count at all. */
  readonly honorsTaints: boolean;
  readonly honorsAffinity: boolean;
}

export const podTopologySpread: SchedulerPlugin = {
  name: "PodTopologySpread",
  weight: 2,
  isHelpedByPreemption: (reasons) =>
    !reasons.some((reason) => reason.includes("missing required label")),
  filter(pod, info, context) {
    const hard = constraintsOf(pod, "DoNotSchedule");
    if (hard.length === 0) return [];
    if (hard.some(({ topologyKey }) => labelOf(info, topologyKey) === undefined)) {
      return ["node(s) didn't match pod topology spread constraints (missing required label)"];
    }
    const isBroken = hard.some((constraint) => wouldSkew(pod, info, constraint, context));
    return isBroken ? ["node(s) didn't match pod topology spread constraints"] : [];
  },
  score(pod, nodes, context) {
    const soft = softConstraints(pod, context);
    if (soft.length === 0) return nodes.map(() => 0);
    const usable = nodes.filter((info) =>
      soft.every(({ topologyKey }) => labelOf(info, topologyKey) !== undefined),
    );
    const raw = new Map(
      usable.map((info) => [info.name, Math.round(spreadCost(pod, info, soft, nodes, usable))]),
    );
    const costs = [...raw.values()];
    const [least, most] = [Math.min(...costs), Math.max(...costs)];
    return nodes.map((info) => {
      const cost = raw.get(info.name);
      if (cost === undefined) return 0;
      return most === 0 ? 100 : Math.floor((100 * (most + least - cost)) / most);
    });
  },
};

function constraintsOf(pod: Pod, when: string): Constraint[] {
  return (pod.spec?.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)
    .map(
      ({
        maxSkew,
        topologyKey,
        labelSelector,
        minDomains,
        matchLabelKeys,
        nodeTaintsPolicy,
        nodeAffinityPolicy,
      }) => ({
        maxSkew,
        topologyKey,
        selector: selectorOf(withLabelKeys(labelSelector, matchLabelKeys ?? [], pod)),
        minDomains: minDomains ?? 1,
        honorsTaints: nodeTaintsPolicy === "Honor",
        honorsAffinity: nodeAffinityPolicy !== "Ignore",
      }),
    );
}

function withLabelKeys(
  selector: LabelSelector | undefined,
  keys: readonly string[],
  pod: Pod,
): LabelSelector | undefined {
  const labels = pod.metadata.labels ?? {};
  const own = keys.flatMap((key) =>
    labels[key] === undefined ? [] : [[key, labels[key]] as const],
  );
  if (own.length === 0) return selector;
  return { ...selector, matchLabels: { ...selector?.matchLabels, ...Object.fromEntries(own) } };
}

const lenient = { minDomains: 1, honorsTaints: false, honorsAffinity: true };

/** What is asked for, else the default: spread the pods of a Service or an owner over hosts and zones. */
function softConstraints(pod: Pod, context: SchedulingContext): Constraint[] {
  if ((pod.spec?.topologySpreadConstraints ?? []).length > 0)
    return constraintsOf(pod, "ScheduleAnyway");
  const [matchLabels] = context.spreadSelectors;
  if (matchLabels === undefined) return [];
  const selector = selectorFromLabels(Object.assign({}, ...context.spreadSelectors));
  return [
    { maxSkew: 3, topologyKey: "kubernetes.io/hostname", selector, ...lenient },
    { maxSkew: 5, topologyKey: "topology.kubernetes.io/zone", selector, ...lenient },
  ].filter(({ topologyKey }) =>
    context.nodes.some((info) => labelOf(info, topologyKey) !== undefined),
  );
}

const labelOf = (info: NodeInfo, key: string): string | undefined =>
  info.node.metadata.labels?.[key];

function countMatching(pod: Pod, info: NodeInfo, selector: Selector): number {
  const { namespace } = pod.metadata;
  let sum = 0;
  for (const group of info.usage.groups) {
    if (group.namespace === namespace && matchesLabels(selector, group.labels)) sum += group.count;
  }
  return sum;
}

/** Matching pods per value of the topology key, over the nodes that count. */
function countDomains(
  pod: Pod,
  constraint: Constraint,
  nodes: readonly NodeInfo[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const info of nodes) {
    const domain = labelOf(info, constraint.topologyKey);
    if (domain === undefined) continue;
    counts.set(domain, (counts.get(domain) ?? 0) + countMatching(pod, info, constraint.selector));
  }
  return counts;
}

function counts(
  pod: Pod,
  { node }: NodeInfo,
  { honorsTaints, honorsAffinity }: Constraint,
): boolean {
  if (honorsAffinity && !matchesNode(pod, node)) return false;
  const hard = (node.spec?.taints ?? []).filter(({ effect }) => effect !== "PreferNoSchedule");
  return !honorsTaints || untolerated(hard, pod.spec?.tolerations) === undefined;
}

function wouldSkew(
  pod: Pod,
  info: NodeInfo,
  constraint: Constraint,
  context: SchedulingContext,
): boolean {
  const eligible = context.nodes.filter((each) => counts(pod, each, constraint));
  const domains = countDomains(pod, constraint, eligible);
  const least = domains.size < constraint.minDomains ? 0 : Math.min(...domains.values());
  const here = domains.get(labelOf(info, constraint.topologyKey) ?? "") ?? 0;
  const self = matchesLabels(constraint.selector, pod.metadata.labels) ? 1 : 0;
  return here + self - least > constraint.maxSkew;
}

function spreadCost(
  pod: Pod,
  info: NodeInfo,
  constraints: readonly Constraint[],
  nodes: readonly NodeInfo[],
  usable: readonly NodeInfo[],
): number {
  return constraints.reduce((sum, constraint) => {
    const isHost = constraint.topologyKey === "kubernetes.io/hostname";
    const count = isHost
      ? countMatching(pod, info, constraint.selector)
      : (countDomains(pod, constraint, nodes).get(labelOf(info, constraint.topologyKey) ?? "") ??
        0);
    const domains = isHost
      ? usable.length
      : new Set(usable.map((each) => labelOf(each, constraint.topologyKey))).size;
    return sum + count * Math.log(domains + 2) + (constraint.maxSkew - 1);
  }, 0);
}
