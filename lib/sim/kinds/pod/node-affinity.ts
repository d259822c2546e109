// Which nodes a pod asks for by label.
//
// Kubernetes: staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go
import type { Node, NodeSelectorTerm, Pod } from "@/generated/kubernetes/types";
import { matchesLabels, type SelectorOperator } from "../../meta/selector";

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
