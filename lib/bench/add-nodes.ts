// More nodes than a preset has: big ones, after the model of a worker, and time for them to join.
import type { Cluster } from "@/lib/sim";

export function addNodes(cluster: Cluster, count: number): void {
  const client = cluster.client();
  const model = client.get("Node", { name: "node02" });
  if (model === undefined) throw new Error("there is no node02");
  for (let i = 0; i < count; i++) {
    const name = `big${String(i).padStart(3, "0")}`;
    const podCIDR = `10.${100 + (i >> 8)}.${i & 255}.0/24`;
    const labels = { ...model.metadata.labels, "kubernetes.io/hostname": name };
    const node = client.create("Node", {
      metadata: { name, labels },
      spec: { podCIDR, podCIDRs: [podCIDR] },
    });
    const size = { cpu: "64", memory: "256Gi" };
    client.updateStatus("Node", {
      ...node,
      status: {
        ...model.status,
        capacity: { ...model.status?.capacity, ...size },
        allocatable: { ...model.status?.allocatable, ...size },
        addresses: [
          { type: "InternalIP", address: `172.31.${i >> 8}.${i & 255}` },
          { type: "Hostname", address: name },
        ],
      },
    });
  }
  cluster.settle();
}
