// `kubectl top` and `describe hpa` by a real kubectl and by ours, of the same cluster at the same time.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";
import { realKubectl } from "./testing/run-goldens";

const run = promisify(execFile);

const lines = [
  "top nodes",
  "top node node01",
  "top node none",
  "top node a b",
  "top nodes -l kubernetes.io/hostname=node02",
  "top nodes -l x=y",
  "top nodes --sort-by=cpu",
  "top nodes --sort-by=memory --no-headers",
  "top nodes --sort-by=x",
  "top nodes --show-capacity",
  "top nodes --show-swap",
  "top node node01 -l a=b",
  "top pods",
  "top pods -A",
  "top pods -A --no-headers",
  "top pods -n kube-system --containers",
  "top pods -A --sort-by=cpu",
  "top pods -A --containers --sort-by=memory",
  "top pods -l app=web",
  "top pods -l app=none",
  "top pods -A -l app=none",
  "top pods -A --sum",
  "top pods -n kube-system --containers --sum --no-headers",
  "top pods --show-swap",
  "top pod none",
  "top pod none -A",
  "top pod etcd-controlplane -n kube-system --containers",
  "top pods --field-selector spec.nodeName=node01",
  "get podmetrics",
  "get nodes.metrics.k8s.io",
  "api-resources --api-group=metrics.k8s.io",
  "explain podmetrics.containers.usage",
];
const linesWithout = ["top nodes", "top pods", "get pods", "api-versions", "get apiservices"];

describe.skipIf(realKubectl === undefined)("a real kubectl and ours", () => {
  let served: Served;
  const home = mkdtempSync(path.join(tmpdir(), "naru-top-"));

  beforeAll(async () => {
    served = await serveCluster({ port: 0, preset: "metrics", seed: 1 });
    writeFileSync(path.join(home, "config"), served.kubeconfig);
    ours("create deployment web --image=nginx:1.27 --replicas=2");
    served.live.change((cluster) => cluster.advance(60_000));
  });
  afterAll(() => {
    served.close();
    rmSync(home, { recursive: true });
  });

  function ours(line: string): string {
    const { stdout, stderr } = served.live.change((cluster) =>
      cluster.run("controlplane", `kubectl ${line}`),
    );
    return stdout + stderr;
  }

  async function real(line: string): Promise<string> {
    const config = path.join(home, "config");
    const env = { NODE_ENV: "test" as const, HOME: home, KUBECONFIG: config, PATH: "/usr/bin" };
    const options = { env, timeout: 25_000 };
    const done = run(realKubectl ?? "kubectl", line.split(" "), options);
    const { stdout, stderr } = await done.catch((failed) => failed);
    return stdout + stderr;
  }

  /** Ages go on between the two. */
  const ageless = (text: string): string => text.replace(/ \d+[smh](\d+[sm])?$/gm, " AGE");

  it.each(lines)("print the same for %s", async (line) => {
    expect(ours(line)).toBe(await real(line));
  });

  it("describe an autoscaler alike", async () => {
    ours("set resources deployment web --requests=cpu=100m");
    ours("autoscale deployment web --max=3 --cpu=50%");
    ours(`patch hpa web -p '{"spec":{"behavior":{"scaleUp":{"stabilizationWindowSeconds":30}}}}'`);
    served.live.change((cluster) => cluster.advance(60_000));
    // The host's clock is behind the cluster's by now: ages of Events make no sense to the real one.
    const upToEvents = (text: string): string => text.slice(0, text.indexOf("Events:"));
    const described = upToEvents(ours("describe hpa web"));
    expect(described).toContain("ValidMetricFound");
    expect(described).toBe(upToEvents(await real("describe hpa web")));
  });

  it("print the same while the metrics-server is away", async () => {
    ours("-n kube-system scale deployment metrics-server --replicas=0");
    served.live.change((cluster) => cluster.advance(10_000));
    for (const line of linesWithout) expect(ageless(ours(line))).toBe(ageless(await real(line)));
  });
});
