// Finding a Deployment's ReplicaSets, making the new one, numbering revisions, and forgetting old ones.
//
// Kubernetes: pkg/controller/deployment/sync.go (getNewReplicaSet, cleanupDeployment),
// pkg/controller/deployment/util/deployment_util.go (FindNewReplicaSet, SetNewReplicaSetAnnotations)
import type { Deployment, PodTemplateSpec, ReplicaSet } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import type { ControllerContext } from "../define-controller";
import { controllerReference } from "../pod-from-template";
import { podTemplateHash } from "../pod-template-hash";
import { newReplicaSetSize } from "./rolling";
import { type Rollout, sizeAnnotations, sumWanted, wantedReplicas } from "./rollout";
import { noteReplicaSet } from "./status";

export const revisionAnnotation = "deployment.kubernetes.io/revision";
const historyAnnotation = "deployment.kubernetes.io/revision-history";
const hashLabel = "pod-template-hash";

/** Annotations of the Deployment that its ReplicaSets do not get. */
const notCopied: ReadonlySet<string> = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  revisionAnnotation,
  historyAnnotation,
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
]);

export function findRollout(deployment: Deployment, context: ControllerContext): Rollout {
  const owned = context.client.controlledBy("ReplicaSet", deployment.metadata.uid ?? "");
  const all = [...owned].sort(byAge);
  const template = deployment.spec?.template ?? {};
  const newReplicaSet = all.find((replicaSet) =>
    isSameTemplate(replicaSet.spec?.template, template),
  );
  const oldReplicaSets = all.filter((replicaSet) => replicaSet !== newReplicaSet);
  return newReplicaSet === undefined
    ? { deployment, oldReplicaSets }
    : { deployment, oldReplicaSets, newReplicaSet };
}

/** Makes the new ReplicaSet when there is none, and keeps its revision and annotations right. */
export function ensureNewReplicaSet(rollout: Rollout, context: ControllerContext): Rollout {
  const revision = String(Math.max(0, ...rollout.oldReplicaSets.map(revisionOf)) + 1);
  const replicaSet =
    rollout.newReplicaSet === undefined
      ? createReplicaSet(rollout, revision, context)
      : annotate(rollout, rollout.newReplicaSet, revision, context);
  const isNew = rollout.newReplicaSet === undefined;
  const deployment = noteRollout(rollout.deployment, { replicaSet, isNew }, context);
  return { ...rollout, deployment, newReplicaSet: replicaSet };
}

export function revisionOf(replicaSet: ReplicaSet): number {
  return Number(replicaSet.metadata.annotations?.[revisionAnnotation] ?? 0);
}

/** Deletes old, empty ReplicaSets beyond `revisionHistoryLimit`. */
export function forgetOld(rollout: Rollout, context: ControllerContext): void {
  const limit = rollout.deployment.spec?.revisionHistoryLimit ?? 10;
  const alive = rollout.oldReplicaSets.filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  );
  const surplus = alive.length - limit;
  if (surplus <= 0) return;
  const byRevision = [...alive].sort((a, b) => revisionOf(a) - revisionOf(b) || byAge(a, b));
  for (const replicaSet of byRevision.slice(0, surplus)) {
    const isEmpty = (replicaSet.status?.replicas ?? 0) === 0 && wantedReplicas(replicaSet) === 0;
    if (isEmpty) context.client.delete("ReplicaSet", replicaSet.metadata);
  }
}

function createReplicaSet(
  rollout: Rollout,
  revision: string,
  context: ControllerContext,
): ReplicaSet {
  const { deployment, oldReplicaSets } = rollout;
  const template = deployment.spec?.template ?? {};
  const hash = podTemplateHash(template, deployment.status?.collisionCount);
  const labels = { ...template.metadata?.labels, [hashLabel]: hash };
  const selector = deployment.spec?.selector ?? {};
  const draft = {
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace ?? "",
      labels,
      annotations: {
        ...copiedAnnotations(deployment),
        ...sizeAnnotations(deployment),
        [revisionAnnotation]: revision,
      },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: 0,
      ...(deployment.spec?.minReadySeconds
        ? { minReadySeconds: deployment.spec.minReadySeconds }
        : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  const empty: ReplicaSet = { apiVersion: "apps/v1", kind: "ReplicaSet", ...draft };
  const replicas = newSize({ deployment, oldReplicaSets, newReplicaSet: empty }, empty);
  const created = context.client.create("ReplicaSet", {
    ...draft,
    spec: { ...draft.spec, replicas },
  });
  if (replicas > 0) {
    context.record({
      about: deployment,
      type: "Normal",
      reason: "ScalingReplicaSet",
      message: `Scaled up replica set ${created.metadata.name} from 0 to ${replicas}`,
    });
  }
  return created;
}

function newSize(rollout: Rollout, empty: ReplicaSet): number {
  if (rollout.deployment.spec?.strategy?.type !== "Recreate")
    return newReplicaSetSize(rollout, empty);
  return sumWanted(rollout.oldReplicaSets) > 0 ? 0 : wantedReplicas(rollout.deployment);
}

/** An existing ReplicaSet that becomes the new one again takes the next revision number. */
function annotate(
  rollout: Rollout,
  replicaSet: ReplicaSet,
  revision: string,
  context: ControllerContext,
): ReplicaSet {
  const present = replicaSet.metadata.annotations ?? {};
  const isNewer = revisionOf(replicaSet) < Number(revision);
  const history = [present[historyAnnotation], present[revisionAnnotation]]
    .filter(Boolean)
    .join(",");
  const annotations = {
    ...present,
    ...copiedAnnotations(rollout.deployment),
    ...(isNewer ? { [revisionAnnotation]: revision, [historyAnnotation]: history } : {}),
  };
  const minReadySeconds = rollout.deployment.spec?.minReadySeconds ?? 0;
  const isSame =
    deepEqual(annotations, present) && (replicaSet.spec?.minReadySeconds ?? 0) === minReadySeconds;
  if (isSame) return replicaSet;
  return context.client.update("ReplicaSet", {
    ...replicaSet,
    metadata: { ...replicaSet.metadata, annotations },
    spec: {
      ...replicaSet.spec,
      selector: replicaSet.spec?.selector ?? {},
      ...(minReadySeconds > 0 ? { minReadySeconds } : {}),
    },
  });
}

/** The Deployment's revision, and that its rollout has begun, in one write of its status. */
function noteRollout(
  deployment: Deployment,
  { replicaSet, isNew }: { readonly replicaSet: ReplicaSet; readonly isNew: boolean },
  context: ControllerContext,
): Deployment {
  const revision = replicaSet.metadata.annotations?.[revisionAnnotation];
  const before = deployment.metadata.annotations;
  const annotations =
    revision === undefined ? before : { ...before, [revisionAnnotation]: revision };
  const { name } = replicaSet.metadata;
  const conditions = noteReplicaSet(deployment, { name, isNew }, context.now);
  const isSame =
    deepEqual(annotations ?? {}, before ?? {}) &&
    deepEqual(conditions, deployment.status?.conditions ?? []);
  if (isSame) return deployment;
  return context.client.updateStatus("Deployment", {
    ...deployment,
    metadata: { ...deployment.metadata, ...(annotations === undefined ? {} : { annotations }) },
    status: { ...deployment.status, conditions },
  });
}

function copiedAnnotations(deployment: Deployment): Record<string, string> {
  const annotations = Object.entries(deployment.metadata.annotations ?? {});
  return Object.fromEntries(annotations.filter(([key]) => !notCopied.has(key)));
}

/** Equal but for the hash label, which only the ReplicaSet's carries. */
function isSameTemplate(template: PodTemplateSpec | undefined, wanted: PodTemplateSpec): boolean {
  if (template === undefined || !deepEqual(template.spec, wanted.spec)) return false;
  const { [hashLabel]: _, ...labels } = template.metadata?.labels ?? {};
  const { [hashLabel]: __, ...wantedLabels } = wanted.metadata?.labels ?? {};
  return (
    deepEqual(labels, wantedLabels) &&
    deepEqual(template.metadata?.annotations ?? {}, wanted.metadata?.annotations ?? {})
  );
}

function byAge(a: ReplicaSet, b: ReplicaSet): number {
  const [left, right] = [a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? ""];
  if (left !== right) return left < right ? -1 : 1;
  return revisionOf(a) - revisionOf(b) || (a.metadata.name < b.metadata.name ? -1 : 1);
}
