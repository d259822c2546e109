// Kubernetes: pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go,
// staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go
import type { Node, NodeSelectorTerm, Pod } from "@/generated/kubernetes/types";
import { matchesLabels, type SelectorOperator } from "../../meta/selector";
import type { SchedulerPlugin } from "../define-plugin";

export const nodeAffinity: SchedulerPlugin = {
  name: "NodeAffinity",
  weight: 2,
  normalize: "higher-is-better",
  filter: (pod, { node }) =>
    matchesNode(pod, node) ? [] : ["node(s) didn't match Pod's node affinity/selector"],
  score(pod, nodes) {
    const preferred = pod.spec?.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return nodes.map(({ node }) =>
      preferred.reduce(
        (sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0),
        0,
      ),
    );
  },
};

/** Both `nodeSelector` and the required affinity hold. */
export function matchesNode(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const wanted = Object.entries(pod.spec?.nodeSelector ?? {});
  if (!wanted.every(([key, value]) => labels[key] === value)) return false;
  const required = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return true;
  return required.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

const operators: Readonly<Record<string, SelectorOperator>> = {
  In: "in",
  NotIn: "notin",
  Exists: "exists",
  DoesNotExist: "!",
  Gt: "gt",
  Lt: "lt",
};

/** An empty term matches nothing. */
export function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  return (
    meets(matchExpressions, node.metadata.labels ?? {}) &&
    meets(matchFields, { "metadata.name": node.metadata.name })
  );
}

function meets(
  expressions: NonNullable<NodeSelectorTerm["matchExpressions"]>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const requirements = expressions.map(({ key, operator, values = [] }) => ({
    key,
    operator: operators[operator] ?? "in",
    values,
  }));
  return matchesLabels({ requirements }, labels);
}
