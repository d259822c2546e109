// A pod's status as its kubelet writes it.
//
// Kubernetes: pkg/kubelet/kubelet_pods.go (generateAPIPodStatus, getPhase)
import type { Container, ContainerStatus, Pod, PodStatus } from "@/generated/kubernetes/types";
import { qosClassOf } from "../kinds/pod/resources";
import { formatTime } from "../meta/time";
import { namespaceById, nodeNamespaceId } from "../network/namespaces";
import { podConditions } from "./conditions";
import { containerStatus, type StatusOptions } from "./container-status";
import type { PodRow } from "./pod-row";
import { isSidecar, type PodWork } from "./pod-work";

/** Writes the status if it has changed; a pod that is gone has none. */
export function writeStatus(work: PodWork): void {
  if (work.pod === undefined) return;
  work.context.client.updateStatus("Pod", { ...work.pod, status: podStatus(work, work.pod) });
}

export function podStatus(work: PodWork, pod: Pod): PodStatus {
  const { row } = work;
  const isEnding = row.stage !== "active";
  const hasInit = (pod.spec?.initContainers ?? []).length > 0;
  const begun = hasInit ? "PodInitializing" : "ContainerCreating";
  const of = (containers: readonly Container[], options: StatusOptions): ContainerStatus[] =>
    containers.map((container) => containerStatus(work, container, options));
  const initStatuses = of(pod.spec?.initContainers ?? [], {
    waitingReason: "PodInitializing",
    isEnding,
  });
  const statuses = of(pod.spec?.containers ?? [], { waitingReason: begun, isEnding });
  const ephemeral = of(pod.spec?.ephemeralContainers ?? [], {
    waitingReason: "ContainerCreating",
    isEnding,
  });
  const hostIP = namespaceById(work.context.state, nodeNamespaceId(row.node))?.address;
  const reached = row.failure === undefined ? phaseOf(work, pod, initStatuses, statuses) : "Failed";
  const phase = shownPhase(pod, row.stage, reached);
  const podIP = row.address;
  const conditions = podConditions(work, pod, { phase: reached, initStatuses, statuses });
  return {
    ...keptFields(pod),
    conditions,
    ...(hostIP === undefined ? {} : { hostIP, hostIPs: [{ ip: hostIP }] }),
    observedGeneration: pod.metadata.generation ?? 1,
    phase,
    ...(podIP === undefined ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    qosClass:
      pod.status?.qosClass ?? (pod.spec === undefined ? "BestEffort" : qosClassOf(pod.spec)),
    startTime:
      pod.status?.startTime ?? (row.seenMs === work.now ? work.time : formatTime(row.seenMs)),
    ...(row.failure === undefined
      ? {}
      : { reason: row.failure.reason, message: row.failure.message }),
    ...(initStatuses.length === 0 ? {} : { initContainerStatuses: initStatuses }),
    containerStatuses: statuses.sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: ephemeral }),
  };
}

/** What others write into the status. */
function keptFields(pod: Pod): PodStatus {
  const { nominatedNodeName, resize, allocatedResources, resourceClaimStatuses, reason, message } =
    pod.status ?? {};
  return {
    ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }),
    ...(resize === undefined ? {} : { resize }),
    ...(allocatedResources === undefined ? {} : { allocatedResources }),
    ...(resourceClaimStatuses === undefined ? {} : { resourceClaimStatuses }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

/** A phase that ends the pod is kept back until nothing of it runs any more. */
function shownPhase(pod: Pod, stage: PodRow["stage"], reached: string): string {
  const before = pod.status?.phase ?? "Pending";
  if (before === "Failed" || before === "Succeeded") return before;
  const isFinal = reached === "Failed" || reached === "Succeeded";
  return isFinal && stage !== "terminated" ? before : reached;
}

function phaseOf(
  work: PodWork,
  pod: Pod,
  initStatuses: readonly ContainerStatus[],
  statuses: readonly ContainerStatus[],
): string {
  const isTerminated = work.row.stage === "terminated";
  const inits = pod.spec?.initContainers ?? [];
  let isInitializing = false;
  for (const [index, container] of inits.entries()) {
    const status = initStatuses[index];
    if (isSidecar(container)) {
      if (status?.started !== true && !hasBegun(statuses)) isInitializing = true;
      continue;
    }
    const ended =
      status?.state?.terminated ??
      (status?.state?.waiting ? status.lastState?.terminated : undefined);
    if (ended?.exitCode === 0) continue;
    if (ended !== undefined && pod.spec?.restartPolicy === "Never") return "Failed";
    if (!hasBegun(statuses)) isInitializing = true;
  }
  if (isInitializing && !isTerminated) return "Pending";
  let [running, waiting, failed, ended] = [0, 0, 0, 0];
  for (const { state, lastState } of statuses) {
    const terminated = state?.terminated;
    if (state?.running !== undefined) running += 1;
    else if (terminated !== undefined) {
      ended += 1;
      if (terminated.exitCode !== 0) failed += 1;
    } else if (lastState?.terminated !== undefined) ended += 1;
    else waiting += 1;
  }
  if (isTerminated) return failed === 0 && waiting === 0 ? "Succeeded" : "Failed";
  if (waiting > 0) return "Pending";
  if (running > 0) return "Running";
  const policy = pod.spec?.restartPolicy ?? "Always";
  if (policy === "Always") return "Running";
  if (failed === 0 && ended === statuses.length) return "Succeeded";
  return policy === "Never" ? "Failed" : "Running";
}

const hasBegun = (statuses: readonly ContainerStatus[]): boolean =>
  statuses.some(({ containerID }) => containerID !== undefined);
