// Whether a node takes a pod that was given to it: enough room, and what it asks of a node.
//
// Kubernetes: pkg/kubelet/lifecycle/predicate.go
import type { Node, Pod } from "@/generated/kubernetes/types";
import { podRequests } from "../kinds/pod/resources";
import { milliValue, quantityOf, quantityValue } from "../meta/quantity";
import { matchesNodeSelector } from "./node-affinity";
import type { PodRow } from "./pod-row";

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

export interface Amounts {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

export function requestsOf(pod: Pod): Amounts {
  const hasRequests = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].some(
    ({ resources }) => resources?.requests !== undefined || resources?.limits !== undefined,
  );
  if (pod.spec === undefined || !hasRequests) return { cpuMillis: 0, memoryBytes: 0 };
  const requests = podRequests(pod.spec);
  const [cpu, memory] = [requests.get("cpu"), requests.get("memory")];
  return {
    cpuMillis: cpu === undefined ? 0 : Number(milliValue(cpu)),
    memoryBytes: memory === undefined ? 0 : Number(quantityValue(memory)),
  };
}

/** Why the pod is refused; nothing when it may run. */
export function admit(pod: Pod, node: Node, others: readonly PodRow[]): Rejection | undefined {
  const active = others.filter(({ stage }) => stage === "active");
  const wanted = requestsOf(pod);
  const allocatable = node.status?.allocatable ?? {};
  const pods = Number(allocatable.pods ?? "110");
  if (active.length + 1 > pods) return outOf("pods", 1, active.length, pods);
  if (wanted.cpuMillis > 0) {
    const used = active.reduce((sum, row) => sum + row.cpuMillis, 0);
    const capacity = Number(milliValue(quantityOf(allocatable.cpu)));
    if (used + wanted.cpuMillis > capacity) return outOf("cpu", wanted.cpuMillis, used, capacity);
  }
  if (wanted.memoryBytes > 0) {
    const used = active.reduce((sum, row) => sum + row.memoryBytes, 0);
    const capacity = Number(quantityValue(quantityOf(allocatable.memory)));
    if (used + wanted.memoryBytes > capacity)
      return outOf("memory", wanted.memoryBytes, used, capacity);
  }
  if (matchesNodeSelector(pod, node)) return undefined;
  return {
    reason: "NodeAffinity",
    message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
  };
}

function outOf(resource: string, requested: number, used: number, capacity: number): Rejection {
  const message = `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${resource}`, message };
}
