// Nodes: the rooms of the picture.
import type { Cluster } from "@/lib/sim";
import type { NodeItem } from "./picture-items";
import { createdAt, keyOf, listRows } from "./read-objects";

export function readNodes(cluster: Cluster): NodeItem[] {
  return listRows(cluster, "/api/v1/nodes").map(({ object, cell }) => {
    const { name } = object.metadata;
    const capacity = capacityOf(object.status);
    return {
      type: "node",
      key: keyOf({ kind: "Node", name }),
      name,
      status: cell("STATUS"),
      roles: cell("ROLES"),
      createdAt: createdAt(object),
      cpu: capacity.cpu ?? "",
      memory: capacity.memory ?? "",
    };
  });
}

function capacityOf(status: unknown): Readonly<Record<string, string>> {
  return (status as { capacity?: Record<string, string> } | undefined)?.capacity ?? {};
}
