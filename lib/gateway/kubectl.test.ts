// Real kubectl against the gateway, where there is one: `.tools/bin/kubectl` or $KUBECTL. Every transcript
// is played by e2e/goldens/replay.mjs; this is the short list that says that the wire works.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";

const kubectl = process.env.KUBECTL ?? ".tools/bin/kubectl";
const isThere = existsSync(kubectl);
const run = promisify(execFile);

describe.skipIf(!isThere)(`real kubectl (${isThere ? kubectl : "not found: skipped"})`, () => {
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
    const { stdout } = await run(path.resolve(kubectl), line.split(" "), { env, timeout: 25_000 });
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
