// Kubernetes: pkg/scheduler/framework/plugins/interpodaffinity/{filtering,scoring}.go
import type { Pod, PodAffinityTerm } from "@/generated/kubernetes/types";
import { matchesLabelSelector } from "../../meta/selector";
import type { NodeInfo, SchedulerPlugin, SchedulingContext } from "../define-plugin";

export const interPodAffinity: SchedulerPlugin = {
  name: "InterPodAffinity",
  weight: 2,
  filter(pod, info, context) {
    const affinity = required(pod, "podAffinity");
    if (affinity.length > 0 && !hasCompany(pod, affinity, info, context)) {
      return ["node(s) didn't match pod affinity rules"];
    }
    const anti = required(pod, "podAntiAffinity");
    const isCrowded = anti.some((term) =>
      inDomain(term, info, context).some((other) => meets(term, pod, other, context)),
    );
    if (isCrowded) return ["node(s) didn't match pod anti-affinity rules"];
    return isUnwelcome(pod, info, context)
      ? ["node(s) didn't satisfy existing pods anti-affinity rules"]
      : [];
  },
  // Nobody's going brings the company that is missing.
  isHelpedByPreemption: (reasons) => !reasons.includes("node(s) didn't match pod affinity rules"),
  score(pod, nodes, context) {
    const terms = preferred(pod);
    if (terms.length === 0) return nodes.map(() => 0);
    const raw = nodes.map((info) =>
      terms.reduce((sum, { term, weight }) => {
        const count = inDomain(term, info, context).filter((other) =>
          meets(term, pod, other, context),
        ).length;
        return sum + weight * count;
      }, 0),
    );
    const [least, most] = [Math.min(...raw), Math.max(...raw)];
    return raw.map((value) =>
      most === least ? 0 : Math.floor((100 * (value - least)) / (most - least)),
    );
  },
};

type Kind = "podAffinity" | "podAntiAffinity";

const required = (pod: Pod, kind: Kind): readonly PodAffinityTerm[] =>
  pod.spec?.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

function preferred(pod: Pod): { term: PodAffinityTerm; weight: number }[] {
  const of = (kind: Kind, sign: 1 | -1) =>
    (pod.spec?.affinity?.[kind]?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm, weight }) => ({ term: podAffinityTerm, weight: sign * weight }),
    );
  return [...of("podAffinity", 1), ...of("podAntiAffinity", -1)];
}

/** A pod that is there already and wants no such neighbour in its domain. */
function isUnwelcome(pod: Pod, info: NodeInfo, context: SchedulingContext): boolean {
  return context.nodes.some(
    (other) =>
      other.usage.loners > 0 &&
      other
        .pods()
        .some((neighbour) =>
          required(neighbour, "podAntiAffinity").some(
            (term) => sharesDomain(term, info, other) && meets(term, neighbour, pod, context),
          ),
        ),
  );
}

/** Every term finds a pod in the node's domain; the first pod of its own kind may start anywhere. */
function hasCompany(
  pod: Pod,
  terms: readonly PodAffinityTerm[],
  info: NodeInfo,
  context: SchedulingContext,
): boolean {
  if (terms.some(({ topologyKey }) => info.node.metadata.labels?.[topologyKey] === undefined))
    return false;
  const isMet = (term: PodAffinityTerm): boolean =>
    inDomain(term, info, context).some((other) => meets(term, pod, other, context));
  if (terms.every(isMet)) return true;
  const isFirst = terms.every(
    (term) =>
      !context.nodes.some((other) => other.pods().some((each) => meets(term, pod, each, context))),
  );
  return isFirst && terms.every((term) => meets(term, pod, pod, context));
}

const inDomain = (term: PodAffinityTerm, info: NodeInfo, { nodes }: SchedulingContext): Pod[] =>
  nodes.filter((other) => sharesDomain(term, info, other)).flatMap((other) => [...other.pods()]);

function sharesDomain({ topologyKey }: PodAffinityTerm, a: NodeInfo, b: NodeInfo): boolean {
  const domain = a.node.metadata.labels?.[topologyKey];
  return domain !== undefined && domain === b.node.metadata.labels?.[topologyKey];
}

/** Whether `other` is one of the pods a term of `owner` speaks of. */
function meets(term: PodAffinityTerm, owner: Pod, other: Pod, context: SchedulingContext): boolean {
  const { namespace = "" } = other.metadata;
  const { namespaces = [], namespaceSelector, labelSelector } = term;
  const isNamed = namespaces.includes(namespace);
  const isOwn =
    namespaces.length === 0 &&
    namespaceSelector === undefined &&
    namespace === owner.metadata.namespace;
  const isSelected =
    namespaceSelector !== undefined &&
    matchesLabelSelector(namespaceSelector, context.namespaceLabels(namespace));
  return (
    (isNamed || isOwn || isSelected) && matchesLabelSelector(labelSelector, other.metadata.labels)
  );
}
