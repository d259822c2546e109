// The claims of stateful pods: made before the pod, kept after it unless the retention policy lets them go.
//
// Kubernetes: pkg/controller/statefulset/stateful_pod_control.go (createPersistentVolumeClaims,
// UpdatePodClaimForRetentionPolicy)
import type { PersistentVolumeClaim, Pod, StatefulSet } from "@/generated/kubernetes/types";
import { StatusError } from "../../meta/status-error";
import type { ControllerContext } from "../define-controller";
import { claimsOf, podName } from "./identity";
import { say } from "./pod-control";

/** Makes the claims that are missing. Returns whether the pod may be made. */
export function keepClaims(set: StatefulSet, ordinal: number, context: ControllerContext): boolean {
  let areAllThere = true;
  for (const claim of claimsOf(set, ordinal)) {
    const found = context.client.get("PersistentVolumeClaim", claim.metadata);
    if (found === undefined) createClaim(set, podName(set, ordinal), claim, context);
    // The claim of an earlier life has to be gone first.
    else if (found.metadata.deletionTimestamp !== undefined) areAllThere = false;
    else disown(found, context);
  }
  return areAllThere;
}

function createClaim(
  set: StatefulSet,
  pod: string,
  claim: ReturnType<typeof claimsOf>[number],
  context: ControllerContext,
): void {
  const { name } = claim.metadata;
  const isDeletedWithSet = set.spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted === "Delete";
  const owner = {
    apiVersion: set.apiVersion,
    kind: set.kind,
    name: set.metadata.name,
    uid: set.metadata.uid ?? "",
  };
  const metadata = { ...claim.metadata, ...(isDeletedWithSet ? { ownerReferences: [owner] } : {}) };
  try {
    context.client.create("PersistentVolumeClaim", { ...claim, metadata });
    const message = `Create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`;
    say(set, "Normal", "SuccessfulCreate", message, context);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const message = `Create Claim ${name} for Pod ${pod} in StatefulSet ${set.metadata.name} failed error: ${error.message}`;
    say(set, "Warning", "FailedCreate", message, context);
    throw error;
  }
}

/** With `whenScaled: Delete` a condemned pod takes its claims along: they become its dependents. */
export function letClaimsGo(
  set: StatefulSet,
  ordinal: number,
  pod: Pod,
  { client }: ControllerContext,
): void {
  if (set.spec?.persistentVolumeClaimRetentionPolicy?.whenScaled !== "Delete") return;
  const owner = {
    apiVersion: "v1",
    kind: "Pod",
    name: pod.metadata.name,
    uid: pod.metadata.uid ?? "",
  };
  for (const { metadata } of claimsOf(set, ordinal)) {
    const claim = client.get("PersistentVolumeClaim", metadata);
    const owners = claim?.metadata.ownerReferences ?? [];
    if (claim === undefined || owners.some(({ uid }) => uid === owner.uid)) continue;
    client.update("PersistentVolumeClaim", {
      ...claim,
      metadata: { ...claim.metadata, ownerReferences: [...owners, owner] },
    });
  }
}

/** A claim that was to go with its pod is wanted again. */
function disown(claim: PersistentVolumeClaim, { client }: ControllerContext): void {
  const { ownerReferences = [], ...metadata } = claim.metadata;
  const others = ownerReferences.filter(({ kind }) => kind !== "Pod");
  if (others.length === ownerReferences.length) return;
  client.update("PersistentVolumeClaim", {
    ...claim,
    metadata: { ...metadata, ...(others.length > 0 ? { ownerReferences: others } : {}) },
  });
}
