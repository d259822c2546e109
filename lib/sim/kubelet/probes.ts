// Probe workers: when each probe is due, what its results add up to, and what follows from them.
//
// Kubernetes: pkg/kubelet/prober/worker.go, prober_manager.go
import type { Container, Pod, Probe } from "@/generated/kubernetes/types";
import type { ProbeRow, ProbeType } from "./pod-row";
import { writeStatus } from "./pod-status";
import { containerSpec, isSidecar, type PodWork } from "./pod-work";
import { endProbe, type ProbeOutcome, runProbe } from "./probe-run";

const types: readonly ProbeType[] = ["startup", "readiness", "liveness"];

export const probeOf = (container: Container, type: ProbeType): Probe | undefined =>
  container[`${type}Probe`];

/** The probes of a pod, before any of its containers runs. */
export function initialProbes(pod: Pod): ProbeRow[] {
  const containers = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []).filter(isSidecar),
  ];
  return containers.flatMap((container) =>
    types
      .filter((type) => probeOf(container, type) !== undefined)
      .map((type) => ({ container: container.name, type, run: 0, onHold: false })),
  );
}

const periodMs = (probe: Probe | undefined): number => (probe?.periodSeconds ?? 10) * 1000;

/** A new container: its probes begin anew, at the ticks that go on since the pod was first seen. */
export function resetProbes(work: PodWork, _pod: Pod, container: Container, id: string): void {
  const { seenMs, probes } = work.row;
  if (!probes.some((probe) => probe.container === container.name)) return;
  work.set({
    probes: probes.map((probe) => {
      if (probe.container !== container.name) return probe;
      if (probe.pending?.exec !== undefined) work.context.runtime.endExec(probe.pending.exec);
      const period = periodMs(probeOf(container, probe.type));
      const next = seenMs + (Math.floor((work.now - seenMs) / period) + 1) * period;
      return { container: probe.container, type: probe.type, next, id, run: 0, onHold: false };
    }),
  });
}

/** A sync that finds a container not ready has it probed at once; the ticks go on from there. */
export function triggerReadiness(work: PodWork, _pod: Pod): void {
  for (const probe of work.row.probes) {
    if (probe.type !== "readiness" || probe.pending !== undefined || probe.onHold) continue;
    const { isReady, hasStarted } = work.container(probe.container);
    if (isReady || !hasStarted || work.current(probe.container)?.state !== "running") continue;
    put(work, { ...probe, next: work.now });
  }
}

export function advanceProbes(work: PodWork, pod: Pod): void {
  for (const probe of work.row.probes) {
    const container = containerSpec(pod, probe.container);
    if (container === undefined) continue;
    if (probe.pending !== undefined) {
      const outcome = endProbe(work, container, probe);
      if (outcome !== undefined) settle(work, container, { ...probe, pending: undefined }, outcome);
    } else if (probe.next !== undefined && probe.next <= work.now)
      tick(work, pod, container, probe);
    if (work.row.stage !== "active") return;
  }
}

function tick(work: PodWork, pod: Pod, container: Container, probe: ProbeRow): void {
  const current = work.current(probe.container);
  if (current?.state !== "running" || probe.onHold || current.id !== probe.id) {
    return put(work, { ...probe, next: undefined });
  }
  const rule = probeOf(container, probe.type);
  const waiting = { ...probe, next: (probe.next ?? work.now) + periodMs(rule) };
  const age = Math.floor((work.now - (current.startedMs ?? 0)) / 1000);
  const { hasStarted } = work.container(probe.container);
  const isEarly = age < (rule?.initialDelaySeconds ?? 0);
  const isMute = probe.type === "startup" ? hasStarted : !hasStarted;
  if (probe.type === "startup" && hasStarted) return put(work, { ...probe, next: undefined });
  if (isEarly || isMute || rule === undefined) return put(work, waiting);
  const outcome = runProbe(work, pod, { container, probe, rule });
  if (outcome.kind === "pending") return put(work, { ...waiting, pending: outcome.pending });
  settle(work, container, waiting, outcome);
}

/** Counts a result; enough of them in a row change what is held true. */
function settle(work: PodWork, container: Container, probe: ProbeRow, outcome: ProbeOutcome): void {
  const word = { liveness: "Liveness", readiness: "Readiness", startup: "Startup" }[probe.type];
  if (outcome.kind === "error") {
    const message = `${word} probe errored and resulted in unknown state: ${outcome.message}`;
    work.sayOf(probe.container, "Warning", "Unhealthy", message);
    return put(work, probe);
  }
  if (outcome.kind === "failure") {
    work.sayOf(probe.container, "Warning", "Unhealthy", `${word} probe failed: ${outcome.message}`);
  }
  const run = probe.last === outcome.kind ? probe.run + 1 : 1;
  const counted: ProbeRow = { ...probe, last: outcome.kind, run };
  const rule = probeOf(container, probe.type);
  const threshold =
    outcome.kind === "success" ? (rule?.successThreshold ?? 1) : (rule?.failureThreshold ?? 3);
  if (run < threshold) return put(work, counted);
  put(work, counted);
  conclude(work, counted, outcome.kind === "success");
}

function conclude(work: PodWork, probe: ProbeRow, isGood: boolean): void {
  const memory = work.container(probe.container);
  if (probe.type === "readiness") {
    if (memory.isReady === isGood) return;
    work.setContainer(probe.container, { isReady: isGood });
    return writeStatus(work);
  }
  if (isGood) {
    if (probe.type === "liveness" || memory.hasStarted) return;
    work.setContainer(probe.container, { hasStarted: true });
    put(work, { ...probe, next: undefined });
    return work.wantSync(work.now);
  }
  put(work, { ...probe, run: 0, onHold: true, next: undefined });
  work.setContainer(probe.container, { failing: probe.type });
  work.wantSync(work.now);
}

function put(
  work: PodWork,
  probe: { readonly [Field in keyof ProbeRow]: ProbeRow[Field] | undefined },
): void {
  const clean = Object.fromEntries(
    Object.entries(probe).filter(([, value]) => value !== undefined),
  );
  const next = clean as unknown as ProbeRow;
  work.set({
    probes: work.row.probes.map((each) =>
      each.container === next.container && each.type === next.type ? next : each,
    ),
  });
}
