// The hook after a container's start: the next container waits for it, and its failure ends the container.
import type { Container, Pod } from "@/generated/kubernetes/types";
import { callHook } from "./hook-call";
import type { Step } from "./pod-row";
import { containerSpec, type PodWork, podText } from "./pod-work";
import { fail } from "./start-failure";
import { stopContainer } from "./stop-container";

export function runPostStart(work: PodWork, pod: Pod, container: Container): void {
  const hook = container.lifecycle?.postStart;
  if (hook === undefined) return;
  const { name } = container;
  const exec = `${work.key}/${work.container(name).current}/postStart`;
  const call = callHook(work, pod, { container, hook, name: exec });
  if (call.kind === "failed") return failPostStart(work, container, call.error);
  if (call.kind === "done") return;
  const waits = call.exec === undefined ? {} : { exec: call.exec };
  work.set({ step: { kind: "postStart", container: name, due: call.until, ...waits } });
}

export function finishPostStart(work: PodWork, pod: Pod, step: Step & { kind: "postStart" }): void {
  const result = step.exec === undefined ? undefined : work.context.runtime.execResult(step.exec);
  const hasLeft = work.current(step.container)?.state !== "running";
  if (result?.status === undefined && step.due > work.now && !hasLeft) return;
  if (step.exec !== undefined) work.context.runtime.endExec(step.exec);
  work.set({ step: undefined });
  const container = containerSpec(pod, step.container);
  if (container === undefined || (result?.status ?? 0) === 0) return;
  const command = (container.lifecycle?.postStart?.exec?.command ?? []).join(" ");
  failPostStart(
    work,
    container,
    `command '${command}' exited with ${result?.status}: ${result?.output ?? ""}, message: ${JSON.stringify(result?.output ?? "")}`,
  );
}

function failPostStart(work: PodWork, { name, lifecycle }: Container, error: string): void {
  work.sayOf(name, "Warning", "FailedPostStartHook", "PostStartHook failed");
  const kind = lifecycle?.postStart?.exec === undefined ? "HTTP" : "Exec";
  const command = (lifecycle?.postStart?.exec?.command ?? []).join(" ");
  const message = `${kind} lifecycle hook ([${command}]) for Container "${name}" in Pod "${podText(work.row)}" failed - error: ${error}`;
  fail(work, name, "PostStartHookError", message);
  stopContainer(work, name, "FailedPostStartHook");
  work.set({ step: { kind: "stop" } });
}
