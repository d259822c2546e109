// What makes pods: controllers with a number that is wanted and one that is there.
import type { Cluster, KubernetesObject } from "@/lib/sim";
import type { WorkloadItem } from "./picture-items";
import { keyOf, listObjects, ownerOf } from "./read-objects";

const paths = [
  ["Deployment", "/apis/apps/v1/deployments"],
  ["ReplicaSet", "/apis/apps/v1/replicasets"],
  ["ReplicationController", "/api/v1/replicationcontrollers"],
  ["DaemonSet", "/apis/apps/v1/daemonsets"],
  ["StatefulSet", "/apis/apps/v1/statefulsets"],
  ["Job", "/apis/batch/v1/jobs"],
] as const;

export function readWorkloads(cluster: Cluster): WorkloadItem[] {
  return paths.flatMap(([kind, path]) =>
    listObjects(cluster, path).map((object) => itemOf(kind, object)),
  );
}

function itemOf(kind: string, object: KubernetesObject): WorkloadItem {
  const { name, namespace = "" } = object.metadata;
  const spec = numbers(object.spec);
  const status = numbers(object.status);
  return {
    type: "workload",
    key: keyOf({ kind, namespace, name }),
    kind,
    namespace,
    name,
    wanted: spec.replicas ?? status.desiredNumberScheduled ?? spec.completions ?? 1,
    ready: status.readyReplicas ?? status.numberReady ?? status.succeeded ?? 0,
    ...ownerOf(object),
  };
}

type Numbers = Readonly<Record<string, number | undefined>>;

const numbers = (part: unknown): Numbers => (part as Numbers | undefined) ?? {};
