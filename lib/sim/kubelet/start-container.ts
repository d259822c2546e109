// Starting containers one after the other: back-off, image, configuration, the process, the hook after it.
//
// Kubernetes: pkg/kubelet/kuberuntime/kuberuntime_container.go (startContainer), pkg/kubelet/images/image_manager.go
import type { Container, Pod } from "@/generated/kubernetes/types";
import { backOffEnd, nextBackOff } from "./back-off";
import { createContainer } from "./create-container";
import { ConfigError } from "./environment";
import { finishPostStart, runPostStart } from "./hooks";
import { findOnNode, finishPull, pullNext } from "./image-pull";
import type { Step } from "./pod-row";
import { containerSpec, type PodWork, podText } from "./pod-work";
import { resetProbes } from "./probes";
import { setUpPod } from "./set-up-pod";
import { fail } from "./start-failure";
import { shownMs, startMs } from "./timing";

/** The first container in line. */
export function startNext(work: PodWork, pod: Pod): void {
  const [name = ""] = work.row.todo;
  const container = containerSpec(pod, name);
  if (container === undefined || isHeldBack(work, container)) return skip(work);
  work.set({ step: { kind: "start", container: name, due: work.now } });
  if (findOnNode(work, container)) {
    work.set({ step: { kind: "start", container: name, due: work.now + startMs } });
  } else if (!pullNext(work, container)) skip(work);
}

export function finishStep(work: PodWork, pod: Pod, step: Step): void {
  switch (step.kind) {
    case "setup":
      if (step.due <= work.now) setUpPod(work, pod);
      return;
    case "stop":
      if (work.row.stops.length === 0) work.set({ step: undefined });
      return;
    case "postStart":
      return finishPostStart(work, pod, step);
    case "pull": {
      if (step.due > work.now) return;
      const container = containerSpec(pod, step.container);
      if (container === undefined || !finishPull(work, container, step)) return skip(work);
      return work.set({
        step: { kind: "start", container: step.container, due: work.now + startMs },
      });
    }
    case "start": {
      const container = containerSpec(pod, step.container);
      if (container === undefined) return skip(work);
      if (step.due <= work.now) startContainer(work, pod, container);
    }
  }
}

/** Leaves the first in line out of this sync. */
function skip(work: PodWork): void {
  work.set({ step: undefined, todo: work.row.todo.slice(1) });
}

function isHeldBack(work: PodWork, { name }: Container): boolean {
  const memory = work.container(name);
  const current = work.current(name);
  // The end that counts is the last one before this sync: after a failed probe that is the one before.
  const endedMs =
    memory.failing === undefined && current?.state === "exited"
      ? current.finishedMs
      : previousEnd(work, name);
  if (endedMs === undefined) return false;
  const until = backOffEnd(memory.crash, endedMs, work.now);
  if (until === undefined) {
    work.setContainer(name, { crash: nextBackOff(memory.crash, endedMs, work.now) });
    return false;
  }
  const text = podText(work.row);
  work.sayOf(
    name,
    "Warning",
    "BackOff",
    `Back-off restarting failed container ${name} in pod ${text}`,
  );
  const delay = formatDelay(memory.crash?.delayMs ?? 0);
  work.setContainer(name, {
    reason: {
      reason: "CrashLoopBackOff",
      message: `back-off ${delay} restarting failed container=${name} pod=${text}`,
    },
  });
  const before = work.row.trouble?.backOffUntil ?? Number.POSITIVE_INFINITY;
  work.set({ trouble: { backOffUntil: Math.min(before, until) } });
  return true;
}

function previousEnd(work: PodWork, name: string): number | undefined {
  const { previous } = work.container(name);
  return previous === undefined
    ? undefined
    : work.context.runtime.get(work.row.node, previous)?.finishedMs;
}

/** `10s`, `2m40s`, `5m0s`. */
function formatDelay(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function startContainer(work: PodWork, pod: Pod, container: Container): void {
  const { name } = container;
  const { runtime } = work.context;
  let created: ReturnType<typeof createContainer>;
  try {
    created = createContainer(work, pod, container);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    work.sayOf(name, "Warning", "Failed", `Error: ${error.message}`);
    fail(work, name, "CreateContainerConfigError", error.message);
    return skip(work);
  }
  work.sayOf(name, "Normal", "Created", "Container created");
  const failure = runtime.start(created);
  resetProbes(work, pod, container, created.id);
  work.wantSync(work.now + shownMs);
  if (failure !== undefined) {
    work.sayOf(name, "Warning", "Failed", `Error: ${failure.error}`);
    fail(work, name, "RunContainerError", failure.error);
    return skip(work);
  }
  work.setContainer(name, { reason: undefined });
  work.sayOf(name, "Normal", "Started", "Container started");
  skip(work);
  runPostStart(work, pod, container);
}
