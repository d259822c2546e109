// How many pods of a PodDisruptionBudget may be evicted right now.
//
// Kubernetes: pkg/controller/disruption/disruption.go
import type { Pod, PodDisruptionBudget } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import { matchesLabelSelector } from "../../meta/selector";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";
import { isFinished, isReady } from "../pod-state";

export const disruptionController = defineController({
  name: "disruption-controller",
  latencyMs: 20,
  watches: [
    watchOwn("PodDisruptionBudget"),
    { kind: "Pod", keys: ({ old, current }) => [`${(current ?? old)?.metadata.namespace}/`] },
  ],
  resync: ({ client }) =>
    client
      .list("PodDisruptionBudget")
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    const { client } = context;
    if (key.endsWith("/")) {
      const namespace = key.slice(0, -1);
      for (const { metadata } of client.list("PodDisruptionBudget", { namespace })) {
        context.enqueue(`${namespace}/${metadata.name}`, 0);
      }
      return;
    }
    const budget = client.get("PodDisruptionBudget", splitKey(key));
    if (budget !== undefined) writeStatus(budget, context);
  },
});

function writeStatus(budget: PodDisruptionBudget, context: ControllerContext): void {
  const { client } = context;
  const pods = client
    .list("Pod", { namespace: budget.metadata.namespace ?? "" })
    .filter(
      (pod) => !isFinished(pod) && matchesLabelSelector(budget.spec?.selector, pod.metadata.labels),
    );
  const expectedPods = expectedCount(budget, pods, context);
  const desiredHealthy = desiredCount(budget, expectedPods);
  const currentHealthy = pods.filter(
    (pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined,
  ).length;
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  const status = {
    conditions: conditions(budget, disruptionsAllowed > 0, context.now),
    currentHealthy,
    desiredHealthy,
    disruptionsAllowed,
    expectedPods,
    observedGeneration: budget.metadata.generation ?? 1,
  };
  if (!deepEqual(budget.status, status))
    client.updateStatus("PodDisruptionBudget", { ...budget, status });
}

/** Counted from the owners' sizes when the budget is a percentage or an upper bound, else from the pods. */
function expectedCount(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  { client }: ControllerContext,
): number {
  const { minAvailable, maxUnavailable } = budget.spec ?? {};
  if (maxUnavailable === undefined && typeof minAvailable === "number") return pods.length;
  const sizes = new Map<string, number>();
  for (const { metadata } of pods) {
    const owner = metadata.ownerReferences?.find(({ controller }) => controller);
    if (owner === undefined) continue;
    const key = { namespace: metadata.namespace ?? "", name: owner.name };
    const found =
      owner.kind === "ReplicaSet"
        ? client.get("ReplicaSet", key)
        : owner.kind === "ReplicationController"
          ? client.get("ReplicationController", key)
          : undefined;
    sizes.set(owner.uid, found?.spec?.replicas ?? 0);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

function desiredCount(budget: PodDisruptionBudget, expected: number): number {
  const { minAvailable, maxUnavailable } = budget.spec ?? {};
  const part = (value: number | string): number =>
    typeof value === "number" ? value : Math.ceil((Number.parseInt(value, 10) * expected) / 100);
  if (maxUnavailable !== undefined) return Math.max(0, expected - part(maxUnavailable));
  return minAvailable === undefined ? 0 : part(minAvailable);
}

function conditions(budget: PodDisruptionBudget, isAllowed: boolean, now: number) {
  const status = isAllowed ? "True" : "False";
  const known = budget.status?.conditions?.find(({ type }) => type === "DisruptionAllowed");
  return [
    {
      type: "DisruptionAllowed",
      status,
      observedGeneration: budget.metadata.generation ?? 1,
      lastTransitionTime: known?.status === status ? known.lastTransitionTime : formatTime(now),
      reason: isAllowed ? "SufficientPods" : "InsufficientPods",
      message: "",
    },
  ];
}
