// Our half of the benchmark.
import { gzipSync } from "node:zlib";
import { Cluster, type SavedState, systemUser } from "@/lib/sim";
import { addNodes } from "./add-nodes";
import { deploymentSizes, figures } from "./figures";
import { best, heapBytes, median, report } from "./measure";
import { timeVerdict } from "./verdict-time";

const preset = "three-nodes";
const podsPerNode = 100;

const build = await best(3, () => Cluster.create({ preset, seed: 1 }));
const base = Cluster.create({ preset, seed: 1 });
report(figures.build, build.ms);
report(
  figures.fork,
  await median(100, () => base.fork().client().get("Namespace", { name: "default" })),
);
const pack = (): Buffer => gzipSync(JSON.stringify(base.save()));
report(figures.save, await median(10, pack));
report(figures.saved, pack().length / 1024);
const text = JSON.stringify(base.save());
report(figures.restore, await median(10, () => Cluster.restore(JSON.parse(text) as SavedState)));
report(figures.hour, await median(3, () => base.fork().advance(3_600_000)));
await measureMemory();
await measureRequests();
const verdict = await timeVerdict();
report(figures.verdict, verdict.ms, `median of ${verdict.labs} labs`);
await measureDeployments();

/** Forks that are kept, as a server keeps those of its learners. */
async function measureMemory(): Promise<void> {
  const count = 50;
  const grownBy = async (make: () => Cluster): Promise<number> => {
    const before = heapBytes();
    const kept = Array.from({ length: count }, make);
    const after = heapBytes();
    return (after - before) / kept.length / 1024;
  };
  report(figures.idle, await grownBy(() => base.fork()));
  report(
    figures.warm,
    await grownBy(() => {
      const cluster = base.fork();
      deploy(cluster, 3);
      cluster.advance(300_000);
      return cluster;
    }),
    "3 pods run, 5 minutes passed",
  );
}

async function measureRequests(): Promise<void> {
  const cluster = base.fork();
  addNodes(cluster, 5);
  deploy(cluster, 500);
  const [pod] = cluster.client().list("Pod", { namespace: "default" });
  const pods = "/api/v1/namespaces/default/pods";
  const ask = (path: string, accept = "application/json") =>
    JSON.stringify(
      cluster.request({ method: "GET", path, query: {}, headers: { accept }, user: systemUser })
        .body,
    );
  report(figures.get, await median(500, () => ask(`${pods}/${pod?.metadata.name}`)));
  report(figures.list, await median(20, () => ask(pods)));
  report(
    figures.table,
    await median(20, () => ask(pods, "application/json;as=Table;v=v1;g=meta.k8s.io")),
  );
  let number = 0;
  const create = () => {
    const body = JSON.stringify({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: `c-${number++}` },
      data: { a: "b" },
    });
    const headers = { "content-type": "application/json" };
    cluster.request({
      method: "POST",
      path: "/api/v1/namespaces/default/configmaps",
      query: {},
      headers,
      body,
      user: systemUser,
    });
  };
  report(figures.create, await median(500, create));
}

async function measureDeployments(): Promise<void> {
  const perPod = new Map<number, number>();
  for (const replicas of [100, ...deploymentSizes]) {
    const prepared = base.fork();
    addNodes(prepared, Math.ceil(replicas / podsPerNode));
    const { ms, cpuMs } = await best(replicas > 1000 ? 1 : 3, () =>
      deploy(prepared.fork(), replicas),
    );
    perPod.set(replicas, cpuMs / replicas);
    report(figures.deployment(replicas), ms);
    report(figures.deploymentCpu(replicas), cpuMs);
    report(figures.perPod(replicas), cpuMs / replicas);
  }
  report(figures.growth, (perPod.get(10_000) ?? 0) / (perPod.get(100) ?? 1));
}

/** Creates a Deployment and works until all its pods are ready. */
function deploy(cluster: Cluster, replicas: number): void {
  const labels = { app: "web" };
  const client = cluster.client();
  client.create("Deployment", {
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "nginx", image: "nginx" }] } },
    },
  });
  const readyCount = () =>
    client.get("Deployment", { namespace: "default", name: "web" })?.status?.readyReplicas;
  const limit = cluster.now + 600_000;
  while (readyCount() !== replicas) {
    const due = cluster.nextDue();
    if (due === undefined || due > limit)
      throw new Error(`only ${readyCount()} of ${replicas} pods are ready`);
    cluster.advanceTo(due);
  }
}
