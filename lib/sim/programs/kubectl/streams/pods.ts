// Pods as kubectl looks at them: their containers, the one that is meant, the pod of a workload.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/util/podcmd/podcmd.go

import type { Container, Pod } from "@/generated/kubernetes/types";
import type { LabelSelector, Labels } from "@/lib/sim/meta/object";
import { getPath, type KubernetesObject } from "@/lib/sim/meta/object";
import { formatSelector, selectorFromLabels, selectorOf } from "@/lib/sim/meta/selector";
import { listObjects } from "../client";
import { CommandError } from "../command-error";
import { knownKind } from "../create/generator";
import type { Session } from "../session";

export const podKind = knownKind("v1", "Pod", "pods");

export const asPod = (object: KubernetesObject): Pod => object as unknown as Pod;

export function allContainers(pod: Pod): readonly Container[] {
  const {
    containers,
    initContainers = [],
    ephemeralContainers = [],
  } = pod.spec ?? { containers: [] };
  return [...initContainers, ...containers, ...(ephemeralContainers as readonly Container[])];
}

/** `app, first (init), dbg (ephem)`. */
export function containerNames(pod: Pod): string {
  const {
    containers,
    initContainers = [],
    ephemeralContainers = [],
  } = pod.spec ?? { containers: [] };
  return [
    ...containers.map((container) => container.name),
    ...ephemeralContainers.map((container) => `${container.name} (ephem)`),
    ...initContainers.map((container) => `${container.name} (init)`),
  ].join(", ");
}

export interface ContainerChoice {
  readonly name: string;
  readonly isQuiet?: boolean;
}

/** The container named, else the annotated one, else the first, saying so where there are more. */
export function chooseContainer(session: Session, pod: Pod, choice: ContainerChoice): Container {
  const annotated = pod.metadata?.annotations?.["kubectl.kubernetes.io/default-container"];
  const name =
    choice.name || (annotated !== undefined && hasContainer(pod, annotated) ? annotated : "");
  if (annotated !== undefined && choice.name === "" && name === "") {
    session.io.stderr(
      `Default container name ${JSON.stringify(annotated)} not found in pod ${pod.metadata?.name}\n`,
    );
  }
  if (name !== "") {
    const found = allContainers(pod).find((container) => container.name === name);
    if (found !== undefined) return found;
    throw new CommandError(
      `container ${name} is not valid for pod ${pod.metadata?.name} out of: ${containerNames(pod)}`,
    );
  }
  const [first] = pod.spec?.containers ?? [];
  if (first === undefined) throw new CommandError(`pod ${pod.metadata?.name} has no containers`);
  if (choice.isQuiet !== true && allContainers(pod).length > 1) {
    session.io.stderr(
      `Defaulted container ${JSON.stringify(first.name)} out of: ${containerNames(pod)}\n`,
    );
  }
  return first;
}

const hasContainer = (pod: Pod, name: string): boolean =>
  allContainers(pod).some((container) => container.name === name);

/** The pods that a workload or a service selects, as its selector's text; nothing for other kinds. */
export function podSelectorOf(object: KubernetesObject): string | undefined {
  const selector = getPath(object, ["spec", "selector"]);
  if (selector === undefined || selector === null) return undefined;
  if (object.kind === "Service" || object.kind === "ReplicationController") {
    return formatSelector(selectorFromLabels(selector as Labels));
  }
  if (["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"].includes(object.kind)) {
    return formatSelector(selectorOf(selector as LabelSelector));
  }
  return undefined;
}

/** The pod itself, or the best one of a workload: running and ready ones first. */
export function podsOf(session: Session, object: KubernetesObject): readonly Pod[] {
  if (object.kind === "Pod") return [asPod(object)];
  const labelSelector = podSelectorOf(object);
  if (labelSelector === undefined) {
    throw new CommandError(
      `cannot get the logs from *v1.${object.kind}: selector for *v1.${object.kind} not implemented`,
    );
  }
  const namespace = object.metadata.namespace ?? "";
  const { items } = listObjects(
    session.cluster.client,
    { kind: podKind, namespace },
    { labelSelector },
  );
  return items.map(asPod).sort(byUsefulness);
}

function byUsefulness(a: Pod, b: Pod): number {
  const rank = (pod: Pod) => (isReady(pod) ? 0 : pod.status?.phase === "Running" ? 1 : 2);
  const created = (pod: Pod) => String(pod.metadata?.creationTimestamp ?? "");
  return (
    rank(a) - rank(b) ||
    created(b).localeCompare(created(a)) ||
    String(a.metadata?.name).localeCompare(String(b.metadata?.name))
  );
}

export const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.some(
    (condition) => condition.type === "Ready" && condition.status === "True",
  ) ?? false;

export const isFinished = (pod: Pod): boolean =>
  pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
