// One step towards what the set asks for. Ordered sets do one thing and wait for it to be ready, from the
// first pod up when pods are made, from the last down when they are deleted or updated.
//
// Kubernetes: pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet, processReplica,
// processCondemned)
import type { Pod, StatefulSet } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../define-controller";
import { isAvailable, isReady } from "../pod-state";
import { keepClaims, letClaimsGo } from "./claims";
import { ordinalOf, revisionLabel, startOrdinal, statefulPod } from "./identity";
import { createPod, deletePod, say } from "./pod-control";
import type { Revision, Revisions } from "./revisions";

export function stepPods(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: Revisions,
  context: ControllerContext,
): void {
  const start = startOrdinal(set);
  const end = start + (set.spec?.replicas ?? 1);
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod), pod]));
  const condemned = pods
    .filter((pod) => isBeyond(ordinalOf(set, pod), start, end))
    .sort((a, b) => (ordinalOf(set, b) ?? 0) - (ordinalOf(set, a) ?? 0));
  const isOrdered = set.spec?.podManagementPolicy !== "Parallel";
  const minReadySeconds = set.spec?.minReadySeconds ?? 0;
  const isHealthy = (pod: Pod): boolean =>
    isRunningAndReady(pod) && isAvailable(pod, minReadySeconds, context.now) && !isGoing(pod);

  for (let ordinal = start; ordinal < end; ordinal++) {
    const mustStop = stepReplica(
      set,
      { ordinal, pod: byOrdinal.get(ordinal), revision: revisionFor(set, ordinal, revisions) },
      context,
    );
    const pod = byOrdinal.get(ordinal);
    if (isOrdered && (mustStop || pod === undefined || !isHealthy(pod))) return;
  }
  for (const pod of condemned) {
    const isWaiting =
      isGoing(pod) || (!isHealthy(pod) && pod !== firstUnhealthy(set, pods, isHealthy));
    if (isOrdered && isWaiting) return;
    if (isGoing(pod)) continue;
    letClaimsGo(set, ordinalOf(set, pod) ?? 0, pod, context);
    deletePod(set, pod, context);
    if (isOrdered) return;
  }
  if (set.spec?.updateStrategy?.type === "RollingUpdate") {
    const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
    const replicas = Array.from({ length: end - start }, (_, nth) => byOrdinal.get(start + nth));
    updateNext(set, replicas.slice(partition), { revisions, isHealthy }, context);
  }
}

const isBeyond = (ordinal: number | undefined, start: number, end: number): boolean =>
  ordinal !== undefined && (ordinal < start || ordinal >= end);

const isGoing = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;
const isRunningAndReady = (pod: Pod): boolean => pod.status?.phase === "Running" && isReady(pod);

/** Ordinals below the partition are made from the current revision. */
function revisionFor(set: StatefulSet, ordinal: number, { current, update }: Revisions): Revision {
  const { type, rollingUpdate } = set.spec?.updateStrategy ?? {};
  const partition = startOrdinal(set) + (rollingUpdate?.partition ?? 0);
  return type === "RollingUpdate" && ordinal < partition ? current : update;
}

interface Replica {
  readonly ordinal: number;
  readonly pod: Pod | undefined;
  readonly revision: Revision;
}

/** Returns whether an ordered set has to wait. */
function stepReplica(
  set: StatefulSet,
  { ordinal, pod, revision }: Replica,
  context: ControllerContext,
): boolean {
  if (pod === undefined) {
    if (!keepClaims(set, ordinal, context)) return true;
    createPod(set, statefulPod(set, ordinal, revision), context);
    return true;
  }
  const { phase } = pod.status ?? {};
  if (phase === "Failed" || phase === "Succeeded") {
    const [type, reason, word] =
      phase === "Failed"
        ? (["Warning", "RecreatingFailedPod", "failed"] as const)
        : (["Normal", "RecreatingTerminatedPod", "terminated"] as const);
    const { name, namespace } = set.metadata;
    say(
      set,
      type,
      reason,
      `StatefulSet ${namespace}/${name} is recreating ${word} Pod ${pod.metadata.name}`,
      context,
    );
    if (!isGoing(pod)) deletePod(set, pod, context);
    return true;
  }
  if (phase === "Pending" && !isGoing(pod)) keepClaims(set, ordinal, context);
  return false;
}

function firstUnhealthy(
  set: StatefulSet,
  pods: readonly Pod[],
  isHealthy: (pod: Pod) => boolean,
): Pod | undefined {
  return [...pods]
    .sort((a, b) => (ordinalOf(set, a) ?? 0) - (ordinalOf(set, b) ?? 0))
    .find((pod) => !isHealthy(pod));
}

interface Update {
  readonly revisions: Revisions;
  isHealthy(pod: Pod): boolean;
}

/** Deletes pods of an older revision from the last one down, `maxUnavailable` at a time. */
function updateNext(
  set: StatefulSet,
  replicas: readonly (Pod | undefined)[],
  { revisions, isHealthy }: Update,
  context: ControllerContext,
): void {
  let allowed =
    maxUnavailable(set) - replicas.filter((pod) => pod === undefined || !isHealthy(pod)).length;
  for (const pod of [...replicas].reverse()) {
    if (pod === undefined) return;
    const isOld = pod.metadata.labels?.[revisionLabel] !== revisions.update.revision;
    const isDown = !isHealthy(pod);
    if (isOld && !isGoing(pod)) {
      // A pod that is down already costs nothing more.
      if (!isDown && allowed <= 0) return;
      deletePod(set, pod, context);
      if (!isDown) allowed -= 1;
      if (allowed <= 0) return;
    } else if (isDown && allowed <= 0) return;
  }
}

function maxUnavailable({ spec }: StatefulSet): number {
  const asked = spec?.updateStrategy?.rollingUpdate?.maxUnavailable;
  if (asked === undefined) return 1;
  if (typeof asked === "number") return Math.max(1, asked);
  return Math.max(1, Math.floor((Number.parseInt(asked, 10) * (spec?.replicas ?? 1)) / 100));
}
