// Whether the volumes a pod claims can be had where it would run.
//
// Kubernetes: pkg/scheduler/framework/plugins/volumebinding/{volume_binding,binder}.go
import type { Node, PersistentVolumeClaim, Pod } from "@/generated/kubernetes/types";
import {
  classOf,
  findVolume,
  isDelayed,
  isFullyBound,
  isReachable,
  selectedNodeAnnotation,
} from "../../kinds/persistent-volume/match-claim";
import type { SchedulerPlugin, SchedulingContext } from "../define-plugin";
import { claimNames, type Objects, waitsForConsumer } from "../volumes";

const noVolumes = "node(s) didn't find available persistent volumes to bind";

export const volumeBinding: SchedulerPlugin = {
  name: "VolumeBinding",
  preFilter(pod, { objects }) {
    const names = claimNames(pod);
    for (const name of names) {
      const problem = problemOf(name, pod, objects);
      if (problem !== undefined) return problem;
    }
    const claims = claimsOf(pod, objects);
    const isImmediate = claims.some(
      (claim) => !isFullyBound(claim) && !waitsForConsumer(claim, objects),
    );
    return isImmediate ? "pod has unbound immediate PersistentVolumeClaims" : undefined;
  },
  filter(pod, { node }, context) {
    const reasons = claimsOf(pod, context.objects).map((claim) =>
      reasonAgainst(claim, node, context),
    );
    return [...new Set(reasons.filter((reason) => reason !== undefined))];
  },
};

function claimsOf(pod: Pod, objects: Objects): PersistentVolumeClaim[] {
  const { namespace = "" } = pod.metadata;
  return claimNames(pod).flatMap(
    (name) => objects.get("PersistentVolumeClaim", { namespace, name }) ?? [],
  );
}

// Kubernetes: volume_binding.go (podHasPVCs)
function problemOf(name: string, pod: Pod, objects: Objects): string | undefined {
  const { namespace = "" } = pod.metadata;
  const claim = objects.get("PersistentVolumeClaim", { namespace, name });
  if (claim === undefined) {
    const isEphemeral = pod.spec?.volumes?.some(
      (volume) => volume.ephemeral !== undefined && `${pod.metadata.name}-${volume.name}` === name,
    );
    return isEphemeral
      ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
      : `persistentvolumeclaim "${name}" not found`;
  }
  if (claim.status?.phase === "Lost") {
    return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec?.volumeName ?? ""}"`;
  }
  if (claim.metadata.deletionTimestamp !== undefined)
    return `persistentvolumeclaim "${name}" is being deleted`;
  return undefined;
}

function reasonAgainst(
  claim: PersistentVolumeClaim,
  node: Node,
  { objects }: SchedulingContext,
): string | undefined {
  if (isFullyBound(claim)) {
    const volume = objects.get("PersistentVolume", { name: claim.spec?.volumeName ?? "" });
    if (volume === undefined) {
      return "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";
    }
    return isReachable(volume, node)
      ? undefined
      : "node(s) didn't match PersistentVolume's node affinity";
  }
  const chosen = claim.metadata.annotations?.[selectedNodeAnnotation];
  if (chosen !== undefined) return chosen === node.metadata.name ? undefined : noVolumes;
  if (findVolume(objects.list("PersistentVolume"), { claim, node }) !== undefined) return undefined;
  const storageClass = objects.get("StorageClass", { name: classOf(claim) });
  const canBeMade =
    isDelayed(claim, storageClass) && storageClass?.provisioner !== "kubernetes.io/no-provisioner";
  return canBeMade ? undefined : noVolumes;
}
