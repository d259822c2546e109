// Keeping a number of pods alive: shared by ReplicaSet and ReplicationController, which differ in their
// selector and their names only.
//
// Kubernetes: pkg/controller/replicaset/replica_set.go (syncReplicaSet, manageReplicas, slowStartBatch),
// pkg/controller/controller_ref_manager.go (adoption and release)
import type { Pod, PodTemplateSpec } from "@/generated/kubernetes/types";
import type { KindName } from "../client/client";
import type { KubernetesObject } from "../meta/object";
import { StatusError } from "../meta/status-error";
import type { ControllerContext } from "./define-controller";
import { inDeletionOrder } from "./deletion-order";
import { controllerReference, podFrom } from "./pod-from-template";
import { isActive, isTerminating } from "./pod-state";

export interface ReplicaOwner {
  readonly object: KubernetesObject;
  readonly template: PodTemplateSpec;
  readonly wanted: number;
  selects(labels: Readonly<Record<string, string>>): boolean;
}

/**
 * How long an owner of very many pods keeps its worker busy: four milliseconds per pod, far less than upstream,
 * whose client sends twenty requests a second.
 */
export const busyMsFor = (replicas = 0): number => (replicas < 100 ? 0 : replicas * 4);

/** At most this many pods are made or deleted in one go. */
const burstReplicas = 500;

export interface ReplicaFailure {
  readonly reason: "FailedCreate" | "FailedDelete";
  readonly message: string;
  /** Thrown once the status tells of it, so that the owner is tried again, later each time. */
  readonly error: StatusError;
}

export interface ReplicaResult {
  /** Active pods of the owner, before this reconciliation changed anything. */
  readonly pods: readonly Pod[];
  /** Its pods that are being deleted. */
  readonly terminating: number;
  /** Why pods could not be made or deleted. */
  readonly failure?: ReplicaFailure;
}

/** Adopts, releases, creates and deletes until the count is right. */
export function manageReplicas(owner: ReplicaOwner, context: ControllerContext): ReplicaResult {
  const controlled = context.client.controlledBy("Pod", owner.object.metadata.uid ?? "");
  const pods = claimPods(owner, controlled, context);
  const terminating = controlled.filter(isTerminating).length;
  if (owner.object.metadata.deletionTimestamp !== undefined) return { pods, terminating };
  const difference = owner.wanted - pods.length;
  if (difference > 0)
    return {
      pods,
      terminating,
      ...createPods(owner, Math.min(difference, burstReplicas), context),
    };
  if (difference < 0) deletePods(owner, pods, Math.min(-difference, burstReplicas), context);
  return { pods, terminating };
}

/** The owner's active pods: its own that still match, and orphans that match, which it adopts. */
function claimPods(
  owner: ReplicaOwner,
  controlled: readonly Pod[],
  context: ControllerContext,
): Pod[] {
  const { uid = "", namespace = "" } = owner.object.metadata;
  const mine: Pod[] = [];
  for (const pod of controlled) {
    if (!isActive(pod)) continue;
    if (owner.selects(pod.metadata.labels ?? {})) mine.push(pod);
    else release(pod, uid, context);
  }
  if (owner.object.metadata.deletionTimestamp !== undefined) return mine;
  for (const pod of context.client.orphanPods(namespace)) {
    if (isActive(pod) && owner.selects(pod.metadata.labels ?? {}))
      mine.push(adopt(pod, owner, context));
  }
  return mine;
}

function adopt(pod: Pod, owner: ReplicaOwner, context: ControllerContext): Pod {
  return context.client.update("Pod", {
    ...pod,
    metadata: {
      ...pod.metadata,
      ownerReferences: [...(pod.metadata.ownerReferences ?? []), controllerReference(owner.object)],
    },
  });
}

function release(pod: Pod, uid: string, context: ControllerContext): void {
  const { ownerReferences = [], ...metadata } = pod.metadata;
  const others = ownerReferences.filter((reference) => reference.uid !== uid);
  context.client.update("Pod", {
    ...pod,
    metadata: { ...metadata, ...(others.length > 0 ? { ownerReferences: others } : {}) },
  });
}

/** Batches of 1, 2, 4 …, so that a quota or a typo costs one failed request and not five hundred. */
function createPods(
  owner: ReplicaOwner,
  count: number,
  context: ControllerContext,
): Pick<ReplicaResult, "failure"> {
  let made = 0;
  for (let batch = 1; made < count; batch *= 2) {
    const end = Math.min(count, made + batch);
    let error: StatusError | undefined;
    for (; made < end; made++) error = createPod(owner, context) ?? error;
    if (error !== undefined)
      return { failure: { reason: "FailedCreate", message: error.message, error } };
  }
  return {};
}

/** Returns why it failed. */
function createPod(owner: ReplicaOwner, context: ControllerContext): StatusError | undefined {
  const { template, object } = owner;
  try {
    const pod = context.client.create("Pod", podFrom(template, object));
    record(context, object, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const isTerminating = error.status.message?.includes("because it is being terminated") ?? false;
    if (!isTerminating) {
      record(context, object, "Warning", "FailedCreate", `Error creating: ${error.message}`);
    }
    return isTerminating ? undefined : error;
  }
}

function deletePods(
  owner: ReplicaOwner,
  pods: readonly Pod[],
  count: number,
  context: ControllerContext,
): void {
  const related = relatedPods(owner, pods, context);
  for (const pod of inDeletionOrder(pods, related, context.now).slice(0, count)) {
    context.client.delete("Pod", pod.metadata);
    record(
      context,
      owner.object,
      "Normal",
      "SuccessfulDelete",
      `Deleted pod: ${pod.metadata.name}`,
    );
  }
}

/** Pods of all ReplicaSets of the same Deployment, for "crowded nodes first". */
function relatedPods(
  owner: ReplicaOwner,
  pods: readonly Pod[],
  context: ControllerContext,
): readonly Pod[] {
  const parent = owner.object.metadata.ownerReferences?.find((reference) => reference.controller);
  if (parent === undefined) return pods;
  const siblings = context.client.controlledBy(
    owner.object.kind as KindName & "ReplicaSet",
    parent.uid,
  );
  return siblings.flatMap((sibling) =>
    context.client.controlledBy("Pod", sibling.metadata.uid ?? ""),
  );
}

function record(
  context: ControllerContext,
  about: KubernetesObject,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
): void {
  context.record({ about, type, reason, message });
}
