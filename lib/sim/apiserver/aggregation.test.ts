import { describe, expect, it } from "vitest";
import { type Cluster, systemUser } from "../cluster";
import { forkBase } from "../testing/base-cluster";
import { forkMetrics, output } from "../testing/metrics-cluster";
import type { ApiResponse } from "./request";

const aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

const get = (cluster: Cluster, path: string, accept = "application/json"): ApiResponse =>
  cluster.request({ method: "GET", path, query: {}, headers: { accept }, user: systemUser });

function freshness(cluster: Cluster): string | undefined {
  const { items } = get(cluster, "/apis", aggregated).body as {
    items: { metadata: { name: string }; versions: { freshness: string }[] }[];
  };
  return items.find(({ metadata }) => metadata.name === "metrics.k8s.io")?.versions[0]?.freshness;
}

function available(cluster: Cluster): string {
  const apiService = cluster.client().get("APIService", { name: "v1beta1.metrics.k8s.io" });
  return (apiService?.status?.conditions ?? [])
    .map(({ status, reason, message }) => `${status} ${reason} ${message}`)
    .join();
}

function scale(cluster: Cluster, replicas: number): void {
  output(cluster, `kubectl -n kube-system scale deployment metrics-server --replicas=${replicas}`);
  cluster.advance(60_000);
}

const root = "/apis/metrics.k8s.io";
const nodes = `${root}/v1beta1/nodes`;

describe("metrics.k8s.io", () => {
  it("is unknown where there is no metrics-server", () => {
    const cluster = forkBase();
    expect(get(cluster, nodes).code).toBe(404);
    expect(get(cluster, root).code).toBe(404);
    expect(freshness(cluster)).toBeUndefined();
    expect(output(cluster, "kubectl api-resources")).not.toContain("metrics.k8s.io");
  });

  it("tells of nodes and pods", () => {
    const cluster = forkMetrics();
    expect(available(cluster)).toBe("True Passed all checks passed");
    expect(freshness(cluster)).toBe("Current");
    const { items } = get(cluster, nodes).body as { items: { metadata: { name: string } }[] };
    expect(items.map(({ metadata }) => metadata.name)).toEqual([
      "controlplane",
      "node01",
      "node02",
    ]);
    const etcd = get(cluster, `${root}/v1beta1/namespaces/kube-system/pods/etcd-controlplane`);
    expect(etcd.body).toMatchObject({
      kind: "PodMetrics",
      metadata: { name: "etcd-controlplane", namespace: "kube-system" },
      window: "15s",
      containers: [{ name: "etcd", usage: { cpu: "19m", memory: "46Mi" } }],
    });
  });

  it("names what is missing as metrics-server does", () => {
    const cluster = forkMetrics();
    output(cluster, "kubectl run slow --image=nginx");
    const message = (path: string) => (get(cluster, path).body as { message: string }).message;
    expect(message(`${nodes}/nope`)).toBe('nodes "nope" not found');
    const pods = `${root}/v1beta1/namespaces/default/pods`;
    expect(message(`${pods}/nope`)).toBe('pods "nope" not found');
    expect(message(`${pods}/slow`)).toBe('podmetrics.metrics.k8s.io "default/slow" not found');
  });

  it("is away while the metrics-server has no pod, and comes back", () => {
    const cluster = forkMetrics();
    scale(cluster, 0);
    expect(available(cluster)).toBe(
      'False MissingEndpoints endpointslices for service/metrics-server in "kube-system" have no addresses with port name "https"',
    );
    expect(get(cluster, nodes)).toMatchObject({ code: 503, body: "service unavailable\n" });
    expect(freshness(cluster)).toBe("Stale");
    expect(output(cluster, "kubectl top nodes")).toBe("error: Metrics API not available\n");
    expect(output(cluster, "kubectl api-resources")).not.toContain("metrics.k8s.io");
    scale(cluster, 1);
    expect(available(cluster)).toBe("True Passed all checks passed");
    expect(get(cluster, nodes).code).toBe(200);
    expect(freshness(cluster)).toBe("Current");
  });

  it("is gone with its APIService", () => {
    const cluster = forkMetrics();
    output(cluster, "kubectl delete apiservice v1beta1.metrics.k8s.io");
    expect(get(cluster, nodes).code).toBe(404);
    expect(freshness(cluster)).toBeUndefined();
  });

  it("has no word of a node whose kubelet does not answer", () => {
    const cluster = forkMetrics();
    cluster.stopNode("node01");
    expect(output(cluster, "kubectl top nodes --no-headers")).toMatch(/^node01 +<unknown> /m);
  });

  it("refuses what it is not made for", () => {
    const cluster = forkMetrics();
    expect(output(cluster, "kubectl delete nodes.metrics.k8s.io node01")).toContain(
      "Error from server (MethodNotAllowed)",
    );
    expect(
      output(cluster, "kubectl create namespace gone && kubectl delete namespace gone"),
    ).toContain('namespace "gone" deleted');
  });
});
