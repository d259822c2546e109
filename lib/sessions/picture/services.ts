// Services and whom they reach at this moment, as their EndpointSlices say.
import type { Cluster, KubernetesObject } from "@/lib/sim";
import type { ServiceItem } from "./picture-items";
import { keyOf, listObjects, listRows } from "./read-objects";

interface Endpoint {
  readonly conditions?: { readonly ready?: boolean };
  readonly targetRef?: {
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
}

export function readServices(cluster: Cluster): ServiceItem[] {
  const slices = listObjects(cluster, "/apis/discovery.k8s.io/v1/endpointslices");
  return listRows(cluster, "/api/v1/services").map(({ object, cell }) => {
    const { name, namespace = "" } = object.metadata;
    return {
      type: "service",
      key: keyOf({ kind: "Service", namespace, name }),
      namespace,
      name,
      address: cell("CLUSTER-IP"),
      ports: cell("PORT(S)"),
      pods: slices.filter((slice) => belongsTo(slice, object)).flatMap(podsOf),
    };
  });
}

function belongsTo(slice: KubernetesObject, { metadata }: KubernetesObject): boolean {
  const { namespace, labels = {} } = slice.metadata;
  return namespace === metadata.namespace && labels["kubernetes.io/service-name"] === metadata.name;
}

function podsOf(slice: KubernetesObject): string[] {
  const endpoints = (slice.endpoints as readonly Endpoint[] | undefined) ?? [];
  return endpoints.flatMap(({ conditions, targetRef }) => {
    if (conditions?.ready === false || targetRef?.kind !== "Pod") return [];
    return [keyOf({ kind: "Pod", namespace: targetRef.namespace, name: targetRef.name ?? "" })];
  });
}
