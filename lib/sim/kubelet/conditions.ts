// The conditions a kubelet owns, in the order it writes them.
//
// Kubernetes: pkg/kubelet/status/generate.go
import type { ContainerStatus, Pod, PodCondition } from "@/generated/kubernetes/types";
import { findCondition } from "../meta/object";
import { isSidecar, type PodWork } from "./pod-work";

export interface ConditionInput {
  readonly phase: string;
  readonly initStatuses: readonly ContainerStatus[];
  readonly statuses: readonly ContainerStatus[];
}

interface Finding {
  readonly isTrue: boolean;
  readonly reason?: string;
  readonly message?: string;
}

const owned: ReadonlySet<string> = new Set([
  "PodReadyToStartContainers",
  "Initialized",
  "Ready",
  "ContainersReady",
  "PodScheduled",
]);

export function podConditions(work: PodWork, pod: Pod, input: ConditionInput): PodCondition[] {
  const containers = containersReady(pod, input);
  const found: [string, Finding][] = [
    [
      "PodReadyToStartContainers",
      { isTrue: work.row.address !== undefined && work.row.sandbox !== undefined },
    ],
    ["Initialized", initialized(pod, input)],
    ["Ready", podReady(pod, containers)],
    ["ContainersReady", containers],
    ["PodScheduled", { isTrue: true }],
  ];
  const others = (pod.status?.conditions ?? []).filter(({ type }) => !owned.has(type));
  return [...others, ...found.map(([type, finding]) => conditionOf(work, pod, type, finding))];
}

function conditionOf(work: PodWork, pod: Pod, type: string, finding: Finding): PodCondition {
  const before = findCondition(pod.status?.conditions, type);
  const status = finding.isTrue ? "True" : "False";
  const isSame = before?.status === status && before.lastTransitionTime !== undefined;
  return {
    // Kubernetes writes the field although nobody sets it.
    lastProbeTime: null as unknown as string,
    lastTransitionTime: isSame ? before.lastTransitionTime : work.time,
    ...(finding.message === undefined ? {} : { message: finding.message }),
    observedGeneration: pod.metadata.generation ?? 1,
    ...(finding.reason === undefined ? {} : { reason: finding.reason }),
    status,
    type,
  };
}

function initialized(pod: Pod, { phase, initStatuses, statuses }: ConditionInput): Finding {
  const inits = pod.spec?.initContainers ?? [];
  if (isCompleted(phase, statuses)) return { isTrue: true, reason: "PodCompleted" };
  // Once the containers proper have begun, initialisation is not looked at again.
  if (statuses.some(({ containerID }) => containerID !== undefined)) return { isTrue: true };
  const incomplete = inits.filter((container, index) => {
    const status = initStatuses[index];
    return isSidecar(container) ? status?.started !== true : status?.ready !== true;
  });
  if (incomplete.length === 0) return { isTrue: true };
  const names = incomplete.map(({ name }) => name).join(" ");
  return {
    isTrue: false,
    reason: "ContainersNotInitialized",
    message: `containers with incomplete status: [${names}]`,
  };
}

function containersReady(pod: Pod, { phase, initStatuses, statuses }: ConditionInput): Finding {
  if (phase === "Failed") return { isTrue: false, reason: "PodFailed" };
  if (isCompleted(phase, statuses)) return { isTrue: false, reason: "PodCompleted" };
  const sidecars = initStatuses.filter((_, index) => {
    const container = pod.spec?.initContainers?.[index];
    return container !== undefined && isSidecar(container);
  });
  const all = [...sidecars, ...inSpecOrder(pod, statuses)];
  const unready = all.filter(({ ready }) => !ready).map(({ name }) => name);
  if (unready.length === 0) return { isTrue: true };
  return {
    isTrue: false,
    reason: "ContainersNotReady",
    message: `containers with unready status: [${unready.join(" ")}]`,
  };
}

function inSpecOrder(pod: Pod, statuses: readonly ContainerStatus[]): ContainerStatus[] {
  return (pod.spec?.containers ?? []).flatMap(
    ({ name }) => statuses.find((status) => status.name === name) ?? [],
  );
}

/** All done although the phase does not say so yet. */
function isCompleted(phase: string, statuses: readonly ContainerStatus[]): boolean {
  return phase === "Succeeded" && statuses.length > 0;
}

function podReady(pod: Pod, containers: Finding): Finding {
  if (!containers.isTrue) return containers;
  const complaints = (pod.spec?.readinessGates ?? []).flatMap(({ conditionType }) => {
    const found = findCondition(pod.status?.conditions, conditionType);
    if (found === undefined)
      return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    return found.status === "True"
      ? []
      : [`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`];
  });
  if (complaints.length === 0) return { isTrue: true };
  const message = complaints.length === 1 ? (complaints[0] ?? "") : `[${complaints.join(", ")}]`;
  return { isTrue: false, reason: "ReadinessGatesNotReady", message };
}
