// The peer's half: `@ngrok/webernetes`, a Kubernetes in TypeScript with a clock of its own. Every wait is
// bounded, since 1,000 pods are more than it can hold.
import { BaseImage, Cluster, type ProcessContext } from "@ngrok/webernetes";
import { figures } from "../lib/bench/figures";
import { best, heapBytes, median, report, took } from "../lib/bench/measure";

const limitMs = Number(process.env.NARU_BENCH_LIMIT_MS ?? 45_000);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class Server extends BaseImage {
  static readonly imageName = "nginx";
  static readonly imageVersion = "1.0";
  readonly defaultCommand = ["server"];
  override async exec(context: ProcessContext): Promise<number> {
    return await context.waitUntilKilled();
  }
}

async function start(): Promise<Cluster> {
  const cluster = new Cluster();
  cluster.registerImage(Server);
  await cluster.init();
  return cluster;
}

const first = await start();
await first.close();
const build = await best(3, async () => (await start()).close());
report(figures.build, build.ms);
report(figures.fork, build.ms, "it has no fork: a new one");
await measureMemory();
await measureRequests();
for (const replicas of [3, 300, 1000]) await measureDeployment(replicas);
process.exit(0);

async function measureMemory(): Promise<void> {
  const count = 20;
  const before = heapBytes();
  const kept: Cluster[] = [];
  for (let i = 0; i < count; i++) kept.push(await start());
  await pause(3000);
  const used = (heapBytes() - before) / count / 1024;
  report(figures.idle, used);
  for (const cluster of kept) await cluster.close();
}

async function measureDeployment(replicas: number): Promise<void> {
  const cluster = await start();
  let ready = 0;
  const { ms, cpuMs } = await took(async () => {
    await deploy(cluster, replicas);
    ready = await waitForReady(cluster, replicas);
  });
  await cluster.close();
  const note =
    ready < replicas ? `stopped after ${Math.round(ms / 1000)} s with ${ready} ready` : "";
  report(figures.deployment(replicas), ms, note);
  report(figures.deploymentCpu(replicas), cpuMs, note);
  report(figures.perPod(replicas), cpuMs / Math.max(1, ready), note);
}

async function measureRequests(): Promise<void> {
  const cluster = await start();
  await deploy(cluster, 500);
  const { corev1 } = cluster.api;
  const namespace = "default";
  const limit = performance.now() + limitMs;
  let items: readonly { metadata?: { name?: string } }[] = [];
  while (items.length < 500 && performance.now() < limit) {
    await pause(200);
    ({ items } = await corev1.listNamespacedPod({ namespace }));
  }
  const note = items.length < 500 ? `only ${items.length} pods` : "";
  const name = items[0]?.metadata?.name ?? "";
  report(
    figures.get,
    await median(200, async () =>
      JSON.stringify(await corev1.readNamespacedPod({ name, namespace })),
    ),
    note,
  );
  report(
    figures.list,
    await median(10, async () => JSON.stringify(await corev1.listNamespacedPod({ namespace }))),
    note,
  );
  await cluster.close();
}

async function deploy(cluster: Cluster, replicas: number): Promise<void> {
  const labels = { app: "web" };
  await cluster.apply([
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "default" },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: "nginx", image: "nginx:1.0" }] },
        },
      },
    },
  ]);
}

/** How many are ready in the end. */
async function waitForReady(cluster: Cluster, replicas: number): Promise<number> {
  const limit = performance.now() + limitMs;
  let ready = 0;
  while (ready < replicas && performance.now() < limit) {
    await pause(50);
    const deployment = await cluster.api.appsv1.readNamespacedDeployment({
      name: "web",
      namespace: "default",
    });
    ready = deployment.status?.readyReplicas ?? 0;
  }
  return ready;
}
