// The official JavaScript client against the gateway. 1.4.0 is the last that loads on Node 20; the 2.0.1 beside it is
// what the schemas are generated from.
import { PassThrough } from "node:stream";
import {
  CoreV1Api,
  Exec,
  KubeConfig,
  type KubernetesObject,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
  type V1Status,
  Watch,
} from "kubernetes-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";

let served: Served;
let config: KubeConfig;
let core: CoreV1Api;
const namespace = "default";

beforeAll(async () => {
  served = await serveCluster({ port: 0, preset: "three-nodes", seed: 1 });
  config = new KubeConfig();
  config.loadFromString(served.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
});
afterAll(() => served.close());

const pod = (name: string): V1Pod => ({
  metadata: { name },
  spec: { containers: [{ name, image: "nginx" }] },
});

const running = async (name: string) =>
  (await core.readNamespacedPod({ name, namespace })).status?.phase;

describe("@kubernetes/client-node", () => {
  it("lists, creates, patches and deletes", async () => {
    const { items } = await core.listNode();
    expect(items.map(({ metadata }) => metadata?.name)).toContain("node01");
    const body = { metadata: { name: "c" }, data: { a: "1" } };
    await core.createNamespacedConfigMap({ namespace, body });
    const patched = await core.patchNamespacedConfigMap(
      { namespace, name: "c", body: { data: { a: null, b: "2" } } },
      setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
    );
    expect(patched.data).toEqual({ b: "2" });
    await core.deleteNamespacedConfigMap({ namespace, name: "c" });
    await expect(core.readNamespacedConfigMap({ namespace, name: "c" })).rejects.toMatchObject({
      code: 404,
    });
  });

  it("watches", async () => {
    const seen: string[] = [];
    const watching = await new Watch(config).watch(
      "/api/v1/namespaces/default/configmaps",
      { fieldSelector: "metadata.name=watched" },
      (type) => seen.push(type),
      () => {},
    );
    await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: "watched" } } });
    await core.deleteNamespacedConfigMap({ namespace, name: "watched" });
    await expect.poll(() => seen).toEqual(["ADDED", "DELETED"]);
    watching.abort();
  });

  it("has informers that know what there is and hear what comes", async () => {
    const informer = makeInformer(config, "/api/v1/namespaces/default/pods", () =>
      core.listNamespacedPod({ namespace }),
    );
    const heard: string[] = [];
    const hear = (what: string) => (object: KubernetesObject) =>
      heard.push(`${what} ${object.metadata?.name}`);
    informer.on("add", hear("add"));
    informer.on("delete", hear("delete"));
    await core.createNamespacedPod({ namespace, body: pod("first") });
    await informer.start();
    expect(heard).toEqual(["add first"]);
    await core.createNamespacedPod({ namespace, body: pod("second") });
    await expect.poll(() => heard).toContain("add second");
    await core.deleteNamespacedPod({ namespace, name: "first", gracePeriodSeconds: 0 });
    await expect.poll(() => heard).toContain("delete first");
    await informer.stop();
  });

  it("runs commands", async () => {
    await core.createNamespacedPod({ namespace, body: pod("web") });
    await expect.poll(() => running("web"), { timeout: 20_000 }).toBe("Running");
    const out = new PassThrough();
    let said = "";
    out.on("data", (data) => {
      said += data;
    });
    const status = await new Promise<V1Status>((resolve, reject) => {
      const command = ["sh", "-c", "echo hello; exit 5"];
      new Exec(config)
        .exec(namespace, "web", "web", command, out, null, null, false, resolve)
        .catch(reject);
    });
    expect(said).toBe("hello\n");
    expect(status).toMatchObject({
      status: "Failure",
      details: { causes: [{ reason: "ExitCode", message: "5" }] },
    });
  });
});
