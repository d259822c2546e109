// The claims of a pod, and binding the ones that waited for it once a node is chosen.
//
// Kubernetes: pkg/scheduler/framework/plugins/volumebinding/binder.go (AssumePodVolumes, BindPodVolumes)
//
// Differs: instead of polling until the volumes are bound the pod goes back in line; a bound claim calls it.
import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
} from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import {
  boundByController,
  classOf,
  findVolume,
  isFullyBound,
  isPromisedTo,
  selectedNodeAnnotation,
} from "../kinds/persistent-volume/match-claim";

export type Objects = Pick<Client, "get" | "list">;

export const claimNames = (pod: Pod): string[] =>
  (pod.spec?.volumes ?? []).flatMap(({ ephemeral, name, persistentVolumeClaim }) => {
    if (persistentVolumeClaim !== undefined) return [persistentVolumeClaim.claimName];
    return ephemeral === undefined ? [] : [`${pod.metadata.name}-${name}`];
  });

export const waitsForConsumer = (claim: PersistentVolumeClaim, objects: Objects): boolean =>
  objects.get("StorageClass", { name: classOf(claim) })?.volumeBindingMode ===
  "WaitForFirstConsumer";

/** Has the pod's volumes bound for the node. Returns whether all of them are. */
export function bindVolumes(
  pod: Pod,
  node: Node,
  { client }: { readonly client: Client },
): boolean {
  const { namespace = "" } = pod.metadata;
  const taken = new Set<string>();
  let areBound = true;
  for (const name of claimNames(pod)) {
    const claim = client.get("PersistentVolumeClaim", { namespace, name });
    if (claim === undefined || isFullyBound(claim)) continue;
    areBound = false;
    const volume = findVolume(client.list("PersistentVolume"), { claim, node, taken });
    if (volume === undefined) chooseNode(claim, node, client);
    else {
      taken.add(volume.metadata.name);
      promise(volume, claim, client);
    }
  }
  return areBound;
}

function promise(volume: PersistentVolume, claim: PersistentVolumeClaim, client: Client): void {
  if (isPromisedTo(volume, claim) && volume.spec?.claimRef?.uid) return;
  const { namespace = "", name, uid = "", resourceVersion = "" } = claim.metadata;
  const claimRef = {
    kind: "PersistentVolumeClaim",
    namespace,
    name,
    uid,
    apiVersion: "v1",
    resourceVersion,
  };
  const annotations = { ...volume.metadata.annotations, [boundByController]: "yes" };
  client.update("PersistentVolume", {
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec: { ...volume.spec, claimRef },
  });
}

function chooseNode(claim: PersistentVolumeClaim, node: Node, client: Client): void {
  const annotations = {
    ...claim.metadata.annotations,
    [selectedNodeAnnotation]: node.metadata.name,
  };
  if (claim.metadata.annotations?.[selectedNodeAnnotation] === node.metadata.name) return;
  client.update("PersistentVolumeClaim", {
    ...claim,
    metadata: { ...claim.metadata, annotations },
  });
}
