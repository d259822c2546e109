// Pods: who lives in which room, in kubectl's words.
import type { Cluster } from "@/lib/sim";
import type { PodItem } from "./picture-items";
import { createdAt, keyOf, listRows, ownerOf } from "./read-objects";

export function readPods(cluster: Cluster): PodItem[] {
  return listRows(cluster, "/api/v1/pods").map(({ object, cell }) => {
    const { name, namespace = "", labels = {} } = object.metadata;
    return {
      type: "pod",
      key: keyOf({ kind: "Pod", namespace, name }),
      namespace,
      name,
      node: (object.spec as { nodeName?: string } | undefined)?.nodeName ?? "",
      status: cell("STATUS"),
      ready: cell("READY"),
      // `3 (20s ago)`: the age in it would change with every second.
      restarts: Number.parseInt(cell("RESTARTS"), 10) || 0,
      createdAt: createdAt(object),
      labels,
      ...ownerOf(object),
    };
  });
}
