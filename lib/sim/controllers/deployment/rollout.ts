// A Deployment and its ReplicaSets at one moment, and the words the other files of this folder share.
import type { Deployment, ReplicaSet } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../define-controller";

export interface Rollout {
  readonly deployment: Deployment;
  /** The ReplicaSet of the present template, once there is one. */
  readonly newReplicaSet?: ReplicaSet;
  /** All others, oldest first. */
  readonly oldReplicaSets: readonly ReplicaSet[];
}

export const wantedReplicas = (object: {
  readonly spec?: { readonly replicas?: number };
}): number => object.spec?.replicas ?? 1;

export const allReplicaSets = ({
  newReplicaSet,
  oldReplicaSets,
}: Rollout): readonly ReplicaSet[] =>
  newReplicaSet === undefined ? oldReplicaSets : [...oldReplicaSets, newReplicaSet];

export const sumWanted = (replicaSets: readonly ReplicaSet[]): number =>
  replicaSets.reduce((sum, replicaSet) => sum + wantedReplicas(replicaSet), 0);

export const sumActual = (replicaSets: readonly ReplicaSet[]): number =>
  replicaSets.reduce((sum, replicaSet) => sum + (replicaSet.status?.replicas ?? 0), 0);

export const sumAvailable = (replicaSets: readonly ReplicaSet[]): number =>
  replicaSets.reduce((sum, replicaSet) => sum + (replicaSet.status?.availableReplicas ?? 0), 0);

/** How many pods more, and how many fewer, than wanted a rolling update may have. */
export interface Bounds {
  readonly surge: number;
  readonly unavailable: number;
}

// Kubernetes: pkg/controller/deployment/util/deployment_util.go (ResolveFenceposts): surge rounds up,
// unavailable rounds down, and never are both zero.
export function rollingBounds(deployment: Deployment): Bounds {
  const { strategy } = deployment.spec ?? {};
  if (strategy?.type === "Recreate") return { surge: 0, unavailable: 0 };
  const wanted = wantedReplicas(deployment);
  const surge = resolve(strategy?.rollingUpdate?.maxSurge, wanted, Math.ceil);
  const unavailable = resolve(strategy?.rollingUpdate?.maxUnavailable, wanted, Math.floor);
  return {
    surge,
    unavailable: Math.min(surge === 0 && unavailable === 0 ? 1 : unavailable, wanted),
  };
}

function resolve(
  value: number | string | undefined,
  of: number,
  round: (value: number) => number,
): number {
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  return round((Number.parseInt(value, 10) * of) / 100);
}

/** Sets a ReplicaSet's size and its size annotations, and says so in an Event when the size changed. */
export function scaleReplicaSet(
  deployment: Deployment,
  replicaSet: ReplicaSet,
  replicas: number,
  context: ControllerContext,
): ReplicaSet {
  const before = wantedReplicas(replicaSet);
  const annotations = { ...replicaSet.metadata.annotations, ...sizeAnnotations(deployment) };
  const isSized = Object.entries(annotations).every(
    ([key, value]) => replicaSet.metadata.annotations?.[key] === value,
  );
  if (before === replicas && isSized) return replicaSet;
  const updated = context.client.update("ReplicaSet", {
    ...replicaSet,
    metadata: { ...replicaSet.metadata, annotations },
    spec: { ...replicaSet.spec, selector: replicaSet.spec?.selector ?? {}, replicas },
  });
  if (before !== replicas) {
    const direction = before < replicas ? "up" : "down";
    context.record({
      about: deployment,
      type: "Normal",
      reason: "ScalingReplicaSet",
      message: `Scaled ${direction} replica set ${replicaSet.metadata.name} from ${before} to ${replicas}`,
    });
  }
  return updated;
}

export function sizeAnnotations(deployment: Deployment): Readonly<Record<string, string>> {
  const wanted = wantedReplicas(deployment);
  return {
    "deployment.kubernetes.io/desired-replicas": String(wanted),
    "deployment.kubernetes.io/max-replicas": String(wanted + rollingBounds(deployment).surge),
  };
}
