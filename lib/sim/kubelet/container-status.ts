// One container's status as the API shows it.
//
// Kubernetes: pkg/kubelet/kubelet_pods.go (convertToAPIContainerStatuses)
import type {
  Container,
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
} from "@/generated/kubernetes/types";
import { formatTime } from "../meta/time";
import type { ContainerRow } from "../runtime/container-tables";
import type { PodWork } from "./pod-work";
import { isRestarted, isSidecar } from "./pod-work";
import { terminationMessage } from "./termination-message";

export interface StatusOptions {
  /** What a container that never ran waits for. */
  readonly waitingReason: string;
  /** The pod is going: nothing will be restarted. */
  readonly isEnding: boolean;
}

export function containerStatus(
  work: PodWork,
  container: Container,
  options: StatusOptions,
): ContainerStatus {
  const memory = work.container(container.name);
  const current = work.current(container.name);
  const shown = stateOf(work, container, current, options);
  const isRunning = shown.state.running !== undefined;
  const isReady = isRunning
    ? isReadyNow(container, memory)
    : isCompletedInit(work, container, current);
  const hasRun = current !== undefined;
  const mounts = mountStatuses(container);
  const resources = container.resources ?? {};
  return {
    ...(resources.requests === undefined || !hasRun
      ? {}
      : { allocatedResources: resources.requests }),
    ...(hasRun ? { containerID: `containerd://${current.id}` } : {}),
    image: hasRun ? current.imageName : (container.image ?? ""),
    imageID: hasRun ? current.imageDigest : "",
    lastState: shown.last === undefined ? {} : { terminated: shown.last },
    name: container.name,
    ready: isReady,
    ...(hasRun ? { resources } : {}),
    restartCount: memory.restarts,
    started: isRunning && memory.hasStarted,
    state: shown.state,
    ...(isRunning && hasRun ? { user: { linux: linuxUser(work, current) } } : {}),
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  };
}

function isReadyNow(
  container: Container,
  memory: { isReady: boolean; hasStarted: boolean },
): boolean {
  return memory.hasStarted && (container.readinessProbe === undefined || memory.isReady);
}

function isCompletedInit(
  work: PodWork,
  container: Container,
  current: ContainerRow | undefined,
): boolean {
  if (isSidecar(container) || current?.state !== "exited" || current.exitCode !== 0) return false;
  return work.pod?.spec?.initContainers?.some(({ name }) => name === container.name) === true;
}

interface Shown {
  readonly state: ContainerState;
  readonly last?: ContainerStateTerminated;
}

function stateOf(
  work: PodWork,
  container: Container,
  current: ContainerRow | undefined,
  options: StatusOptions,
): Shown {
  const memory = work.container(container.name);
  const last = memory.lastState === undefined ? {} : { last: memory.lastState };
  const reason = options.isEnding ? undefined : reasonFor(work, container, current);
  if (current === undefined || current.state === "created") {
    return { state: { waiting: reason ?? { reason: options.waitingReason } }, ...last };
  }
  if (current.state === "running") {
    return { state: { running: { startedAt: formatTime(current.startedMs ?? 0) } }, ...last };
  }
  const ended = terminatedState(work, current);
  if (reason !== undefined) return { state: { waiting: reason }, last: ended };
  return { state: { terminated: ended }, ...last };
}

/** The reason cache speaks only of containers that will be started again. */
function reasonFor(work: PodWork, container: Container, current: ContainerRow | undefined) {
  const { reason } = work.container(container.name);
  if (reason === undefined || work.pod === undefined) return undefined;
  if (current?.state === "running") return undefined;
  if (current?.state === "exited") {
    const isInit =
      work.pod.spec?.initContainers?.some(({ name }) => name === container.name) === true;
    if (isInit && !isSidecar(container) && current.exitCode === 0) return undefined;
    if (!isRestarted(work.pod, container, current.exitCode ?? 0)) return undefined;
  }
  return reason.message === ""
    ? { reason: reason.reason }
    : { message: reason.message, reason: reason.reason };
}

export function terminatedState(work: PodWork, ended: ContainerRow): ContainerStateTerminated {
  const message = ended.message ?? terminationMessage(work, ended);
  return {
    containerID: `containerd://${ended.id}`,
    exitCode: ended.exitCode ?? 0,
    finishedAt: formatTime(ended.finishedMs ?? 0),
    ...(message === "" ? {} : { message }),
    reason: ended.reason ?? "Error",
    startedAt: formatTime(ended.startedMs ?? 0),
  };
}

function mountStatuses(container: Container) {
  return (container.volumeMounts ?? []).map(({ name, mountPath, readOnly, recursiveReadOnly }) => ({
    mountPath,
    name,
    ...(readOnly === true
      ? { readOnly: true, recursiveReadOnly: recursiveReadOnly ?? "Disabled" }
      : {}),
  }));
}

function linuxUser(work: PodWork, current: ContainerRow) {
  const context = work.pod?.spec?.securityContext;
  const row = work.context.runtime.machines.describe(current.machine)?.users[current.user];
  const [uid, gid] = [row?.uid ?? 0, row?.gid ?? 0];
  const groups = [
    gid,
    ...(context?.fsGroup === undefined ? [] : [context.fsGroup]),
    ...(context?.supplementalGroups ?? []),
  ];
  return { gid, supplementalGroups: [...new Set(groups)], uid };
}
