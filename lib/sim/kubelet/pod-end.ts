// The end of a pod: deleted, failed, or done. Its containers are stopped, then its status says so, then it
// goes.
//
// Kubernetes: pkg/kubelet/kubelet.go (SyncTerminatingPod, SyncTerminatedPod)
import { logDirectory } from "../runtime/container-log";
import { writeStatus } from "./pod-status";
import { isSidecar, type PodWork } from "./pod-work";
import { hurryStops, stopContainer } from "./stop-container";
import { finishMs, removeMs, reportMs } from "./timing";
import { unmountVolumes } from "./volumes/mount-volumes";
import { NodeFiles } from "./volumes/node-files";

/** The pod was deleted or has to fail: everything that runs is stopped. */
export function beginTermination(work: PodWork): void {
  const { pod } = work;
  const asked = pod?.metadata.deletionGracePeriodSeconds;
  leaveSync(work);
  if (asked !== undefined) work.set({ graceSeconds: asked });
  writeStatus(work);
  stopAll(work);
}

/** All containers have ended for good; sidecars are stopped. */
export function beginFinish(work: PodWork): void {
  leaveSync(work);
  writeStatus(work);
  stopAll(work);
}

function leaveSync(work: PodWork): void {
  const { step, probes } = work.row;
  if (step?.kind === "postStart" && step.exec !== undefined)
    work.context.runtime.endExec(step.exec);
  for (const { pending } of probes) {
    if (pending?.exec !== undefined) work.context.runtime.endExec(pending.exec);
  }
  work.set({
    stage: "terminating",
    step: undefined,
    todo: [],
    probes: [],
    isSyncing: false,
    trouble: undefined,
    syncAt: undefined,
    refreshAt: undefined,
  });
}

/** The containers proper at once; their sidecars come after them, the last one first. */
function stopAll(work: PodWork): void {
  const sidecars = sidecarNames(work);
  for (const name of Object.keys(work.row.containers)) {
    if (!sidecars.includes(name)) stopContainer(work, name, `Stopping container ${name}`);
  }
  stopNextSidecar(work);
}

function stopNextSidecar(work: PodWork): boolean {
  if (work.row.stops.length > 0) return true;
  const name = sidecarNames(work)
    .reverse()
    .find((each) => work.current(each)?.state === "running");
  if (name === undefined) return false;
  stopContainer(work, name, `Stopping container ${name}`);
  return true;
}

function sidecarNames(work: PodWork): string[] {
  const inits = work.pod?.spec?.initContainers ?? [];
  return inits.filter(isSidecar).map(({ name }) => name);
}

/** False when nothing of the pod is left. */
export function advanceEnd(work: PodWork): boolean {
  const { row, pod } = work;
  const isDeleted = pod === undefined || pod.metadata.deletionTimestamp !== undefined;
  const asked = pod?.metadata.deletionGracePeriodSeconds;
  if (asked !== undefined && asked < row.graceSeconds) {
    work.set({ graceSeconds: asked });
    hurryStops(work, asked);
  }
  if (row.stage === "terminating") {
    if (stopNextSidecar(work)) return true;
    work.set({ stage: "ending", endAt: work.now + (isDeleted ? reportMs : finishMs) });
    return true;
  }
  if (row.stage === "ending") {
    if (row.endAt !== undefined && row.endAt > work.now) return true;
    releaseSandbox(work);
    work.set({ stage: "terminated", endAt: undefined });
    writeStatus(work);
    return true;
  }
  if (!isDeleted) return true;
  if (row.endAt === undefined) {
    work.set({ endAt: work.now + removeMs });
    return true;
  }
  if (row.endAt > work.now) return true;
  remove(work);
  return false;
}

function releaseSandbox(work: PodWork): void {
  const { node, sandbox } = work.row;
  if (sandbox !== undefined) work.context.runtime.removeSandbox(node, sandbox);
  work.set({ sandbox: undefined });
}

function remove(work: PodWork): void {
  const { runtime, client, state } = work.context;
  const { node, namespace, name, uid } = work.row;
  for (const { current, previous } of Object.values(work.row.containers)) {
    for (const id of [current, previous]) {
      const container = id === undefined ? undefined : runtime.get(node, id);
      if (container !== undefined) runtime.remove(container);
    }
  }
  unmountVolumes(work);
  new NodeFiles(state, node).remove(logDirectory({ namespace, name, uid }));
  if (work.pod === undefined) return;
  client.delete("Pod", { namespace, name }, { gracePeriodSeconds: 0, preconditions: { uid } });
}
