// Rolling update: grow the new ReplicaSet as far as the surge allows, else shrink the old ones as far as
// availability allows. One step at a time; the next one comes when pods have changed.
//
//   replicas 4, surge 1, unavailable 1        new  old
//   start                                      0    4     at most 5 pods, at least 3 available
//   scale up by 1                              1    4
//   scale down old by 1 (4 available - 3)      1    3
//   scale up by 1, and so on                   2    3
//
// Kubernetes: pkg/controller/deployment/rolling.go
import type { ReplicaSet } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../define-controller";
import {
  allReplicaSets,
  type Rollout,
  rollingBounds,
  scaleReplicaSet,
  sumActual,
  sumAvailable,
  sumWanted,
  wantedReplicas,
} from "./rollout";

/** Takes one step. Returns whether it changed a size. */
export function stepRollingUpdate(rollout: Rollout, context: ControllerContext): boolean {
  return growNew(rollout, context) || shrinkOld(rollout, context);
}

function growNew(rollout: Rollout, context: ControllerContext): boolean {
  const { deployment, newReplicaSet } = rollout;
  if (newReplicaSet === undefined) return false;
  const size = newReplicaSetSize(rollout, newReplicaSet);
  if (size === wantedReplicas(newReplicaSet)) return false;
  scaleReplicaSet(deployment, newReplicaSet, size, context);
  return true;
}

// Kubernetes: pkg/controller/deployment/util/deployment_util.go (NewRSNewReplicas)
export function newReplicaSetSize(rollout: Rollout, newReplicaSet: ReplicaSet): number {
  const wanted = wantedReplicas(rollout.deployment);
  const present = wantedReplicas(newReplicaSet);
  if (present > wanted) return wanted;
  const room =
    wanted + rollingBounds(rollout.deployment).surge - sumWanted(allReplicaSets(rollout));
  if (room <= 0) return present;
  return present + Math.min(room, wanted - present);
}

function shrinkOld(rollout: Rollout, context: ControllerContext): boolean {
  const { deployment, newReplicaSet, oldReplicaSets } = rollout;
  if (sumWanted(oldReplicaSets) === 0) return false;
  const minimum = wantedReplicas(deployment) - rollingBounds(deployment).unavailable;
  const newUnavailable =
    newReplicaSet === undefined
      ? 0
      : wantedReplicas(newReplicaSet) - (newReplicaSet.status?.availableReplicas ?? 0);
  const removable = sumWanted(allReplicaSets(rollout)) - minimum - newUnavailable;
  if (removable <= 0) return false;

  const cleaned = removeUnhealthy(rollout, removable, context);
  const shrunk = removeAvailable(
    { ...rollout, oldReplicaSets: cleaned.replicaSets },
    minimum,
    context,
  );
  return cleaned.removed + shrunk > 0;
}

/** Old pods that are not available go first: nobody misses them. */
function removeUnhealthy(rollout: Rollout, removable: number, context: ControllerContext) {
  let removed = 0;
  const replicaSets = rollout.oldReplicaSets.map((replicaSet) => {
    const size = wantedReplicas(replicaSet);
    const available = replicaSet.status?.availableReplicas ?? 0;
    const count = Math.min(removable - removed, size - available);
    if (size === 0 || count <= 0) return replicaSet;
    removed += count;
    return scaleReplicaSet(rollout.deployment, replicaSet, size - count, context);
  });
  return { removed, replicaSets };
}

function removeAvailable(rollout: Rollout, minimum: number, context: ControllerContext): number {
  const available = sumAvailable(allReplicaSets(rollout));
  if (available <= minimum) return 0;
  let removed = 0;
  for (const replicaSet of rollout.oldReplicaSets) {
    const size = wantedReplicas(replicaSet);
    const count = Math.min(size, available - minimum - removed);
    if (count <= 0) continue;
    scaleReplicaSet(rollout.deployment, replicaSet, size - count, context);
    removed += count;
  }
  return removed;
}

/** Everything new, nothing old, all available. */
export function isComplete(rollout: Rollout): boolean {
  const { deployment, newReplicaSet } = rollout;
  const wanted = wantedReplicas(deployment);
  const status = newReplicaSet?.status;
  return (
    newReplicaSet !== undefined &&
    (status?.replicas ?? 0) === wanted &&
    (status?.availableReplicas ?? 0) === wanted &&
    sumActual(allReplicaSets(rollout)) === wanted
  );
}
