import { describe, expect, it } from "vitest";
import type { HPAScalingRules } from "@/generated/kubernetes/types";
import { Cluster } from "../../cluster";
import { eventsAbout, forkBase } from "../../testing/base-cluster";
import { forkMetrics, load, output, serve } from "../../testing/metrics-cluster";

const key = { namespace: "default", name: "web" };

interface Wanted {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly behavior?: { readonly scaleUp?: HPAScalingRules; readonly scaleDown?: HPAScalingRules };
}

function autoscale(cluster: Cluster, wanted: Wanted): void {
  const target = { type: "Utilization", averageUtilization: 50 };
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  cluster.client().create("HorizontalPodAutoscaler", {
    metadata: key,
    spec: {
      scaleTargetRef,
      ...wanted,
      metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
    },
  });
}

const conditions = (cluster: Cluster) =>
  cluster
    .client()
    .get("HorizontalPodAutoscaler", key)
    ?.status?.conditions?.map(({ type, reason }) => `${type} ${reason}`);
const events = (cluster: Cluster) => eventsAbout(cluster.client(), "HorizontalPodAutoscaler");
const size = (cluster: Cluster) => cluster.client().get("Deployment", key)?.spec?.replicas;

/** Its size after each of so many steps. */
function sizes(cluster: Cluster, steps: number, stepMs: number): (number | undefined)[] {
  return Array.from({ length: steps }, () => {
    cluster.advance(stepMs);
    return size(cluster);
  });
}

describe("an autoscaler without a metrics-server", () => {
  function begin() {
    const cluster = forkBase();
    output(cluster, "kubectl create deployment web --image=nginx");
    output(cluster, "kubectl set resources deploy web --requests=cpu=100m");
    cluster.settle();
    autoscale(cluster, { minReplicas: 2, maxReplicas: 5 });
    return cluster;
  }

  it("keeps to its minimum and says that there are no metrics", () => {
    const cluster = begin();
    cluster.advance(20_000);
    expect(size(cluster)).toBe(2);
    expect(conditions(cluster)).toEqual([
      "AbleToScale SucceededGetScale",
      "ScalingActive FailedGetResourceMetric",
    ]);
    expect(events(cluster)).toContain(
      "Warning FailedGetResourceMetric failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)",
    );
  });

  it("says when its target does not exist", () => {
    const cluster = begin();
    cluster.client().delete("Deployment", key);
    cluster.advance(20_000);
    expect(conditions(cluster)).toContain("AbleToScale FailedGetScale");
  });
});

describe("an autoscaler with a metrics-server", () => {
  const served = forkMetrics();
  serve(served, "registry.k8s.io/hpa-example");

  it("has nothing to do while nobody asks anything", () => {
    const cluster = served.fork();
    autoscale(cluster, { minReplicas: 1, maxReplicas: 5 });
    cluster.advance(60_000);
    expect(output(cluster, "kubectl get hpa")).toMatch(
      /^web +Deployment\/web +cpu: 0%\/50% +1 +5 +1 /m,
    );
    expect(conditions(cluster)).toEqual([
      "AbleToScale ScaleDownStabilized",
      "ScalingActive ValidMetricFound",
      "ScalingLimited DesiredWithinRange",
    ]);
  });

  it("grows with the load and shrinks five minutes after it", () => {
    const cluster = served.fork();
    autoscale(cluster, { minReplicas: 1, maxReplicas: 10 });
    load(cluster);
    cluster.advance(180_000);
    const grown = size(cluster) ?? 0;
    expect(grown).toBeGreaterThan(4);
    expect(grown).toBeLessThan(10);
    expect(events(cluster)).toContain(
      "Normal SuccessfulRescale New size: 4; reason: cpu resource utilization (percentage of request) above target",
    );
    const share = /cpu: (\d+)%/.exec(output(cluster, "kubectl get hpa"))?.[1];
    expect(Number(share)).toBeLessThanOrEqual(55);
    cluster.client().delete("Pod", { namespace: "default", name: "load" });
    cluster.advance(120_000);
    expect(size(cluster)).toBe(grown);
    expect(conditions(cluster)).toContain("AbleToScale ScaleDownStabilized");
    cluster.advance(300_000);
    expect(size(cluster)).toBe(1);
    expect(events(cluster)).toContain(
      "Normal SuccessfulRescale New size: 1; reason: All metrics below target",
    );
  });

  it("goes no faster than its policies", () => {
    const cluster = served.fork();
    autoscale(cluster, {
      minReplicas: 1,
      maxReplicas: 10,
      behavior: {
        scaleUp: { policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] },
        scaleDown: {
          stabilizationWindowSeconds: 0,
          policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
        },
      },
    });
    load(cluster);
    cluster.advance(30_000);
    const up = sizes(cluster, 3, 60_000);
    expect(up).toEqual([2, 3, 4].map((each) => each + (up[0] ?? 0) - 2));
    expect(conditions(cluster)).toContain("ScalingLimited ScaleUpLimit");
    cluster.client().delete("Pod", { namespace: "default", name: "load" });
    const down = sizes(cluster, 12, 15_000).filter((each, i, all) => each !== all[i - 1]);
    expect(down.at(-1)).toBe(1);
    expect(down).toContain(2);
  });

  it("waits until a growing load has stayed, where it is told to", () => {
    const cluster = served.fork();
    const scaleUp = { stabilizationWindowSeconds: 120 };
    autoscale(cluster, { minReplicas: 1, maxReplicas: 10, behavior: { scaleUp } });
    cluster.advance(30_000);
    load(cluster);
    cluster.advance(90_000);
    expect(size(cluster)).toBe(1);
    expect(conditions(cluster)).toContain("AbleToScale ScaleUpStabilized");
    cluster.advance(90_000);
    expect(size(cluster)).toBeGreaterThan(1);
  });

  it("changes nothing while the metrics-server is away", () => {
    const cluster = served.fork();
    autoscale(cluster, { minReplicas: 1, maxReplicas: 5 });
    output(cluster, "kubectl -n kube-system scale deployment metrics-server --replicas=0");
    cluster.advance(60_000);
    expect(size(cluster)).toBe(1);
    expect(events(cluster)).toContain(
      "Warning FailedGetResourceMetric failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)",
    );
  });

  it("has the same future after a save and in a fork", () => {
    const cluster = served.fork();
    autoscale(cluster, { minReplicas: 1, maxReplicas: 10 });
    load(cluster);
    cluster.advance(40_000);
    const restored = Cluster.restore(JSON.parse(JSON.stringify(cluster.save())));
    const fork = cluster.fork();
    const futures = [cluster, restored, fork].map((each) => {
      each.advance(200_000);
      return `${output(each, "kubectl top pods; kubectl describe hpa")}${JSON.stringify(each.save())}`;
    });
    expect(futures[1] === futures[0]).toBe(true);
    expect(futures[2] === futures[0]).toBe(true);
  });
});
