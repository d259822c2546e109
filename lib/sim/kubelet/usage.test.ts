import { describe, expect, it } from "vitest";
import type { Cluster } from "../cluster";
import { forkMetrics, load, output, serve } from "../testing/metrics-cluster";

/** By pod: `cpu memory`, as `kubectl top pods` shows them. */
function used(cluster: Cluster): Record<string, string> {
  const lines = output(cluster, "kubectl top pods --no-headers").trim().split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const [pod = "", cpu, memory] = line.split(/ +/);
      return [pod.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, ""), `${cpu} ${memory}`];
    }),
  );
}

const run = (name: string, image: string, command: string): string =>
  `kubectl run ${name} --image=${image} -- ${command}`;

describe("what a container uses", () => {
  it("is what its image says while it rests", () => {
    const cluster = forkMetrics();
    output(cluster, "kubectl run cache --image=redis");
    output(cluster, run("idle", "busybox", "sleep 3600"));
    cluster.advance(60_000);
    expect(used(cluster)).toEqual({ cache: "3m 4Mi", idle: "0m 0Mi" });
  });

  it("is a core for a loop that never rests, and what its arguments say for stress", () => {
    const cluster = forkMetrics();
    output(cluster, run("spin", "busybox", 'sh -c "while true; do :; done"'));
    output(cluster, run("stress", "polinux/stress", "stress --cpu 2 --vm 1 --vm-bytes 150M"));
    cluster.advance(60_000);
    expect(used(cluster)).toEqual({ spin: "1000m 0Mi", stress: "3000m 151Mi" });
  });

  it("is in proportion to the requests of each pod, and at most the limit", () => {
    const cluster = forkMetrics();
    serve(cluster, "registry.k8s.io/hpa-example");
    load(cluster);
    cluster.advance(60_000);
    const first = used(cluster);
    expect(first.web).toBe("500m 12Mi");
    output(cluster, "kubectl scale deployment web --replicas=4");
    cluster.advance(60_000);
    const share = Number.parseInt(used(cluster).web ?? "", 10);
    expect(share * 4).toBeGreaterThan(780);
    expect(share * 4).toBeLessThan(810);
    output(cluster, "kubectl delete pod load --now");
    cluster.advance(60_000);
    expect(used(cluster).web).toBe("1m 12Mi");
  });

  it("counts the requests of a loop that rests", () => {
    const cluster = forkMetrics();
    serve(cluster, "registry.k8s.io/hpa-example");
    output(
      cluster,
      run("slow", "busybox", 'sh -c "while sleep 0.5; do wget -qO- http://web; done"'),
    );
    cluster.advance(60_000);
    expect(Number.parseInt(used(cluster).web ?? "", 10)).toBeCloseTo(17, -1);
    expect(used(cluster).web).toMatch(/^1[5-7]m /);
  });

  it("is nothing to tell of before a container has run for ten seconds", () => {
    const cluster = forkMetrics();
    output(cluster, "kubectl run young --image=redis");
    cluster.advance(4000);
    expect(output(cluster, "kubectl top pods")).toBe("error: metrics not available yet\n");
  });

  it("costs nothing while nobody asks", () => {
    const cluster = forkMetrics();
    const before = cluster.revision;
    output(cluster, "kubectl top pods -A");
    expect(cluster.revision).toBe(before);
  });
});
