// What users see of the control plane's rules: rolling updates, who is deleted first, owners and namespaces that
// go, nodes that fail.
import { describe, expect, it } from "vitest";
import type { Cluster } from "../cluster";
import { forkBase } from "../testing/base-cluster";
import { createDeployment, createPod, pod, podTemplate } from "../testing/builders";
import { inDeletionOrder } from "./deletion-order";

const web = { name: "web", namespace: "default" };

function roll(cluster: Cluster): void {
  const client = cluster.client();
  const deployment = client.get("Deployment", web);
  if (deployment?.spec === undefined) throw new Error("no deployment");
  const template = podTemplate("web", { containers: [{ name: "main", image: "nginx:1.28" }] });
  client.update("Deployment", { ...deployment, spec: { ...deployment.spec, template } });
}

/** Runs until nothing is left to do and calls `look` at every step. */
function watchEach(cluster: Cluster, look: () => void): void {
  const end = cluster.now + 120_000;
  for (let due = cluster.nextDue(); due !== undefined && due < end; due = cluster.nextDue()) {
    cluster.advanceTo(due);
    look();
  }
}

describe("a rolling update", () => {
  it.each([
    // replicas, surge, unavailable → most pods at once, fewest available
    [4, "25%", "25%", 5, 3],
    [4, 1, 1, 5, 3],
    [10, "25%", "25%", 13, 8],
    [3, "25%", "25%", 4, 3],
    [1, "25%", "25%", 2, 1],
    [4, 0, 1, 4, 3],
    [4, 2, 0, 6, 4],
    [2, "100%", 0, 4, 2],
    [5, 0, "50%", 5, 3],
  ])(
    "of %i with surge %s and unavailable %s has at most %5$i pods and at least %6$i available",
    (replicas, maxSurge, maxUnavailable, most, fewest) => {
      const cluster = forkBase();
      createDeployment(cluster, replicas, {
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } },
      });
      cluster.settle();
      roll(cluster);
      const seen = { most: 0, fewest: replicas };
      watchEach(cluster, () => {
        const pods = cluster
          .client()
          .list("Pod", { namespace: "default" })
          .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
        const available = cluster
          .client()
          .list("ReplicaSet", { namespace: "default" })
          .reduce((sum, { status }) => sum + (status?.availableReplicas ?? 0), 0);
        seen.most = Math.max(seen.most, pods.length);
        seen.fewest = Math.min(seen.fewest, available);
      });
      expect(seen).toEqual({ most, fewest });
      const images = cluster
        .client()
        .list("Pod", { namespace: "default" })
        .map(({ spec }) => spec?.containers[0]?.image);
      expect(images).toEqual(Array.from({ length: replicas }, () => "nginx:1.28"));
    },
  );

  it("by Recreate has never pods of both kinds", () => {
    const cluster = forkBase();
    createDeployment(cluster, 3, { strategy: { type: "Recreate" } });
    cluster.settle();
    roll(cluster);
    watchEach(cluster, () => {
      const images = new Set(
        cluster
          .client()
          .list("Pod", { namespace: "default" })
          .map(({ spec }) => spec?.containers[0]?.image),
      );
      expect(images.size).toBeLessThanOrEqual(1);
    });
    expect(cluster.client().get("Deployment", web)?.status?.readyReplicas).toBe(3);
  });
});

describe("the order of deletion", () => {
  const now = Date.parse("2026-01-05T01:00:00Z");
  const ready = (since: string) => ({
    phase: "Running",
    conditions: [{ type: "Ready", status: "True", lastTransitionTime: since }],
  });
  const old = ready("2026-01-05T00:00:00Z");
  const young = ready("2026-01-05T00:59:00Z");
  const on = (nodeName: string) => ({ nodeName });
  it.each([
    [
      "without a node before one with",
      pod("a", { status: { phase: "Pending" } }),
      pod("b", { spec: on("n1"), status: { phase: "Pending" } }),
    ],
    [
      "pending before running",
      pod("a", { spec: on("n1"), status: { phase: "Pending" } }),
      pod("b", { spec: on("n1"), status: { phase: "Running" } }),
    ],
    [
      "not ready before ready",
      pod("a", { spec: on("n1"), status: { phase: "Running" } }),
      pod("b", { spec: on("n1"), status: old }),
    ],
    [
      "ready for a shorter time first",
      pod("a", { spec: on("n1"), status: young }),
      pod("b", { spec: on("n1"), status: old }),
    ],
    [
      "restarted more often first",
      pod("a", { spec: on("n1"), status: { ...old, containerStatuses: [{ restartCount: 3 }] } }),
      pod("b", { spec: on("n1"), status: old }),
    ],
  ])("%s", (_title, first, second) => {
    const names = inDeletionOrder([second, first], [first, second], now).map(
      ({ metadata }) => metadata.name,
    );
    expect(names).toEqual(["a", "b"]);
  });

  it("takes from the crowded node first", () => {
    const [a, b, c] = [
      pod("a", { spec: on("n1"), status: old }),
      pod("b", { spec: on("n2"), status: old }),
      pod("c", { spec: on("n2"), status: old }),
    ];
    expect(inDeletionOrder([a, b, c], [a, b, c], now).at(-1)).toBe(a);
  });
});

describe("an owner that is deleted", () => {
  const counts = (cluster: Cluster) => ({
    deployments: cluster.client().list("Deployment", { namespace: "default" }).length,
    replicaSets: cluster.client().list("ReplicaSet", { namespace: "default" }).length,
    pods: cluster.client().list("Pod", { namespace: "default" }).length,
  });
  const begin = () => {
    const cluster = forkBase();
    createDeployment(cluster, 2);
    cluster.settle();
    return cluster;
  };

  it("goes at once, and its dependents after it, in the background", () => {
    const cluster = begin();
    cluster.client().delete("Deployment", web, { propagationPolicy: "Background" });
    expect(counts(cluster)).toEqual({ deployments: 0, replicaSets: 1, pods: 2 });
    cluster.settle();
    expect(counts(cluster)).toEqual({ deployments: 0, replicaSets: 0, pods: 0 });
  });

  it("goes last in the foreground", () => {
    const cluster = begin();
    cluster.client().delete("Deployment", web, { propagationPolicy: "Foreground" });
    expect(cluster.client().get("Deployment", web)?.metadata.finalizers).toEqual([
      "foregroundDeletion",
    ]);
    watchEach(cluster, () => {
      const { deployments, replicaSets, pods } = counts(cluster);
      if (deployments === 0) expect(replicaSets + pods).toBe(0);
      if (replicaSets === 0) expect(pods).toBe(0);
    });
    expect(counts(cluster)).toEqual({ deployments: 0, replicaSets: 0, pods: 0 });
  });

  it("leaves orphans when asked to", () => {
    const cluster = begin();
    cluster.client().delete("Deployment", web, { propagationPolicy: "Orphan" });
    cluster.settle();
    expect(counts(cluster)).toEqual({ deployments: 0, replicaSets: 1, pods: 2 });
    expect(
      cluster.client().list("ReplicaSet", { namespace: "default" })[0]?.metadata.ownerReferences ??
        [],
    ).toEqual([]);
  });
});

it("a namespace takes everything in it along, pods before itself", () => {
  const cluster = forkBase();
  const client = cluster.client();
  client.create("Namespace", { metadata: { name: "dev" } });
  cluster.settle();
  client.create("ConfigMap", { metadata: { name: "c", namespace: "dev" } });
  client.create("Pod", { metadata: { name: "p", namespace: "dev" }, spec: podTemplate("p").spec });
  cluster.settle();
  client.delete("Namespace", { name: "dev" });
  expect(client.get("Namespace", { name: "dev" })?.status?.phase).toBe("Terminating");
  watchEach(cluster, () => {
    if (client.get("Namespace", { name: "dev" }) === undefined)
      expect(client.list("Pod", { namespace: "dev" })).toEqual([]);
  });
  expect(client.get("Namespace", { name: "dev" })).toBeUndefined();
  expect(client.list("ConfigMap", { namespace: "dev" })).toEqual([]);
});

describe("a node whose kubelet is silent", () => {
  const isReady = (cluster: Cluster) =>
    cluster
      .client()
      .get("Node", { name: "node01" })
      ?.status?.conditions?.find(({ type }) => type === "Ready")?.status;
  const begin = (spec: Parameters<typeof createPod>[2] = {}) => {
    const cluster = forkBase();
    createPod(cluster, "p", { ...spec, nodeSelector: { "kubernetes.io/hostname": "node01" } });
    cluster.settle();
    cluster.stopNode("node01");
    return cluster;
  };
  const secondsUntil = (cluster: Cluster, isSo: () => boolean, limitSeconds = 600) => {
    const start = cluster.now;
    for (let i = 0; i < limitSeconds && !isSo(); i++) cluster.advance(1000);
    return (cluster.now - start) / 1000;
  };

  it("is not ready after 50 to 55 seconds, and its pod is evicted 300 seconds later", () => {
    const cluster = begin();
    const silence = secondsUntil(cluster, () => isReady(cluster) === "Unknown");
    // The last heartbeat may have been up to ten seconds before the stop.
    expect(silence).toBeGreaterThanOrEqual(40);
    expect(silence).toBeLessThanOrEqual(56);
    const isGoing = () =>
      cluster.client().get("Pod", { name: "p", namespace: "default" })?.metadata
        .deletionTimestamp !== undefined;
    const patience = secondsUntil(cluster, isGoing);
    expect(patience).toBeGreaterThanOrEqual(295);
    expect(patience).toBeLessThanOrEqual(306);
  });

  it("keeps a pod as long as the pod tolerates it", () => {
    const tolerations = [
      {
        key: "node.kubernetes.io/unreachable",
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 20,
      },
    ];
    const cluster = begin({ tolerations });
    secondsUntil(cluster, () => isReady(cluster) === "Unknown");
    const isGoing = () =>
      cluster.client().get("Pod", { name: "p", namespace: "default" })?.metadata
        .deletionTimestamp !== undefined;
    const patience = secondsUntil(cluster, isGoing);
    expect(patience).toBeGreaterThanOrEqual(15);
    expect(patience).toBeLessThanOrEqual(26);
  });
});

it("a pod that names a node nobody has is collected after about a minute", () => {
  const cluster = forkBase();
  createPod(cluster, "lost", { nodeName: "nowhere" });
  cluster.advance(50_000);
  const lost = { name: "lost", namespace: "default" };
  expect(cluster.client().get("Pod", lost)?.status?.phase).toBe("Pending");
  cluster.advance(30_000);
  expect(cluster.client().get("Pod", lost)).toBeUndefined();
});

it("a ReplicaSet that a quota stopped goes on by itself when there is room again", () => {
  const cluster = forkBase();
  const client = cluster.client();
  const quota = { name: "two", namespace: "default" };
  client.create("ResourceQuota", { metadata: quota, spec: { hard: { pods: "2" } } });
  cluster.settle();
  createDeployment(cluster, 3);
  cluster.advance(10_000);
  expect(client.list("Pod", { namespace: "default" })).toHaveLength(2);
  client.delete("ResourceQuota", quota);
  cluster.advance(30_000);
  expect(client.list("Pod", { namespace: "default" })).toHaveLength(3);
});

describe("the endpoints of a Service", () => {
  it("are the ready pods it selects, in Endpoints and in the slice", () => {
    const cluster = forkBase();
    const client = cluster.client();
    createDeployment(cluster, 3);
    client.create("Service", {
      metadata: web,
      spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080 }] },
    });
    cluster.settle();
    const addresses = client
      .list("Pod", { namespace: "default" })
      .map(({ status }) => status?.podIP)
      .sort();
    const slices = client.list("EndpointSlice", {
      namespace: "default",
      labelSelector: "kubernetes.io/service-name=web",
    });
    const { subsets = [] } = client.get("Endpoints", web) ?? {};
    expect(
      slices.flatMap(({ endpoints }) => (endpoints ?? []).flatMap((each) => each.addresses)).sort(),
    ).toEqual(addresses);
    expect(slices[0]?.ports?.[0]?.port).toBe(8080);
    expect(
      subsets.flatMap((subset) => (subset.addresses ?? []).map(({ ip }) => ip)).sort(),
    ).toEqual(addresses);
  });

  it("follow scaling down to nothing", () => {
    const cluster = forkBase();
    const client = cluster.client();
    createDeployment(cluster, 2);
    client.create("Service", {
      metadata: web,
      spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
    });
    cluster.settle();
    const deployment = client.get("Deployment", web);
    if (deployment?.spec !== undefined)
      client.update("Deployment", { ...deployment, spec: { ...deployment.spec, replicas: 0 } });
    cluster.settle();
    const slices = client.list("EndpointSlice", {
      namespace: "default",
      labelSelector: "kubernetes.io/service-name=web",
    });
    expect(slices.flatMap(({ endpoints }) => endpoints ?? [])).toEqual([]);
    expect(client.get("Endpoints", web)?.subsets ?? []).toEqual([]);
  });
});
