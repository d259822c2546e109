// Which pods go first when there are too many.
//
// Kubernetes: pkg/controller/controller_utils.go (ActivePodsWithRanks)
import type { Pod } from "@/generated/kubernetes/types";
import { timeOf } from "../meta/time";
import { isActive, isReady, readySince, restartCount } from "./pod-state";

const phaseRank: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const costAnnotation = "controller.kubernetes.io/pod-deletion-cost";

/** A copy of `pods`, the first to delete first. `related`: all pods of the same owner, for co-location. */
export function inDeletionOrder(pods: readonly Pod[], related: readonly Pod[], now: number): Pod[] {
  const perNode = new Map<string, number>();
  for (const pod of related) {
    const node = pod.spec?.nodeName;
    if (isActive(pod) && node) perNode.set(node, (perNode.get(node) ?? 0) + 1);
  }
  const crowding = (pod: Pod): number => perNode.get(pod.spec?.nodeName ?? "") ?? 0;
  return [...pods].sort(
    (a, b) =>
      Number(isAssigned(a)) - Number(isAssigned(b)) ||
      phase(a) - phase(b) ||
      Number(isReady(a)) - Number(isReady(b)) ||
      deletionCost(a) - deletionCost(b) ||
      crowding(b) - crowding(a) ||
      compareAges(readySince(a), readySince(b), now) ||
      restartCount(b) - restartCount(a) ||
      compareAges(created(a), created(b), now) ||
      compareText(a.metadata?.uid ?? "", b.metadata?.uid ?? ""),
  );
}

const isAssigned = (pod: Pod): boolean => Boolean(pod.spec?.nodeName);
const phase = (pod: Pod): number => phaseRank[pod.status?.phase ?? "Pending"] ?? 2;
const created = (pod: Pod): number | undefined => timeOf(pod.metadata?.creationTimestamp);

function deletionCost(pod: Pod): number {
  const text = pod.metadata?.annotations?.[costAnnotation];
  return text === undefined ? 0 : Number.parseInt(text, 10) || 0;
}

/** Younger first, by powers of two of the age: small differences do not count. */
function compareAges(a: number | undefined, b: number | undefined, now: number): number {
  if (a === undefined || b === undefined) return 0;
  return logarithm(now - a) - logarithm(now - b);
}

const logarithm = (ageMs: number): number => Math.floor(Math.log2(Math.max(1, ageMs / 1000)));
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
