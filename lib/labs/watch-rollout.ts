// Rolls a Deployment out once more on a fork and notes the extremes on the way: the fewest ready pods, the
// most pods at once, the versions that ran side by side.
import type { Cluster, Resource } from "@/lib/sim";
import { isLeaving, isReady } from "./pod-state";
import { watchCluster } from "./watch-cluster";

export interface WatchedRollout {
  readonly fewestReady: number;
  /** Apart from those that are leaving. */
  readonly mostPods: number;
  /** Whether pods of two templates were there at one instant, leaving ones included. */
  readonly hasMixed: boolean;
  readonly isComplete: boolean;
}

type Deployment = Resource<"Deployment">;

/** `limitMs` bounds the virtual time it may take. */
export function watchRollout(
  cluster: Cluster,
  deployment: Deployment,
  limitMs = 300_000,
): WatchedRollout {
  const client = cluster.client();
  const { namespace = "default", name, uid = "" } = deployment.metadata;
  cluster.settle();
  cluster.run("controlplane", `kubectl rollout restart deployment/${name} -n ${namespace}`);
  let [fewestReady, mostPods, hasMixed, isComplete] = [Number.POSITIVE_INFINITY, 0, false, false];
  watchCluster(cluster, limitMs, () => {
    const pods = client
      .controlledBy("ReplicaSet", uid)
      .flatMap(({ metadata }) => client.controlledBy("Pod", metadata.uid ?? ""));
    fewestReady = Math.min(fewestReady, pods.filter(isReady).length);
    mostPods = Math.max(mostPods, pods.filter((pod) => !isLeaving(pod)).length);
    hasMixed ||= new Set(pods.filter(isThere).map(templateHash)).size > 1;
    isComplete = isRolledOut(client.get("Deployment", { namespace, name }));
    return isComplete;
  });
  return { fewestReady, mostPods, hasMixed, isComplete };
}

/** Whether the newest template is everywhere and nothing of older ones is left. */
export function isRolledOut(deployment: Deployment | undefined): boolean {
  if (deployment === undefined) return false;
  const { spec, status, metadata } = deployment;
  const wanted = spec?.replicas ?? 1;
  return (
    (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0) &&
    (status?.updatedReplicas ?? 0) === wanted &&
    (status?.availableReplicas ?? 0) === wanted &&
    (status?.replicas ?? 0) === wanted
  );
}

const isThere = ({ status }: Resource<"Pod">): boolean =>
  status?.phase !== "Succeeded" && status?.phase !== "Failed";

const templateHash = ({ metadata }: Resource<"Pod">): string =>
  metadata.labels?.["pod-template-hash"] ?? "";
