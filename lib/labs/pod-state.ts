// How pods are: ready or not, and if not, what the cluster itself says about it.
import type { Client, KubernetesObject, Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { placeOf } from "./learner-files";
import { named } from "./say";
import { type Fail, fail } from "./verdict";

type Pod = Resource<"Pod">;

/** Whether a pod runs, is ready, and stays. */
export function isReady(pod: Pod): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  const conditions = pod.status?.conditions ?? [];
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

export const isLeaving = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

/** What kubectl's STATUS column would say, in short. */
export function shownState(pod: Pod): string {
  if (isLeaving(pod)) return "Terminating";
  const waiting = pod.status?.containerStatuses?.find(({ state }) => state?.waiting)?.state
    ?.waiting;
  return waiting?.reason ?? pod.status?.phase ?? "Pending";
}

/** The last warning Event about an object, for "where to look". */
export function lastWarning(client: Client, object: KubernetesObject): string | undefined {
  const { namespace = "default", name } = object.metadata;
  const events = client
    .list("Event", { namespace })
    .filter(({ type, involvedObject }) => type === "Warning" && involvedObject.name === name);
  // "Back-off …" and "Error: ErrImagePull" only repeat that it failed; the one before says why.
  const telling = events.filter(
    ({ reason, message = "" }) => reason !== "BackOff" && !message.startsWith("Error: "),
  );
  return (telling.length > 0 ? telling : events).reduce<(typeof events)[number] | undefined>(
    (latest, event) =>
      latest === undefined || timeOfEvent(event) >= timeOfEvent(latest) ? event : latest,
    undefined,
  )?.message;
}

const timeOfEvent = ({ lastTimestamp }: Resource<"Event">): string => String(lastTimestamp ?? "");

/** Says of a pod that is not ready how it is and what its last warning said. */
export function notReady(
  { client, cluster }: CheckContext,
  pod: Pod,
  said: { readonly lookedFor: string; readonly hint: string },
): Fail {
  const { namespace = "default", name } = pod.metadata;
  const event = lastWarning(client, pod);
  const state = shownState(pod);
  return fail({
    lookedFor: said.lookedFor,
    found: `파드 ${named(name, "은/는")} 지금 ${named(state, "이에요/예요")}`,
    where: {
      ...placeOf(cluster, { kind: "Pod", namespace, name, fieldPath: fieldOfState(state) }),
      ...(event === undefined ? {} : { event }),
    },
    hint: said.hint,
  });
}

/** Where the cause of such a state is written, as a rule. */
const fieldOfState = (state: string): string =>
  /Image/.test(state) ? "spec.containers[0].image" : "status.conditions";

/** How often a container of the pod was started again. */
export const restartsOf = ({ status }: Pod, container: string): number =>
  status?.containerStatuses?.find(({ name }) => name === container)?.restartCount ?? 0;
