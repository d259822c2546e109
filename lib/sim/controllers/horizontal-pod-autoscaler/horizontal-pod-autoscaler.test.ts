import { describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster";
import type { State } from "../../kernel/state";
import { eventsAbout, forkBase } from "../../testing/base-cluster";
import { setPodUsage } from "../pod-metrics";

const key = { namespace: "default", name: "web" };

function begin(replicas: number) {
  const cluster = forkBase();
  const client = cluster.client();
  const resources = { requests: { cpu: "100m" } };
  client.create("Deployment", {
    metadata: key,
    spec: {
      replicas,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "c", image: "nginx", resources }] },
      },
    },
  });
  cluster.settle();
  const cpu = {
    type: "Resource",
    resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
  };
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  client.create("HorizontalPodAutoscaler", {
    metadata: key,
    spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 5, metrics: [cpu] },
  });
  const use = (cpuMillis: number): void => {
    for (const { metadata } of client.list("Pod", { namespace: "default" })) {
      setPodUsage(stateOf(cluster), `default/${metadata.name}`, { cpuMillis, memoryBytes: 1 });
    }
  };
  const conditions = () =>
    client
      .get("HorizontalPodAutoscaler", key)
      ?.status?.conditions?.map(({ type, reason }) => `${type} ${reason}`);
  const size = () => client.get("Deployment", key)?.spec?.replicas;
  return { cluster, client, use, conditions, size };
}

/** What a simulated load writes to. */
const stateOf = (cluster: Cluster): State => (cluster as unknown as { state: State }).state;

describe("an autoscaler", () => {
  it("keeps to its minimum and says that there are no metrics", () => {
    const { cluster, client, conditions, size } = begin(1);
    cluster.advance(20_000);
    expect(size()).toBe(2);
    expect(conditions()).toEqual([
      "AbleToScale SucceededGetScale",
      "ScalingActive FailedGetResourceMetric",
    ]);
    expect(eventsAbout(client, "HorizontalPodAutoscaler")).toContain(
      "Warning FailedGetResourceMetric failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)",
    );
  });

  it("grows with the load and shrinks five minutes after it", () => {
    const { cluster, client, use, conditions, size } = begin(2);
    use(100);
    cluster.advance(20_000);
    expect(size()).toBe(4);
    expect(conditions()).toContain("ScalingActive ValidMetricFound");
    expect(eventsAbout(client, "HorizontalPodAutoscaler")).toContain(
      "Normal SuccessfulRescale New size: 4; reason: cpu resource utilization (percentage of request) above target",
    );
    use(5);
    cluster.advance(60_000);
    expect(size()).toBe(4);
    expect(conditions()).toContain("AbleToScale ScaleDownStabilized");
    cluster.advance(300_000);
    expect(size()).toBe(2);
  });

  it("says when its target does not exist", () => {
    const { cluster, client, conditions } = begin(2);
    client.delete("Deployment", key);
    cluster.advance(20_000);
    expect(conditions()).toContain("AbleToScale FailedGetScale");
  });
});
