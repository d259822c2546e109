// What a sync has to do to a pod's containers: a pure decision over what runs now.
//
// Kubernetes: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions, computeInitContainerActions)
import type { Container, Pod } from "@/generated/kubernetes/types";
import type { ContainerRow } from "../runtime/container-tables";
import type { ContainerMemory } from "./pod-row";
import { isRestarted, isSidecar } from "./pod-work";

export interface PlannedStop {
  readonly container: string;
  readonly message: string;
}

export interface PodPlan {
  readonly stops: readonly PlannedStop[];
  /** In order. */
  readonly starts: readonly string[];
}

export interface PodView {
  readonly pod: Pod;
  current(name: string): ContainerRow | undefined;
  memory(name: string): ContainerMemory;
}

export function planPod(view: PodView): PodPlan {
  const { pod } = view;
  const stops: PlannedStop[] = [];
  const starts: string[] = [];
  for (const { name } of pod.spec?.ephemeralContainers ?? []) {
    if (view.memory(name).current === undefined) starts.push(name);
  }
  if (!planInit(view, stops, starts)) return { stops, starts };
  for (const container of pod.spec?.containers ?? []) {
    const current = view.current(container.name);
    if (isMissing(view, container, current)) starts.push(container.name);
    else planRunning(view, container, { stops, starts });
  }
  return { stops, starts };
}

/** Whether the containers proper may run. */
function planInit(view: PodView, stops: PlannedStop[], starts: string[]): boolean {
  const { pod } = view;
  const hasBegun = (pod.spec?.containers ?? []).some(
    ({ name }) => view.memory(name).current !== undefined,
  );
  for (const container of pod.spec?.initContainers ?? []) {
    const { name } = container;
    const current = view.current(name);
    if (isSidecar(container)) {
      if (isMissing(view, container, current)) {
        starts.push(name);
        if (!hasBegun) return false;
        continue;
      }
      planRunning(view, container, { stops, starts });
      if (!hasBegun && !view.memory(name).hasStarted) return false;
      continue;
    }
    if (hasBegun) continue;
    if (current === undefined) {
      starts.push(name);
      return false;
    }
    if (current.state !== "exited") return false;
    if (current.exitCode === 0) continue;
    const policy = pod.spec?.restartPolicy === "Never" ? "Never" : "Always";
    if (policy === "Always") starts.push(name);
    return false;
  }
  return true;
}

function isMissing(
  view: PodView,
  container: Container,
  current: ContainerRow | undefined,
): boolean {
  if (current === undefined) return true;
  if (current.state !== "exited") return false;
  return isRestarted(view.pod, container, current.exitCode ?? 0);
}

function planRunning(
  view: PodView,
  container: Container,
  plan: { stops: PlannedStop[]; starts: string[] },
): void {
  const { name } = container;
  const current = view.current(name);
  if (current?.state !== "running") return;
  const message = reasonToStop(view, container, current);
  if (message === undefined) return;
  plan.stops.push({ container: name, message });
  // A container that failed its probe stays away when the pod never restarts.
  const policy = container.restartPolicy ?? view.pod.spec?.restartPolicy ?? "Always";
  if (policy !== "Never" || current.image !== container.image) plan.starts.push(name);
}

function reasonToStop(
  view: PodView,
  container: Container,
  current: ContainerRow,
): string | undefined {
  const { name } = container;
  if (current.image !== container.image)
    return `Container ${name} definition changed, will be restarted`;
  const { failing } = view.memory(name);
  if (failing === undefined) return undefined;
  return `Container ${name} failed ${failing} probe, will be restarted`;
}

/** Whether no container of the pod will ever run again. */
export function hasEnded(view: PodView): boolean {
  const { pod } = view;
  for (const container of pod.spec?.initContainers ?? []) {
    if (isSidecar(container)) continue;
    const current = view.current(container.name);
    const hasFailed = current?.state === "exited" && current.exitCode !== 0;
    if (hasFailed && pod.spec?.restartPolicy === "Never") return true;
  }
  const containers = pod.spec?.containers ?? [];
  return containers.every((container) => {
    const current = view.current(container.name);
    return current?.state === "exited" && !isRestarted(pod, container, current.exitCode ?? 0);
  });
}
