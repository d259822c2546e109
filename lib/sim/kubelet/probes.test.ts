import { describe, expect, it } from "vitest";
import { podOf, shownStatus, TestCluster, watchPod } from "./testing/test-cluster";

/** Counts after 27 seconds, as `probe-liveness-http` has them. */
const liveness = [
  {
    probe: { httpGet: { path: "/healthz", port: 80 } },
    message: "HTTP probe failed with statuscode: 404",
  },
  {
    probe: { httpGet: { path: "/", port: 8080 } },
    message: 'Get "http://10.244.1.2:8080/": dial tcp 10.244.1.2:8080: connect: connection refused',
  },
  {
    probe: { tcpSocket: { port: 81 } },
    message: "dial tcp 10.244.1.2:81: connect: connection refused",
  },
];

describe("liveness", () => {
  it.each(liveness)("restarts after three failures: $message", ({ probe, message }) => {
    const cluster = TestCluster.create();
    cluster.client.create(
      "Pod",
      podOf("web", { image: "nginx:1.27", livenessProbe: { ...probe, periodSeconds: 3 } }),
    );
    expect(watchPod(cluster, "web", 27)).toEqual([
      "0.1 0/1 ContainerCreating 0",
      "0.7 1/1 Running 0",
      "9.2 1/1 Running 1",
      "18.2 1/1 Running 2",
    ]);
    const events = cluster.events("web");
    expect(events).toContain(`Warning Unhealthy x8: Liveness probe failed: ${message}`);
    expect(events).toContain(
      "Normal Killing x2: Container app failed liveness probe, will be restarted",
    );
  });

  it("waits for a process that ignores TERM", () => {
    const cluster = TestCluster.create();
    const command = ["sh", "-c", "touch /tmp/healthy; sleep 8; rm /tmp/healthy; sleep 600"];
    const livenessProbe = {
      exec: { command: ["cat", "/tmp/healthy"] },
      initialDelaySeconds: 2,
      periodSeconds: 3,
    };
    cluster.client.create(
      "Pod",
      podOf("live", { command, livenessProbe }, { terminationGracePeriodSeconds: 5 }),
    );
    const seen = watchPod(cluster, "live", 30);
    expect(seen.at(-1)).toBe("20.2 1/1 Running 1");
  });
});

describe("readiness", () => {
  it("is asked at once and then each period", () => {
    const cluster = TestCluster.create();
    const readinessProbe = { exec: { command: ["ls", "/tmp/ready"] }, periodSeconds: 2 };
    cluster.client.create("Pod", podOf("ready", { command: ["sleep", "3600"], readinessProbe }));
    cluster.advance(7000);
    expect(cluster.events("ready").join("\n")).toContain("Unhealthy x4");
    cluster.exec("ready", "touch /tmp/ready");
    cluster.advance(2000);
    expect(shownStatus(cluster.pod("ready"))).toBe("1/1 Running 0");
    cluster.exec("ready", "rm /tmp/ready");
    cluster.advance(6000);
    expect(shownStatus(cluster.pod("ready"))).toBe("0/1 Running 0");
    expect(
      cluster.pod("ready").status?.conditions?.find(({ type }) => type === "Ready"),
    ).toMatchObject({
      reason: "ContainersNotReady",
      message: "containers with unready status: [app]",
    });
  });

  it("ends a command that takes too long", () => {
    const cluster = TestCluster.create();
    const readinessProbe = {
      exec: { command: ["sleep", "5"] },
      periodSeconds: 3,
      timeoutSeconds: 1,
    };
    cluster.client.create("Pod", podOf("slow", { command: ["sleep", "3600"], readinessProbe }));
    cluster.advance(5000);
    expect(cluster.events("slow").join("\n")).toContain(
      'command timed out: "sleep 5" timed out after 1s',
    );
    expect(
      cluster.machines.processes(cluster.runtime.containersOn("node01")[0]?.machine ?? ""),
    ).toHaveLength(1);
  });
});

describe("startup", () => {
  it("holds the others back", () => {
    const cluster = TestCluster.create();
    const exec = { command: ["ls", "/tmp/up"] };
    cluster.client.create(
      "Pod",
      podOf("slow", {
        command: ["sh", "-c", "sleep 9; touch /tmp/up; sleep 3600"],
        startupProbe: { exec, periodSeconds: 2, failureThreshold: 10 },
        livenessProbe: { exec, periodSeconds: 2, failureThreshold: 1 },
      }),
    );
    expect(watchPod(cluster, "slow", 20)).toEqual([
      "0.1 0/1 ContainerCreating 0",
      "0.7 0/1 Running 0",
      "10.1 1/1 Running 0",
    ]);
    expect(cluster.events("slow").join("\n")).toContain("Unhealthy x4: Startup probe failed");
  });

  it("restarts what never starts", () => {
    const cluster = TestCluster.create();
    const startupProbe = {
      exec: { command: ["ls", "/tmp/up"] },
      periodSeconds: 2,
      failureThreshold: 3,
    };
    const spec = { terminationGracePeriodSeconds: 2 };
    cluster.client.create(
      "Pod",
      podOf("never", { command: ["sleep", "3600"], startupProbe }, spec),
    );
    watchPod(cluster, "never", 23);
    expect(cluster.events("never").join("\n")).toContain("Unhealthy x9: Startup probe failed");
    expect(cluster.events("never")).toContain(
      "Normal Killing x3: Container app failed startup probe, will be restarted",
    );
  });
});
