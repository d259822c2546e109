// Real kubectl against the gateway, where there is one ($KUBECTL_BIN or .tools/bin, see
// scripts/install-kubectl.sh): every golden transcript over HTTP, and writes that the transcripts lack.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";
import { type Outcome, realKubectl, runGoldens } from "./testing/run-goldens";

const run = promisify(execFile);
const where = realKubectl ?? "not found: skipped";

/** They need a shell on a real node, a bare etcd or plain HTTP. */
const elsewhere = new Set(["node", "etcdctl", "etcdctl-cluster", "raw"]);
const root = "e2e/goldens";
const transcripts = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !elsewhere.has(entry.name))
  .flatMap(({ name: area }) => readdirSync(path.join(root, area)).map((file) => `${area}/${file}`))
  .filter((file) => file.endsWith(".txt"));
const notPassing: Readonly<Record<string, string>> = JSON.parse(
  readFileSync("e2e/transcripts-not-passing.json", "utf8"),
);

describe.skipIf(realKubectl === undefined)(`transcripts with real kubectl (${where})`, () => {
  const outcomes = new Map<string, Outcome>();

  // Two at a time, each with a cluster of its own: kubectl spends half of its time waiting.
  beforeAll(async () => {
    const halves = [0, 1].map((half) => transcripts.filter((_, index) => index % 2 === half));
    const played = await Promise.all(
      halves.map((names) =>
        runGoldens({
          runner: "replay.mjs",
          files: names.map((name) => path.join(root, name)),
          ...(realKubectl === undefined ? {} : { kubectl: realKubectl }),
        }),
      ),
    );
    for (const outcome of played.flat()) outcomes.set(path.relative(root, outcome.file), outcome);
  }, 900_000);

  it.each(transcripts)("%s", (name) => {
    if (name.replace(/\.txt$/, "") in notPassing) return;
    const { ok, failure } = outcomes.get(name) ?? {};
    expect({ ok, failure }).toEqual({ ok: true, failure: undefined });
  });
});

describe.skipIf(realKubectl === undefined)(`writes with real kubectl (${where})`, () => {
  let served: Served;
  const home = mkdtempSync(path.join(tmpdir(), "naru-kubectl-"));

  beforeAll(async () => {
    served = await serveCluster({ port: 0, preset: "base-cluster", seed: 1 });
    writeFileSync(path.join(home, "config"), served.kubeconfig);
  });
  afterAll(() => {
    served.close();
    rmSync(home, { recursive: true });
  });

  async function output(line: string): Promise<string> {
    const env = {
      NODE_ENV: "test" as const,
      HOME: home,
      KUBECONFIG: path.join(home, "config"),
      PATH: "/usr/bin:/bin",
    };
    const { stdout } = await run(realKubectl ?? "kubectl", line.split(" "), {
      env,
      timeout: 25_000,
    });
    return stdout;
  }

  it.each([
    ["auth whoami -o name", /selfsubjectreview/],
    ["get nodes", /node01 +Ready/],
    ["create deployment web --image=nginx --replicas=2", /deployment.apps\/web created/],
    ["rollout status deployment/web --timeout=20s", /successfully rolled out/],
    ["create namespace dev", /namespace\/dev created/],
    ["create configmap c --from-literal=a=1", /configmap\/c created/],
    ["create secret generic s --from-literal=p=q", /secret\/s created/],
    ["create quota q --hard=pods=9", /resourcequota\/q created/],
    ["create role r --verb=get --resource=pods", /role.rbac.authorization.k8s.io\/r created/],
    [
      "create rolebinding rb --role=r --user=kim",
      /rolebinding.rbac.authorization.k8s.io\/rb created/,
    ],
    ["create job j --image=busybox -- true", /job.batch\/j created/],
    ["create token default", /^ey/],
    [
      "autoscale deployment web --min=1 --max=3",
      /horizontalpodautoscaler.autoscaling\/web autoscaled/,
    ],
    ["auth can-i create pods", /yes/],
    ["scale deployment web --replicas=1", /deployment.apps\/web scaled/],
    ["describe deployment web", /Replicas: +1 desired/],
    ["explain pods.spec.restartPolicy", /Always/],
    ["delete deployment web --cascade=foreground", /"web" deleted/],
    ["delete namespace dev", /"dev" deleted/],
  ])("kubectl %s", async (line, text) => {
    expect(await output(line)).toMatch(text);
  });
});
