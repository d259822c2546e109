// Deployment: replaces one ReplicaSet by another without the pods ever being too few or too many.
//
// Kubernetes: pkg/controller/deployment/deployment_controller.go (syncDeployment)
import {
  type ControllerContext,
  defineController,
  splitKey,
  watchControlled,
  watchOwn,
} from "../define-controller";
import { isFinished } from "../pod-state";
import { ensureNewReplicaSet, findRollout, forgetOld } from "./replica-sets";
import { isComplete, stepRollingUpdate } from "./rolling";
import {
  allReplicaSets,
  type Rollout,
  scaleReplicaSet,
  sumWanted,
  wantedReplicas,
} from "./rollout";
import { isScaling, scale } from "./scale";
import { syncStatus } from "./status";

export const deploymentController = defineController({
  name: "deployment-controller",
  latencyMs: 10,
  watches: [
    watchOwn("Deployment"),
    watchControlled("ReplicaSet", "Deployment"),
    { kind: "Pod", keys: deletedPodOwner },
  ],
  resync: ({ client }) =>
    client.list("Deployment").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key.startsWith("replica-set:")) return wakeOwner(key.slice("replica-set:".length), context);
    const deployment = context.client.get("Deployment", splitKey(key));
    if (deployment === undefined) return;
    const rollout = findRollout(deployment, context);
    if (deployment.metadata.deletionTimestamp !== undefined)
      return syncStatus(key, rollout, context);
    if (deployment.spec?.paused || isScaling(rollout)) return resize(key, rollout, context);
    if (deployment.spec?.strategy?.type === "Recreate") return recreate(key, rollout, context);
    return rollingUpdate(key, ensureNewReplicaSet(rollout, context), context);
  },
});

function resize(key: string, rollout: Rollout, context: ControllerContext): void {
  scale(rollout, context);
  const after = findRollout(rollout.deployment, context);
  if (rollout.deployment.spec?.paused) forgetOld(after, context);
  syncStatus(key, after, context);
}

function rollingUpdate(key: string, rollout: Rollout, context: ControllerContext): void {
  const hasStepped = stepRollingUpdate(rollout, context);
  const after = hasStepped ? findRollout(rollout.deployment, context) : rollout;
  if (isComplete(after)) forgetOld(after, context);
  syncStatus(key, after, context);
}

/** All old pods go, and only when none is left do the new ones come. */
// Kubernetes: pkg/controller/deployment/recreate.go
function recreate(key: string, rollout: Rollout, context: ControllerContext): void {
  if (sumWanted(rollout.oldReplicaSets) > 0) {
    for (const replicaSet of rollout.oldReplicaSets)
      scaleReplicaSet(rollout.deployment, replicaSet, 0, context);
    return syncStatus(key, findRollout(rollout.deployment, context), context);
  }
  if (hasOldPods(rollout, context)) return syncStatus(key, rollout, context);
  const after = ensureNewReplicaSet(rollout, context);
  if (after.newReplicaSet !== undefined) {
    scaleReplicaSet(
      after.deployment,
      after.newReplicaSet,
      wantedReplicas(after.deployment),
      context,
    );
  }
  const seen = findRollout(after.deployment, context);
  if (isComplete(seen)) forgetOld(seen, context);
  syncStatus(key, seen, context);
}

function hasOldPods(rollout: Rollout, context: ControllerContext): boolean {
  const newUid = rollout.newReplicaSet?.metadata.uid;
  return allReplicaSets(rollout).some(
    ({ metadata }) =>
      metadata.uid !== newUid &&
      context.client.controlledBy("Pod", metadata.uid ?? "").some((pod) => !isFinished(pod)),
  );
}

/** A Recreate rollout waits for pods to be gone, so a removed pod wakes the Deployment above it. */
function deletedPodOwner({
  old,
  current,
}: {
  old?: {
    metadata: {
      namespace?: string;
      ownerReferences?: readonly { kind: string; name: string; controller?: boolean }[];
    };
  };
  current?: unknown;
}) {
  if (current !== undefined || old === undefined) return [];
  const owner = old.metadata.ownerReferences?.find((reference) => reference.controller);
  return owner?.kind === "ReplicaSet"
    ? [`replica-set:${old.metadata.namespace}/${owner.name}`]
    : [];
}

function wakeOwner(key: string, context: ControllerContext): void {
  const replicaSet = context.client.get("ReplicaSet", splitKey(key));
  const owner = replicaSet?.metadata.ownerReferences?.find((reference) => reference.controller);
  const deployment =
    owner && context.client.get("Deployment", { ...splitKey(key), name: owner.name });
  if (deployment?.spec?.strategy?.type !== "Recreate") return;
  context.enqueue(`${deployment.metadata.namespace}/${deployment.metadata.name}`, 0);
}
