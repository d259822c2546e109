// Who sits when a cluster is full: victims leave once, and their room is kept for the pod that made it.
import { beforeAll, expect, it } from "vitest";
import { Cluster } from "../cluster";

let full: Cluster;

beforeAll(() => {
  full = Cluster.create({ preset: "three-nodes", seed: 1 });
  for (const name of ["a", "b", "c", "d", "e", "f"]) createPod(full, name);
  full.client().create("PriorityClass", { metadata: { name: "high" }, value: 1000 });
  full.client().create("PriorityClass", {
    metadata: { name: "polite" },
    value: 500,
    preemptionPolicy: "Never",
  });
  full.settle();
});

/** Six of them fill both workers. */
function createPod(cluster: Cluster, name: string, priorityClassName?: string): void {
  const resources = { requests: { cpu: "900m" } };
  cluster.client().create("Pod", {
    metadata: { name, namespace: "default" },
    spec: {
      containers: [{ name: "main", image: "nginx:1.27", resources }],
      ...(priorityClassName === undefined ? {} : { priorityClassName }),
    },
  });
}

const pods = (cluster: Cluster) => cluster.client().list("Pod", { namespace: "default" });
const isSeated = (cluster: Cluster, name: string): boolean =>
  pods(cluster).some((pod) => pod.metadata.name === name && pod.spec?.nodeName !== undefined);

it("the room a pod has made is kept from those that are less important", () => {
  const cluster = full.fork();
  createPod(cluster, "waiting");
  cluster.settle();
  createPod(cluster, "urgent-1", "high");
  createPod(cluster, "urgent-2", "high");
  expect(cluster.settle()).toBe(true);
  expect(isSeated(cluster, "urgent-1") && isSeated(cluster, "urgent-2")).toBe(true);
  expect(isSeated(cluster, "waiting")).toBe(false);
  const victims = ["a", "b", "c", "d", "e", "f"].filter((name) => !isSeated(cluster, name));
  expect(victims).toHaveLength(2);
});

it("a pod of a class that never preempts waits, is told why, and sits before the less important", () => {
  const cluster = full.fork();
  createPod(cluster, "waiting");
  cluster.settle();
  createPod(cluster, "patient", "polite");
  cluster.settle();
  const message = pods(cluster)
    .find(({ metadata }) => metadata.name === "patient")
    ?.status?.conditions?.find(({ type }) => type === "PodScheduled")?.message;
  expect(message).toContain("preemption: not eligible due to preemptionPolicy=Never.");
  expect(isSeated(cluster, "patient")).toBe(false);
  cluster.client().delete("Pod", { namespace: "default", name: "a" });
  cluster.settle();
  expect(isSeated(cluster, "patient")).toBe(true);
  expect(isSeated(cluster, "waiting")).toBe(false);
});
