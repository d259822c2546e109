// What a Deployment's status says: counts, and the conditions Available, Progressing and ReplicaFailure.
//
// Kubernetes: pkg/controller/deployment/sync.go (calculateStatus), progress.go (syncRolloutStatus)
import type { Deployment, DeploymentCondition, ReplicaSet } from "@/generated/kubernetes/types";
import { findCondition } from "../../meta/object";
import { formatTime, timeOf } from "../../meta/time";
import type { ControllerContext } from "../define-controller";
import { isComplete } from "./rolling";
import {
  allReplicaSets,
  type Rollout,
  rollingBounds,
  sumActual,
  sumAvailable,
  wantedReplicas,
} from "./rollout";

/** `math.MaxInt32` and beyond mean: no deadline. */
const noDeadlineSeconds = 2_147_483_647;

export function syncStatus(key: string, rollout: Rollout, context: ControllerContext): void {
  const { deployment } = rollout;
  const status = { ...countStatus(rollout), conditions: conditionsOf(rollout, context.now) };
  context.client.updateStatus("Deployment", { ...deployment, status });
  const wait = untilDeadline({ ...deployment, status }, context.now);
  if (wait !== undefined) context.enqueue(key, wait);
}

function countStatus(rollout: Rollout) {
  const { deployment, newReplicaSet } = rollout;
  const all = allReplicaSets(rollout);
  const total = sumActual(all);
  const available = sumAvailable(all);
  const ready = all.reduce((sum, replicaSet) => sum + (replicaSet.status?.readyReplicas ?? 0), 0);
  const terminating = all.reduce(
    (sum, replicaSet) => sum + (replicaSet.status?.terminatingReplicas ?? 0),
    0,
  );
  const unavailable = Math.max(0, sumOf(all) - available);
  const updated = newReplicaSet?.status?.replicas ?? 0;
  const { collisionCount } = deployment.status ?? {};
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...positive("replicas", total),
    ...positive("updatedReplicas", updated),
    ...positive("readyReplicas", ready),
    ...positive("availableReplicas", available),
    ...positive("unavailableReplicas", unavailable),
    terminatingReplicas: terminating,
    ...(collisionCount === undefined ? {} : { collisionCount }),
  };
}

const sumOf = (replicaSets: readonly ReplicaSet[]): number =>
  replicaSets.reduce((sum, replicaSet) => sum + wantedReplicas(replicaSet), 0);

const positive = (name: string, count: number): Record<string, number> =>
  count > 0 ? { [name]: count } : {};

function conditionsOf(rollout: Rollout, now: number): DeploymentCondition[] {
  const { deployment } = rollout;
  const known = deployment.status?.conditions ?? [];
  const minimum = wantedReplicas(deployment) - rollingBounds(deployment).unavailable;
  const isAvailable = sumAvailable(allReplicaSets(rollout)) >= minimum;
  let conditions = setCondition(
    known,
    now,
    isAvailable
      ? ["Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability."]
      : [
          "Available",
          "False",
          "MinimumReplicasUnavailable",
          "Deployment does not have minimum availability.",
        ],
  );
  if (!hasDeadline(deployment))
    conditions = conditions.filter(({ type }) => type !== "Progressing");
  const progress = progressOf(rollout, now);
  if (progress !== undefined) conditions = setCondition(conditions, now, progress);
  return withFailure(conditions, rollout, now);
}

type Said = readonly [
  type: string,
  status: "True" | "False" | "Unknown",
  reason: string,
  message: string,
];

function progressOf(rollout: Rollout, now: number): Said | undefined {
  const { deployment, newReplicaSet } = rollout;
  if (!hasDeadline(deployment)) return undefined;
  const known = findCondition(deployment.status?.conditions, "Progressing");
  if (deployment.spec?.paused) {
    if (known?.reason === "ProgressDeadlineExceeded") return undefined;
    return ["Progressing", "Unknown", "DeploymentPaused", "Deployment is paused"];
  }
  if (known?.reason === "DeploymentPaused") {
    return ["Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed"];
  }
  if (known?.reason === "NewReplicaSetAvailable" && isOneReplicaSet(rollout)) return undefined;
  const name = newReplicaSet?.metadata.name;
  if (isComplete(rollout)) {
    return [
      "Progressing",
      "True",
      "NewReplicaSetAvailable",
      `ReplicaSet "${name}" has successfully progressed.`,
    ];
  }
  if (isProgressing(rollout)) {
    return ["Progressing", "True", "ReplicaSetUpdated", `ReplicaSet "${name}" is progressing.`];
  }
  if (isTimedOut(deployment, now)) {
    return [
      "Progressing",
      "False",
      "ProgressDeadlineExceeded",
      `ReplicaSet "${name}" has timed out progressing.`,
    ];
  }
  return undefined;
}

const hasDeadline = ({ spec }: Deployment): boolean =>
  (spec?.progressDeadlineSeconds ?? 600) < noDeadlineSeconds;

/** Nothing is being rolled out: a finished Deployment whose pods come and go stays finished. */
function isOneReplicaSet(rollout: Rollout): boolean {
  const all = sumActual(allReplicaSets(rollout));
  return all === (rollout.newReplicaSet?.status?.replicas ?? 0);
}

/** A rollout has begun: its ReplicaSet was made, or found when nothing was known of it. */
// Kubernetes: pkg/controller/deployment/sync.go (getNewReplicaSet)
export function noteReplicaSet(
  deployment: Deployment,
  { name, isNew }: { readonly name: string; readonly isNew: boolean },
  now: number,
): readonly DeploymentCondition[] {
  const known = deployment.status?.conditions ?? [];
  if (!hasDeadline(deployment)) return known;
  if (isNew) {
    const message = `Created new replica set "${name}"`;
    return setCondition(known, now, ["Progressing", "True", "NewReplicaSetCreated", message]);
  }
  if (findCondition(known, "Progressing") !== undefined) return known;
  const message = `Found new replica set "${name}"`;
  return setCondition(known, now, ["Progressing", "True", "FoundNewReplicaSet", message]);
}

// Kubernetes: deployment_util.go (DeploymentProgressing)
function isProgressing(rollout: Rollout): boolean {
  const { status } = rollout.deployment;
  const next: Record<string, unknown> = countStatus(rollout);
  const number = (value: unknown): number => (typeof value === "number" ? value : 0);
  const oldBefore = number(status?.replicas) - number(status?.updatedReplicas);
  const oldNow = number(next.replicas) - number(next.updatedReplicas);
  return (
    number(next.updatedReplicas) > number(status?.updatedReplicas) ||
    oldNow < oldBefore ||
    number(next.readyReplicas) > number(status?.readyReplicas) ||
    number(next.availableReplicas) > number(status?.availableReplicas)
  );
}

function isTimedOut(deployment: Deployment, now: number): boolean {
  const wait = untilDeadline(deployment, now);
  return wait !== undefined && wait <= 0;
}

/** Milliseconds until the progress deadline, for a rollout that is under way. */
function untilDeadline(deployment: Deployment, now: number): number | undefined {
  const progressing = findCondition(deployment.status?.conditions, "Progressing");
  const seconds = deployment.spec?.progressDeadlineSeconds ?? 600;
  if (progressing === undefined || seconds >= noDeadlineSeconds || deployment.spec?.paused)
    return undefined;
  if (["NewReplicaSetAvailable", "ProgressDeadlineExceeded"].includes(progressing.reason ?? ""))
    return undefined;
  const since = timeOf(progressing.lastUpdateTime ?? progressing.lastTransitionTime) ?? now;
  return since + seconds * 1000 - now;
}

function withFailure(
  conditions: readonly DeploymentCondition[],
  rollout: Rollout,
  now: number,
): DeploymentCondition[] {
  const failure = [rollout.newReplicaSet, ...rollout.oldReplicaSets]
    .map((replicaSet) => findCondition(replicaSet?.status?.conditions, "ReplicaFailure"))
    .find((condition) => condition !== undefined);
  if (failure === undefined) return conditions.filter(({ type }) => type !== "ReplicaFailure");
  return setCondition(conditions, now, [
    "ReplicaFailure",
    "True",
    failure.reason ?? "",
    failure.message ?? "",
  ]);
}

function setCondition(
  conditions: readonly DeploymentCondition[],
  now: number,
  [type, status, reason, message]: Said,
): DeploymentCondition[] {
  const known = findCondition(conditions, type);
  const isProgress =
    type === "Progressing" &&
    (reason === "ReplicaSetUpdated" || reason === "NewReplicaSetAvailable");
  const isSame = known?.status === status && known.reason === reason;
  if (isSame && !(isProgress && (reason === "ReplicaSetUpdated" || known.message !== message)))
    return [...conditions];
  const time = formatTime(now);
  const lastTransitionTime = known?.status === status ? known.lastTransitionTime : time;
  const made: DeploymentCondition = {
    type,
    status,
    lastUpdateTime: time,
    ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }),
    reason,
    message,
  };
  return [...conditions.filter((condition) => condition.type !== type), made];
}
