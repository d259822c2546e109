// Carries one pod forward: everything that is due now, in order, until only waiting is left. What is waited
// for stands in the row.
//
// Kubernetes: pkg/kubelet/pod_workers.go, pkg/kubelet/kubelet.go (SyncPod, SyncTerminatingPod, SyncTerminatedPod)
import type { Pod } from "@/generated/kubernetes/types";
import { timeOf } from "../meta/time";
import { advanceEnd, beginTermination } from "./pod-end";
import type { PodRow } from "./pod-row";
import type { PodWork } from "./pod-work";
import { advanceProbes } from "./probes";
import { finishStep, startNext } from "./start-container";
import { advanceStops } from "./stop-container";
import { beginSync, endSync } from "./sync";
import { nextRelist } from "./timing";
import { refreshVolumes } from "./volumes/mount-volumes";

/** False when the pod is over and its row is to be forgotten. */
export function workOnPod(work: PodWork): boolean {
  for (;;) {
    const before = work.row;
    if (!advance(work)) return false;
    if (work.row === before) return true;
  }
}

function advance(work: PodWork): boolean {
  const { pod } = work;
  noteChanges(work);
  advanceStops(work);
  if (work.row.stage !== "active") return advanceEnd(work);
  if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) {
    beginTermination(work);
    return true;
  }
  if (isPastDeadline(work, pod)) return true;
  advanceSync(work, pod);
  if (work.row.stage === "active") advanceProbes(work, pod);
  return true;
}

function advanceSync(work: PodWork, pod: Pod): void {
  const { step, todo, isSyncing, syncAt, refreshAt } = work.row;
  if (refreshAt !== undefined && refreshAt <= work.now) {
    work.set({ refreshAt: undefined });
    refreshVolumes(work, pod);
  }
  if (step !== undefined) finishStep(work, pod, step);
  else if (todo.length > 0) startNext(work, pod);
  else if (isSyncing) endSync(work);
  else if (syncAt !== undefined && syncAt <= work.now) beginSync(work, pod);
}

/** A changed spec is looked at soon, a container's end at the next relist. */
function noteChanges(work: PodWork): void {
  const { pod, row } = work;
  const generation = pod?.metadata.generation ?? row.generation;
  const ephemeral = pod?.spec?.ephemeralContainers?.length ?? 0;
  if (generation !== row.generation || ephemeral !== (row.ephemeral ?? 0)) {
    work.set({ generation, ephemeral });
    work.wantSync(work.now);
  }
  noteSandbox(work);
  for (const [name, memory] of Object.entries(row.containers)) {
    if (memory.current === undefined || memory.noted === memory.current) continue;
    const current = work.current(name);
    // One that somebody has removed behind our back has ended, too.
    if (current !== undefined && current.state !== "exited") continue;
    work.setContainer(name, { noted: memory.current });
    work.wantSync(nextRelist(row.node, work.now));
  }
}

/** A sandbox that somebody stopped or removed behind our back is made again. */
function noteSandbox(work: PodWork): void {
  const { node, sandbox, stage, isSyncing, step } = work.row;
  if (sandbox === undefined || stage !== "active" || isSyncing || step !== undefined) return;
  if (work.context.runtime.sandbox(node, sandbox)?.state === "ready") return;
  work.set({ sandbox: undefined, address: undefined });
  const message = "Pod sandbox changed, it will be killed and re-created.";
  work.say({ type: "Normal", reason: "SandboxChanged", message });
  work.wantSync(nextRelist(node, work.now));
}

function isPastDeadline(work: PodWork, pod: Pod): boolean {
  const deadline = deadlineOf(pod);
  if (deadline === undefined || deadline > work.now) return false;
  const message = "Pod was active on the node longer than the specified deadline";
  work.set({ failure: { reason: "DeadlineExceeded", message } });
  work.say({ type: "Normal", reason: "DeadlineExceeded", message });
  beginTermination(work);
  return true;
}

function deadlineOf(pod: Pod): number | undefined {
  const seconds = pod.spec?.activeDeadlineSeconds;
  const start = timeOf(pod.status?.startTime);
  return seconds === undefined || start === undefined ? undefined : start + seconds * 1000;
}

/** When the pod has to be looked at again, if nothing happens before. */
export function nextInstant(row: PodRow, pod: Pod | undefined): number | undefined {
  const instants: (number | undefined)[] = [row.endAt, ...row.stops.map(({ due }) => due)];
  if (row.stage === "active") {
    const { step } = row;
    if (step === undefined) instants.push(row.syncAt);
    else if (step.kind !== "stop") instants.push(step.due);
    instants.push(row.refreshAt);
    if (pod !== undefined) instants.push(deadlineOf(pod));
    for (const { next, pending } of row.probes) instants.push(pending?.until ?? next);
  }
  let first: number | undefined;
  for (const instant of instants) {
    if (instant !== undefined && (first === undefined || instant < first)) first = instant;
  }
  return first === Number.POSITIVE_INFINITY ? undefined : first;
}
