// How `kubectl get pods` shows a pod: the STATUS column is worked out from the containers.
//
// Kubernetes: pkg/printers/internalversion/printers.go (printPod)
import type { ContainerState, ContainerStatus, Pod } from "@/generated/kubernetes/types";
import { humanDuration } from "../../meta/duration";
import { timeOf } from "../../meta/time";
import { age, ageColumn, column, descriptionOf, nameColumn, orNone, wideColumn } from "../cells";
import type { Cell, Column } from "../define-kind";

export const podColumns: readonly Column[] = [
  nameColumn,
  column("Ready", "Containers that are ready, of all that should be."),
  column("Status", "What the pod is doing, summed up from its phase and its containers."),
  column("Restarts", "How often containers were restarted, and when last."),
  ageColumn,
  wideColumn("IP", descriptionOf("core.v1.PodStatus", "podIP")),
  wideColumn("Node", descriptionOf("core.v1.PodSpec", "nodeName")),
  wideColumn("Nominated Node", descriptionOf("core.v1.PodStatus", "nominatedNodeName")),
  wideColumn("Readiness Gates", descriptionOf("core.v1.PodSpec", "readinessGates")),
];

export function podRow(pod: Pod, now: number): readonly Cell[] {
  const { spec, status } = pod;
  const summary = summarizePod(pod);
  return [
    pod.metadata.name,
    `${summary.ready}/${summary.total}`,
    summary.status,
    restartsCell(summary, now),
    age(pod, now),
    orNone(status?.podIPs?.[0]?.ip ?? status?.podIP),
    orNone(spec?.nodeName),
    orNone(status?.nominatedNodeName),
    gatesCell(pod),
  ];
}

interface PodSummary {
  readonly ready: number;
  readonly total: number;
  readonly status: string;
  readonly restarts: number;
  readonly lastRestart?: number;
}

function summarizePod(pod: Pod): PodSummary {
  const init = summarizeInit(pod);
  const isDone = init.reason === undefined || hasCondition(pod, "Initialized");
  const main = isDone ? summarizeContainers(pod, init.reason ?? basicReason(pod)) : undefined;
  const restarts = main === undefined ? init.all : addRestarts(init.sidecars, main.restarts);
  return {
    ready: init.ready + (main?.ready ?? 0),
    total: (pod.spec?.containers ?? []).length + sidecarNames(pod).size,
    status: finalStatus(pod, main?.reason ?? init.reason ?? basicReason(pod)),
    ...restarts,
  };
}

interface Restarts {
  readonly restarts: number;
  readonly lastRestart?: number;
}

function addRestarts(a: Restarts, b: Restarts): Restarts {
  const last = Math.max(a.lastRestart ?? -1, b.lastRestart ?? -1);
  return {
    restarts: a.restarts + b.restarts,
    ...(last < 0 ? {} : { lastRestart: last }),
  };
}

function restartsOf(status: ContainerStatus): Restarts {
  const last = timeOf(status.lastState?.terminated?.finishedAt);
  return {
    restarts: status.restartCount ?? 0,
    ...(last === undefined ? {} : { lastRestart: last }),
  };
}

function basicReason(pod: Pod): string {
  const gated = pod.status?.conditions?.some(
    ({ type, reason }) => type === "PodScheduled" && reason === "SchedulingGated",
  );
  return gated ? "SchedulingGated" : pod.status?.reason || (pod.status?.phase ?? "");
}

const sidecarNames = (pod: Pod): ReadonlySet<string> =>
  new Set(
    (pod.spec?.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === "Always")
      .map(({ name }) => name),
  );

/** The first init container that is not done gives the reason; sidecars that have started count as ready. */
function summarizeInit(pod: Pod) {
  const sidecars = sidecarNames(pod);
  const total = (pod.spec?.initContainers ?? []).length;
  let all: Restarts = { restarts: 0 };
  let ofSidecars: Restarts = { restarts: 0 };
  let ready = 0;
  for (const [index, status] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const isSidecar = sidecars.has(status.name);
    all = addRestarts(all, restartsOf(status));
    if (isSidecar) ofSidecars = addRestarts(ofSidecars, restartsOf(status));
    if (status.state?.terminated !== undefined && !status.state.terminated.exitCode) continue;
    if (isSidecar && status.started === true) {
      if (status.ready) ready++;
      continue;
    }
    const reason = `Init:${initReason(status.state, index, total)}`;
    return { reason, all, sidecars: ofSidecars, ready };
  }
  return { reason: undefined, all, sidecars: ofSidecars, ready };
}

function initReason(state: ContainerState | undefined, index: number, total: number): string {
  if (state?.terminated !== undefined) return endReason(state.terminated);
  const waiting = state?.waiting?.reason;
  return waiting && waiting !== "PodInitializing" ? waiting : `${index}/${total}`;
}

function endReason(end: NonNullable<ContainerState["terminated"]>): string {
  if (end.reason) return end.reason;
  return end.signal ? `Signal:${end.signal}` : `ExitCode:${end.exitCode ?? 0}`;
}

function summarizeContainers(pod: Pod, basic: string) {
  let reason = basic;
  let restarts: Restarts = { restarts: 0 };
  let ready = 0;
  let isRunning = false;
  for (const status of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    restarts = addRestarts(restarts, restartsOf(status));
    const { waiting, terminated, running } = status.state ?? {};
    if (waiting?.reason) reason = waiting.reason;
    else if (terminated !== undefined) reason = endReason(terminated);
    else if (status.ready && running !== undefined) {
      isRunning = true;
      ready++;
    }
  }
  if (reason === "Completed" && isRunning) {
    reason = hasCondition(pod, "Ready") ? "Running" : "NotReady";
  }
  return { reason, restarts, ready };
}

function finalStatus(pod: Pod, reason: string): string {
  if (pod.metadata.deletionTimestamp === undefined) return reason;
  if (pod.status?.reason === "NodeLost") return "Unknown";
  const phase = pod.status?.phase;
  return phase === "Succeeded" || phase === "Failed" ? reason : "Terminating";
}

const hasCondition = (pod: Pod, wanted: string): boolean =>
  pod.status?.conditions?.some(({ type, status }) => type === wanted && status === "True") === true;

function restartsCell({ restarts, lastRestart }: Restarts, now: number): string {
  if (restarts === 0 || lastRestart === undefined) return String(restarts);
  return `${restarts} (${humanDuration(now - lastRestart)} ago)`;
}

function gatesCell(pod: Pod): string {
  const gates = pod.spec?.readinessGates ?? [];
  if (gates.length === 0) return "<none>";
  const met = gates.filter(({ conditionType }) => hasCondition(pod, conditionType)).length;
  return `${met}/${gates.length}`;
}
