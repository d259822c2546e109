// One sync of a pod: the status is written first, from what runs; then what has to be done is begun.
//
// Kubernetes: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/pod_workers.go (completeWork)
import type { Pod } from "@/generated/kubernetes/types";
import { hasEnded } from "./plan";
import { beginFinish } from "./pod-end";
import { writeStatus } from "./pod-status";
import type { PodWork } from "./pod-work";
import { triggerReadiness } from "./probes";
import { beginActions, viewOf } from "./sync-actions";
import { backOffSleep, retryDelay, setupMs } from "./timing";

export function beginSync(work: PodWork, pod: Pod): void {
  work.set({ syncAt: undefined });
  dropOldContainers(work);
  const view = viewOf(work, pod);
  if (hasEnded(view)) return beginFinish(work);
  writeStatus(work);
  triggerReadiness(work, pod);
  work.set({ isSyncing: true });
  if (work.row.sandbox === undefined) {
    work.set({ step: { kind: "setup", due: work.now + setupMs } });
    return;
  }
  beginActions(work, pod);
}

/** Decides when the pod is synced next; a pod that is well is left alone until something happens. */
export function endSync(work: PodWork): void {
  const { trouble } = work.row;
  work.set({ isSyncing: false, trouble: undefined });
  if (trouble === undefined) return;
  const { backOffUntil } = trouble;
  const delay =
    backOffUntil === undefined
      ? retryDelay(work.context.state)
      : backOffSleep(work.context.state, backOffUntil - work.now);
  work.wantSync(work.now + delay);
}

/** Of the containers that have ended only the newest is kept. */
function dropOldContainers(work: PodWork): void {
  for (const [name, { previous }] of Object.entries(work.row.containers)) {
    if (previous === undefined || work.current(name)?.state !== "exited") continue;
    const old = work.context.runtime.get(work.row.node, previous);
    if (old !== undefined) work.context.runtime.remove(old);
    work.setContainer(name, { previous: undefined });
  }
}
