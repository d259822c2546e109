// How far a rollout is, in upstream's words.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go
import type { DaemonSet, Deployment, StatefulSet } from "@/generated/kubernetes/types";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { CommandError } from "../command-error";
import type { ResourceKind } from "../discovery";

export interface RolloutProgress {
  readonly text: string;
  readonly isDone: boolean;
}

export function rolloutProgress(
  kind: ResourceKind,
  object: KubernetesObject,
  revision: number,
): RolloutProgress {
  switch (`${kind.kind}.${kind.group}`) {
    case "Deployment.apps":
      return ofDeployment(object as unknown as Deployment, revision);
    case "DaemonSet.apps":
      return ofDaemonSet(object as unknown as DaemonSet);
    case "StatefulSet.apps":
      return ofStatefulSet(object as unknown as StatefulSet);
    default:
      throw new CommandError(`no status viewer has been implemented for ${kindWithGroup(kind)}`);
  }
}

/** `ReplicaSet.apps`. */
export const kindWithGroup = (kind: ResourceKind): string =>
  kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;

const wait = (text: string): RolloutProgress => ({ text: `${text}\n`, isDone: false });
const done = (text: string): RolloutProgress => ({ text: `${text}\n`, isDone: true });

function ofDeployment({ metadata, spec, status }: Deployment, wanted: number): RolloutProgress {
  const name = JSON.stringify(metadata?.name ?? "");
  const revision = Number(metadata?.annotations?.["deployment.kubernetes.io/revision"] ?? 0);
  if (wanted > 0 && revision !== wanted) {
    throw new CommandError(
      `desired revision (${wanted}) is different from the running revision (${revision})`,
    );
  }
  const {
    observedGeneration = 0,
    updatedReplicas = 0,
    replicas = 0,
    availableReplicas = 0,
    conditions = [],
  } = status ?? {};
  if ((metadata?.generation ?? 0) > observedGeneration)
    return wait("Waiting for deployment spec update to be observed...");
  if (conditions.find((one) => one.type === "Progressing")?.reason === "ProgressDeadlineExceeded") {
    throw new CommandError(`deployment ${name} exceeded its progress deadline`);
  }
  const goal = spec?.replicas ?? updatedReplicas;
  if (updatedReplicas < goal) {
    return wait(
      `Waiting for deployment ${name} rollout to finish: ${updatedReplicas} out of ${goal} new replicas have been updated...`,
    );
  }
  if (replicas > updatedReplicas) {
    return wait(
      `Waiting for deployment ${name} rollout to finish: ${replicas - updatedReplicas} old replicas are pending termination...`,
    );
  }
  if (availableReplicas < updatedReplicas) {
    return wait(
      `Waiting for deployment ${name} rollout to finish: ${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    );
  }
  return done(`deployment ${name} successfully rolled out`);
}

const onlyRolling = () =>
  new CommandError("rollout status is only available for RollingUpdate strategy type");

function ofDaemonSet({ metadata, spec, status }: DaemonSet): RolloutProgress {
  const name = JSON.stringify(metadata?.name ?? "");
  if (spec?.updateStrategy?.type !== "RollingUpdate") throw onlyRolling();
  const {
    observedGeneration = 0,
    updatedNumberScheduled = 0,
    desiredNumberScheduled = 0,
    numberAvailable = 0,
  } = status ?? {};
  if ((metadata?.generation ?? 0) > observedGeneration)
    return wait("Waiting for daemon set spec update to be observed...");
  if (updatedNumberScheduled < desiredNumberScheduled) {
    return wait(
      `Waiting for daemon set ${name} rollout to finish: ${updatedNumberScheduled} out of ${desiredNumberScheduled} new pods have been updated...`,
    );
  }
  if (numberAvailable < desiredNumberScheduled) {
    return wait(
      `Waiting for daemon set ${name} rollout to finish: ${numberAvailable} of ${desiredNumberScheduled} updated pods are available...`,
    );
  }
  return done(`daemon set ${name} successfully rolled out`);
}

function ofStatefulSet({ metadata, spec, status }: StatefulSet): RolloutProgress {
  if (spec?.updateStrategy?.type !== "RollingUpdate") throw onlyRolling();
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0 } = status ?? {};
  if (observedGeneration === 0 || (metadata?.generation ?? 0) > observedGeneration) {
    return wait("Waiting for statefulset spec update to be observed...");
  }
  const goal = spec.replicas ?? 0;
  if (readyReplicas < goal) return wait(`Waiting for ${goal - readyReplicas} pods to be ready...`);
  const rolling = spec.updateStrategy.rollingUpdate;
  if (rolling !== undefined) {
    const updatedGoal = goal - (rolling.partition ?? goal);
    if (rolling.partition !== undefined && updatedReplicas < updatedGoal) {
      return wait(
        `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${updatedGoal} new pods have been updated...`,
      );
    }
    return done(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  const { updateRevision = "", currentRevision = "", currentReplicas = 0 } = status ?? {};
  if (updateRevision !== currentRevision) {
    return wait(
      `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`,
    );
  }
  return done(
    `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`,
  );
}
