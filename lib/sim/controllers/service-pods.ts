// Which pods a Service selects, shared by the controllers for Endpoints and EndpointSlices.
import type { Pod, Service } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../client/reconciler";
import { deepEqual, type KubernetesObject } from "../meta/object";
import { matchesLabels, selectorFromLabels } from "../meta/selector";
import type { ControllerContext } from "./define-controller";
import { isFinished } from "./pod-state";

/** Selected pods that have an address and are not finished, in order of name. */
export function podsBehind(service: Service, context: ControllerContext): Pod[] {
  const selector = selectorFromLabels(service.spec?.selector);
  return context.client
    .list("Pod", { namespace: service.metadata.namespace ?? "" })
    .filter((pod) => !isFinished(pod) && Boolean(pod.status?.podIP))
    .filter((pod) => matchesLabels(selector, pod.metadata.labels));
}

/** `<namespace>/`: any Service of the namespace may select the pod, when something that matters changed. */
export function servicesOfPod({ old, current }: ObjectChange): string[] {
  const pod = current ?? old;
  if (pod === undefined || (old !== undefined && current !== undefined && isAlike(old, current)))
    return [];
  return [`${pod.metadata.namespace}/`];
}

function isAlike(a: KubernetesObject, b: KubernetesObject): boolean {
  return deepEqual(whatMatters(a), whatMatters(b));
}

function whatMatters(object: KubernetesObject) {
  const status = object.status as Pod["status"];
  const ready = status?.conditions?.find(({ type }) => type === "Ready")?.status;
  const { labels, deletionTimestamp } = object.metadata;
  return [labels, deletionTimestamp, status?.phase, status?.podIP, ready];
}

/** Asks for every Service of the namespace. */
export function wakeServices(namespace: string, context: ControllerContext): void {
  for (const { metadata } of context.client.list("Service", { namespace })) {
    context.enqueue(`${namespace}/${metadata.name}`, 0);
  }
}
