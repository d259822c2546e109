// The status a running or ended pod gets from the stand-in.
import type { Pod } from "@/generated/kubernetes/types";
import { qosClassOf } from "../../kinds/pod/resources";
import { findCondition } from "../../meta/object";
import { sha256Hex } from "../../meta/sha256";
import { formatTime } from "../../meta/time";
import { exitCodeOf, type Outcome } from "./outcome";

type Container = NonNullable<Pod["spec"]>["containers"][number];

export interface StatusInput {
  readonly now: number;
  readonly podIP: string;
  readonly hostIP: string;
  readonly outcome: Outcome;
}

export function startedContainers(pod: Pod): { container: Container; group: string }[] {
  const of = (group: string, containers: readonly Container[] = []) =>
    containers.map((container) => ({ container, group }));
  return [
    ...of("initContainers", pod.spec?.initContainers),
    ...of("containers", pod.spec?.containers),
  ];
}

export function runningStatus(pod: Pod, input: StatusInput): NonNullable<Pod["status"]> {
  const { now, podIP, hostIP, outcome } = input;
  const time = formatTime(now);
  const hasEnded = outcome.exitCode !== undefined;
  const containers = (pod.spec?.containers ?? []).map((container) =>
    containerStatus(container, pod, time),
  );
  const inits = (pod.spec?.initContainers ?? []).map((container) =>
    initStatus(container, pod, time),
  );
  return {
    ...pod.status,
    observedGeneration: pod.metadata.generation ?? 1,
    phase: !hasEnded ? "Running" : outcome.exitCode === 0 ? "Succeeded" : "Failed",
    conditions: conditions(pod, time, hasEnded, outcome),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: time,
    ...(inits.length > 0 ? { initContainerStatuses: inits } : {}),
    containerStatuses: containers.sort((a, b) => (a.name < b.name ? -1 : 1)),
    qosClass: qosClassOf(pod.spec ?? { containers: [] }),
  };
}

function conditions(pod: Pod, time: string, hasEnded: boolean, outcome: Outcome) {
  const scheduled = findCondition(pod.status?.conditions, "PodScheduled");
  const observedGeneration = pod.metadata.generation ?? 1;
  const of = (type: string, isTrue: boolean, reason?: string) => ({
    type,
    status: isTrue ? "True" : "False",
    lastProbeTime: null as unknown as string,
    lastTransitionTime: time,
    observedGeneration,
    ...(reason === undefined ? {} : { reason }),
  });
  const why = !hasEnded ? undefined : outcome.exitCode === 0 ? "PodCompleted" : "PodFailed";
  return [
    of("PodReadyToStartContainers", !hasEnded),
    of("Initialized", true, outcome.exitCode === 0 ? why : undefined),
    of("Ready", !hasEnded, why),
    of("ContainersReady", !hasEnded, why),
    ...(scheduled === undefined ? [of("PodScheduled", true)] : [scheduled]),
  ];
}

function containerStatus(container: Container, pod: Pod, time: string) {
  const exitCode = exitCodeOf(container);
  const id = `containerd://${sha256Hex(`${pod.metadata.uid}/${container.name}`)}`;
  const state =
    exitCode === undefined
      ? { running: { startedAt: time } }
      : {
          terminated: {
            exitCode,
            reason: exitCode === 0 ? "Completed" : "Error",
            startedAt: time,
            finishedAt: time,
            containerID: id,
          },
        };
  return {
    ...common(container, id),
    ready: exitCode === undefined,
    started: exitCode === undefined,
    state,
  };
}

function initStatus(container: Container, pod: Pod, time: string) {
  const id = `containerd://${sha256Hex(`${pod.metadata.uid}/${container.name}`)}`;
  if (container.restartPolicy === "Always") return containerStatus(container, pod, time);
  return {
    ...common(container, id),
    ready: true,
    started: false,
    state: {
      terminated: {
        exitCode: 0,
        reason: "Completed",
        startedAt: time,
        finishedAt: time,
        containerID: id,
      },
    },
  };
}

function common(container: Container, containerID: string) {
  const image = fullImage(container.image ?? "");
  const repository = image.replace(/(:[^/:]+)?(@.*)?$/, "");
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, readOnly, ...rest }) => ({
    mountPath,
    name,
    ...(readOnly ? { readOnly, recursiveReadOnly: rest.recursiveReadOnly ?? "Disabled" } : {}),
  }));
  const requests = container.resources;
  return {
    name: container.name,
    lastState: {},
    restartCount: 0,
    image,
    imageID: `${repository}@sha256:${sha256Hex(repository)}`,
    containerID,
    ...(requests?.requests === undefined ? {} : { allocatedResources: requests.requests }),
    resources: requests === undefined ? {} : requests,
    user: { linux: { uid: 0, gid: 0, supplementalGroups: [0] } },
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  };
}

/** `nginx` → `docker.io/library/nginx:latest`, as the runtime names it. */
export function fullImage(image: string): string {
  const [first = "", ...rest] = image.split("/");
  const hasHost =
    rest.length > 0 && (first.includes(".") || first.includes(":") || first === "localhost");
  const path = hasHost ? image : `docker.io/${rest.length === 0 ? "library/" : ""}${image}`;
  return path.lastIndexOf(":") > path.lastIndexOf("/") || path.includes("@")
    ? path
    : `${path}:latest`;
}
