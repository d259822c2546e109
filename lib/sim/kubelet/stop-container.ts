// Stopping containers: the hook before, the signal, the end by force when the grace period is over.
//
// Kubernetes: pkg/kubelet/kuberuntime/kuberuntime_container.go (killContainer)
import type { Container } from "@/generated/kubernetes/types";
import { callHook } from "./hook-call";
import type { StopRow } from "./pod-row";
import { containerSpec, type PodWork } from "./pod-work";
import { minimumGraceMs } from "./timing";

export function stopContainer(
  work: PodWork,
  name: string,
  message: string,
  probe?: "liveness" | "startup",
): void {
  const current = work.current(name);
  if (current?.state !== "running" || work.row.stops.some(({ id }) => id === current.id)) return;
  work.sayOf(name, "Normal", "Killing", message);
  const spec = work.pod === undefined ? undefined : containerSpec(work.pod, name);
  const killAt = work.now + graceMs(work, spec, probe);
  const stop: StopRow = { container: name, id: current.id, stage: "preStop", due: killAt, killAt };
  work.set({ stops: [...work.row.stops, stop] });
  const hook = spec?.lifecycle?.preStop;
  if (hook === undefined || spec === undefined || work.pod === undefined) return signal(work, stop);
  const call = callHook(work, work.pod, { container: spec, hook, name: hookName(work, stop) });
  if (call.kind === "done") signal(work, stop);
  else if (call.kind === "failed") fail(work, stop);
  else
    replace(work, {
      ...stop,
      due: Math.min(call.until, killAt),
      ...(call.exec === undefined ? {} : { exec: call.exec }),
    });
}

function graceMs(
  work: PodWork,
  spec: Container | undefined,
  probe: "liveness" | "startup" | undefined,
): number {
  const own =
    probe === undefined ? undefined : spec?.[`${probe}Probe`]?.terminationGracePeriodSeconds;
  return (own ?? work.row.graceSeconds) * 1000;
}

/** Goes on with what is being stopped. */
export function advanceStops(work: PodWork): void {
  for (const stop of work.row.stops) {
    const state = work.context.runtime.get(work.row.node, stop.id)?.state;
    if (state !== "running") drop(work, stop);
    else if (stop.stage === "preStop") advanceHook(work, stop);
    else if (stop.due <= work.now) kill(work, stop);
  }
}

/** A deletion that asks for less time than the one before. */
export function hurryStops(work: PodWork, graceSeconds: number): void {
  const latest = work.now + Math.max(graceSeconds * 1000, minimumGraceMs);
  for (const stop of work.row.stops) {
    if (stop.killAt > latest)
      replace(work, { ...stop, killAt: latest, due: Math.min(stop.due, latest) });
  }
}

function advanceHook(work: PodWork, stop: StopRow): void {
  const result = stop.exec === undefined ? undefined : work.context.runtime.execResult(stop.exec);
  if (result?.status !== undefined) {
    work.context.runtime.endExec(stop.exec ?? "");
    if (result.status === 0) signal(work, stop);
    else fail(work, stop);
  } else if (stop.due <= work.now) {
    if (stop.exec !== undefined) work.context.runtime.endExec(stop.exec);
    signal(work, stop);
  }
}

function fail(work: PodWork, stop: StopRow): void {
  work.sayOf(stop.container, "Warning", "FailedPreStopHook", "PreStopHook failed");
  signal(work, stop);
}

function signal(work: PodWork, stop: StopRow): void {
  const row = work.context.runtime.get(work.row.node, stop.id);
  const killAt = Math.max(stop.killAt, work.now + minimumGraceMs);
  replace(work, {
    container: stop.container,
    id: stop.id,
    stage: "signalled",
    due: killAt,
    killAt,
  });
  if (row !== undefined) work.context.runtime.signal(row, row.stopSignal);
}

function kill(work: PodWork, stop: StopRow): void {
  const row = work.context.runtime.get(work.row.node, stop.id);
  if (row !== undefined) work.context.runtime.signal(row, "KILL");
  // Its end arrives through the queue in this same instant.
  replace(work, { ...stop, due: Number.MAX_SAFE_INTEGER });
}

function drop(work: PodWork, stop: StopRow): void {
  if (stop.exec !== undefined) work.context.runtime.endExec(stop.exec);
  work.set({ stops: work.row.stops.filter(({ id }) => id !== stop.id) });
}

function replace(work: PodWork, stop: StopRow): void {
  work.set({ stops: work.row.stops.map((each) => (each.id === stop.id ? stop : each)) });
}

const hookName = (work: PodWork, stop: StopRow): string => `${work.key}/${stop.id}/preStop`;
