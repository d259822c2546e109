// How many pods of a set there are, by readiness and by revision.
//
// Kubernetes: pkg/controller/statefulset/stateful_set_control.go (computeReplicaStatus),
// stateful_set_utils.go (completeRollingUpdate)
import type { Pod, StatefulSet, StatefulSetStatus } from "@/generated/kubernetes/types";
import { isAvailable, isReady } from "../pod-state";
import { revisionLabel } from "./identity";
import type { Revisions } from "./revisions";

export function statefulSetStatus(
  set: StatefulSet,
  pods: readonly Pod[],
  { current, update }: Revisions,
  now: number,
): StatefulSetStatus {
  const minReadySeconds = set.spec?.minReadySeconds ?? 0;
  const running = pods.filter((pod) => pod.status?.phase === "Running" && isReady(pod));
  const ready = running.length;
  const available = running.filter((pod) => isAvailable(pod, minReadySeconds, now)).length;
  const ofRevision = (revision: string): number =>
    pods.filter(
      ({ metadata }) =>
        metadata.deletionTimestamp === undefined && metadata.labels?.[revisionLabel] === revision,
    ).length;
  const updated = ofRevision(update.revision);
  const isComplete =
    set.spec?.updateStrategy?.type === "RollingUpdate" &&
    [updated, ready, pods.length].every((count) => count === (set.spec?.replicas ?? 1));
  const currentRevision = isComplete ? update.revision : current.revision;
  const currentReplicas = ofRevision(currentRevision);
  return {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(currentReplicas > 0 ? { currentReplicas } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    currentRevision,
    updateRevision: update.revision,
    collisionCount: set.status?.collisionCount ?? 0,
    availableReplicas: available,
  };
}
