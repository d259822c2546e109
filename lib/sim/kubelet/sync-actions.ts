// What a sync does about a pod's containers: stops what has to go, puts in line what has to start.
import type { Pod } from "@/generated/kubernetes/types";
import { type PodView, planPod } from "./plan";
import type { PodWork } from "./pod-work";
import { stopContainer } from "./stop-container";

export const viewOf = (work: PodWork, pod: Pod): PodView => ({
  pod,
  current: (name) => work.current(name),
  memory: (name) => work.container(name),
});

export function beginActions(work: PodWork, pod: Pod): void {
  const plan = planPod(viewOf(work, pod));
  work.set({ todo: plan.starts, step: undefined });
  for (const { container, message } of plan.stops) {
    const { failing } = work.container(container);
    stopContainer(work, container, message, failing);
  }
  if (plan.stops.length > 0) work.set({ step: { kind: "stop" } });
}
