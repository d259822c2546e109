// Changing a Deployment's size without changing its template: in the middle of a rollout, or while it is
// paused, every ReplicaSet gets its share.
//
// Kubernetes: pkg/controller/deployment/sync.go (scale, isScalingEvent),
// pkg/controller/deployment/util/deployment_util.go (GetReplicaSetProportion)
import type { ReplicaSet } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../define-controller";
import {
  allReplicaSets,
  type Rollout,
  rollingBounds,
  scaleReplicaSet,
  sumWanted,
  wantedReplicas,
} from "./rollout";

const desiredAnnotation = "deployment.kubernetes.io/desired-replicas";
const maxAnnotation = "deployment.kubernetes.io/max-replicas";

/** Whether the Deployment's size differs from what its ReplicaSets were last sized for. */
export function isScaling(rollout: Rollout): boolean {
  const wanted = String(wantedReplicas(rollout.deployment));
  return allReplicaSets(rollout).some((replicaSet) => {
    const noted = replicaSet.metadata.annotations?.[desiredAnnotation];
    return wantedReplicas(replicaSet) > 0 && noted !== undefined && noted !== wanted;
  });
}

export function scale(rollout: Rollout, context: ControllerContext): void {
  const { deployment, newReplicaSet, oldReplicaSets } = rollout;
  const only = activeOrLatest(rollout);
  if (only !== undefined) {
    scaleReplicaSet(deployment, only, wantedReplicas(deployment), context);
    return;
  }
  if (newReplicaSet !== undefined && isSaturated(rollout, newReplicaSet)) {
    for (const replicaSet of oldReplicaSets) scaleReplicaSet(deployment, replicaSet, 0, context);
    return;
  }
  if (deployment.spec?.strategy?.type !== "Recreate") scaleInProportion(rollout, context);
}

/** The one ReplicaSet that has pods; when none has, the newest; nothing when several have. */
function activeOrLatest({ newReplicaSet, oldReplicaSets }: Rollout): ReplicaSet | undefined {
  const all = newReplicaSet === undefined ? oldReplicaSets : [...oldReplicaSets, newReplicaSet];
  const active = all.filter((replicaSet) => wantedReplicas(replicaSet) > 0);
  if (active.length === 0) return newReplicaSet ?? oldReplicaSets.at(-1);
  return active.length === 1 ? active[0] : undefined;
}

function isSaturated({ deployment }: Rollout, newReplicaSet: ReplicaSet): boolean {
  const wanted = wantedReplicas(deployment);
  const noted = Number(newReplicaSet.metadata.annotations?.[desiredAnnotation] ?? Number.NaN);
  return (
    wantedReplicas(newReplicaSet) === wanted &&
    noted === wanted &&
    newReplicaSet.status?.availableReplicas === wanted
  );
}

function scaleInProportion(rollout: Rollout, context: ControllerContext): void {
  const { deployment } = rollout;
  const sized = allReplicaSets(rollout).filter((replicaSet) => wantedReplicas(replicaSet) > 0);
  const total = sumWanted(sized);
  const wanted = wantedReplicas(deployment);
  const allowed = wanted > 0 ? wanted + rollingBounds(deployment).surge : 0;
  const toAdd = allowed - total;
  const ordered = bySize(sized, toAdd > 0);
  let added = 0;
  const sizes = new Map<string, number>();
  for (const replicaSet of ordered) {
    const share = toAdd === 0 ? 0 : proportion(replicaSet, allowed, toAdd, added);
    added += share;
    sizes.set(replicaSet.metadata.name, wantedReplicas(replicaSet) + share);
  }
  for (const [index, replicaSet] of ordered.entries()) {
    const size = sizes.get(replicaSet.metadata.name) ?? 0;
    const leftover = index === 0 ? toAdd - added : 0;
    scaleReplicaSet(deployment, replicaSet, Math.max(0, size + leftover), context);
  }
}

/** Growing favours the newest among equals, shrinking the oldest. */
function bySize(replicaSets: readonly ReplicaSet[], isGrowing: boolean): ReplicaSet[] {
  const age = (replicaSet: ReplicaSet): string => replicaSet.metadata.creationTimestamp ?? "";
  return [...replicaSets].sort((a, b) => {
    const difference = wantedReplicas(b) - wantedReplicas(a);
    if (difference !== 0) return difference;
    const older = age(a) < age(b) || (age(a) === age(b) && a.metadata.name < b.metadata.name);
    return older === isGrowing ? 1 : -1;
  });
}

function proportion(replicaSet: ReplicaSet, allowed: number, toAdd: number, added: number): number {
  const size = wantedReplicas(replicaSet);
  const noted = Number(replicaSet.metadata.annotations?.[maxAnnotation] ?? Number.NaN);
  const maximum = Number.isNaN(noted) || noted === 0 ? allowed : noted;
  const share = Math.round((size * allowed) / maximum) - size;
  const left = toAdd - added;
  return toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
}
