// A cluster for the tests of the node: the real API server, controllers and scheduler, with kubelets that run
// what the images do. As `cluster.ts` wires them, without kubectl.

import type { NetworkPolicy, Pod } from "@/generated/kubernetes/types";
import { admissionPlugins } from "../../apiserver/admission";
import { asObject, Indexes } from "../../apiserver/indexes";
import { KindIndex } from "../../apiserver/kind-index";
import type { ServerContext } from "../../apiserver/server-context";
import type { Client } from "../../client/client";
import { recordEvent } from "../../client/event-recorder";
import { createLocalClient } from "../../client/local-client";
import { enqueue, notify, type Reconciler, reconcileKey, resync } from "../../client/reconciler";
import { controllers } from "../../controllers";
import { type ClusterNetwork, createClusterNetwork } from "../../dns/cluster-network";
import { EtcdServers } from "../../etcd/servers";
import { type Change, Etcd } from "../../etcd/store";
import { takeDue } from "../../kernel/queue";
import { seedRandom } from "../../kernel/random";
import { type SavedState, State } from "../../kernel/state";
import { kinds } from "../../kinds";
import type { KindDefinition } from "../../kinds/define-kind";
import { Machines } from "../../machine/machines";
import type { Program } from "../../machine/program";
import { networkTools } from "../../programs/network-tools";
import { shellTools } from "../../programs/shell-tools";
import type { ContainerWorld } from "../../runtime/define-image";
import { preloadImage } from "../../runtime/image-store";
import { imageLayers, imagePrograms } from "../../runtime/images";
import { Runtime, runtimeComponent } from "../../runtime/runtime";
import { scheduler } from "../../scheduler";
import { kubelet } from "..";
import { readLog } from "../connection";
import type { ClusterStorage } from "../context";
import { startNode, stopNode } from "../node-power";
import { putNodeFacts } from "../node-row";

// biome-ignore lint/suspicious/noExplicitAny: the test gives every component the same context.
type Any = any;

const reconcilers: readonly Reconciler<Any>[] = [...controllers, scheduler, kubelet];
const byName = new Map(reconcilers.map((each) => [each.name, each]));
const kindsByName = new Map<string, KindDefinition>(
  kinds.map((kind: KindDefinition) => [kind.kind, kind]),
);
const programs = [
  ...shellTools,
  ...networkTools,
  ...imagePrograms,
] as readonly Program<ContainerWorld>[];
export const testStart = 1_767_571_200_000;

export interface TestOptions {
  readonly seed?: number;
  readonly nodes?: number;
  readonly withoutServices?: boolean;
}

export class TestCluster {
  readonly machines: Machines<ContainerWorld>;
  readonly runtime: Runtime;
  readonly network: ClusterNetwork;
  private readonly etcdServers: EtcdServers;
  readonly client: Client;
  policies: readonly NetworkPolicy[] = [];
  storage: ClusterStorage = {};
  /** How often each status was written. */
  writes = 0;
  private readonly server: ServerContext;
  private readonly contexts = new Map<string, Any>();

  constructor(readonly state: State) {
    const etcd = new Etcd(state, (change) => this.committed(change));
    this.server = {
      state,
      etcd,
      kinds: new KindIndex(kinds),
      indexes: new Indexes(state),
      admission: admissionPlugins,
    };
    this.client = this.clientFor("test");
    this.etcdServers = new EtcdServers({ state, cluster: etcd, committed: () => {} });
    this.machines = new Machines<ContainerWorld>(state, {
      programs,
      layers: imageLayers,
      world: (process) => ({ network: this.network.of(process), etcd: this.etcdServers }),
    });
    this.runtime = new Runtime(state, this.machines);
    this.network = createClusterNetwork({
      state,
      client: this.client,
      runtime: () => this.runtime,
      policies: (namespace) =>
        this.policies.filter(({ metadata }) => metadata.namespace === namespace),
    });
  }

  static create({ seed = 1, nodes = 1 }: TestOptions = {}): TestCluster {
    const state = State.startingAt(testStart);
    seedRandom(state, seed);
    const cluster = new TestCluster(state);
    for (const name of ["default", "kube-system", "kube-node-lease"]) {
      cluster.client.create("Namespace", { metadata: { name } });
    }
    for (let i = 1; i <= nodes; i++) {
      const name = `node0${i}`;
      putNodeFacts(state, {
        name,
        address: `172.30.${i}.2`,
        cpu: "8",
        memory: "32Gi",
        podCidr: `10.244.${i}.0/24`,
      });
      for (const image of ["nginx:1.27", "busybox:1.36"]) preloadImage(state, name, image);
      enqueue(state, "kubelet", name, 0);
    }
    cluster.advance(5000);
    return cluster;
  }

  static restore(saved: SavedState): TestCluster {
    return new TestCluster(State.restore(JSON.parse(JSON.stringify(saved))));
  }

  fork(): TestCluster {
    const copy = new TestCluster(this.state.fork());
    copy.policies = this.policies;
    return copy;
  }

  advance(ms: number): void {
    this.advanceTo(this.state.now + ms);
  }

  advanceTo(until: number): void {
    for (
      let work = takeDue(this.state, until);
      work !== undefined;
      work = takeDue(this.state, until)
    ) {
      if (work.component === "machines") this.machines.handle(work.payload);
      else if (work.component === runtimeComponent) this.runtime.handle(work.payload);
      else {
        const reconciler = byName.get(work.component);
        if (reconciler === undefined) throw new Error(`nobody is called ${work.component}`);
        const { key } = work.payload as { key: string };
        reconcileKey(this.state, reconciler, key, this.contextFor(reconciler));
      }
    }
    this.state.now = Math.max(this.state.now, until);
  }

  stopNode(name: string): void {
    stopNode(this.state, name);
  }

  startNode(name: string): void {
    startNode(this.state, name);
    resync(this.state, kubelet, this.contextFor(kubelet));
  }

  /** Runs a line in a container, letting virtual time pass. */
  exec(pod: string, line: string, container?: string) {
    const found = this.pod(pod);
    const name = container ?? found.spec?.containers[0]?.name ?? "";
    const row = this.runtime
      .containersOn(found.spec?.nodeName ?? "")
      .find((each) => each.pod.name === pod && each.name === name && each.state === "running");
    if (row === undefined) throw new Error(`${pod}/${name} does not run`);
    const { machine, user, environment } = row;
    return this.machines.run(machine, line, {
      user,
      environment,
      advance: (until) => this.advanceTo(until),
    });
  }

  pod(name: string, namespace = "default"): Pod {
    const found = this.client.get("Pod", { namespace, name });
    if (found === undefined) throw new Error(`no pod ${name}`);
    return found;
  }

  events(name: string): string[] {
    return this.client
      .list("Event", { namespace: "default" })
      .filter(({ involvedObject }) => involvedObject.name === name)
      .map(({ type, reason, count, message }) => `${type} ${reason} x${count ?? 1}: ${message}`);
  }

  private contextFor(reconciler: Reconciler<Any>): Any {
    const known = this.contexts.get(reconciler.name);
    if (known !== undefined) return known;
    const { state } = this;
    const client = this.clientFor(reconciler.process);
    const context = {
      state,
      etcd: this.server.etcd,
      client,
      runtime: this.runtime,
      network: this.network,
      storage: this.storage,
      get now() {
        return state.now;
      },
      record: (event: Any) =>
        recordEvent(state, client, event.source ?? { component: reconciler.name }, event),
      enqueue: (key: string, delayMs: number) => enqueue(state, reconciler.name, key, delayMs),
    };
    this.contexts.set(reconciler.name, context);
    return context;
  }

  private clientFor(fieldManager: string): Client {
    const user = { name: "system:admin", groups: ["system:masters", "system:authenticated"] };
    return createLocalClient(this.server, kindsByName, {
      user,
      fieldManager,
      isServing: () => true,
    });
  }

  private committed(change: Change): void {
    this.server.indexes.update(change);
    const current = asObject(change.current?.value);
    const old = asObject(change.previous?.value);
    const kind = (current ?? old)?.kind;
    if (kind === "Pod") this.writes += 1;
    this.machines.etcdChanged();
    const pair = {
      ...(old === undefined ? {} : { old }),
      ...(current === undefined ? {} : { current }),
    };
    const watchers = reconcilers.flatMap((reconciler) =>
      reconciler.watches
        .filter((watch) => watch.kind === kind)
        .map((watch) => ({ reconciler, watch })),
    );
    notify(this.state, watchers, pair);
  }
}

/** A pod of one container, with only what matters. */
export function podOf(name: string, container: object, spec: object = {}): Any {
  return {
    metadata: { name, namespace: "default" },
    spec: { containers: [{ name: "app", image: "busybox:1.36", ...container }], ...spec },
  };
}

/** What `kubectl get pods` shows: `1/1 Running 0`. */
export function shownStatus(pod: Pod): string {
  const statuses = pod.status?.containerStatuses ?? [];
  const inits = pod.status?.initContainerStatuses ?? [];
  const specInits = pod.spec?.initContainers ?? [];
  const sidecar = (name: string): boolean =>
    specInits.some((each) => each.name === name && each.restartPolicy === "Always");
  const counted = [...statuses, ...inits.filter(({ name }) => sidecar(name))];
  const ready = counted.filter(({ state, ready: isReady }) => isReady && state?.running).length;
  const restarts = [...statuses, ...inits.filter(({ name }) => sidecar(name))].reduce(
    (sum, each) => sum + each.restartCount,
    0,
  );
  const total =
    (pod.spec?.containers.length ?? 0) +
    specInits.filter(({ restartPolicy }) => restartPolicy === "Always").length;
  return `${ready}/${total} ${reasonOf(pod)} ${restarts}`;
}

function reasonOf(pod: Pod): string {
  let reason = pod.status?.reason ?? pod.status?.phase ?? "";
  const inits = pod.status?.initContainerStatuses ?? [];
  for (const [index, { state, started, name }] of inits.entries()) {
    const isSidecar = pod.spec?.initContainers?.some(
      (each) => each.name === name && each.restartPolicy === "Always",
    );
    if (state?.terminated?.exitCode === 0 || (isSidecar && started)) continue;
    const { terminated, waiting } = state ?? {};
    if (terminated) return `Init:${terminated.reason}`;
    if (waiting?.reason && waiting.reason !== "PodInitializing") return `Init:${waiting.reason}`;
    return `Init:${index}/${inits.length}`;
  }
  let hasRunning = false;
  for (const { state, ready } of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    if (state?.waiting?.reason) reason = state.waiting.reason;
    else if (state?.terminated) reason = state.terminated.reason ?? "";
    else if (ready && state?.running) hasRunning = true;
  }
  if (reason === "Completed" && hasRunning) reason = "NotReady";
  return pod.metadata.deletionTimestamp === undefined ? reason : "Terminating";
}

/** What STATUS shows over time, in seconds from now: `0.7 1/1 Running 0`. */
export function watchPod(cluster: TestCluster, name: string, seconds: number): string[] {
  const seen: string[] = [];
  const start = cluster.state.now;
  let last = "";
  for (let tenth = 0; tenth < seconds * 10; tenth++) {
    cluster.advance(100);
    const pod = cluster.client.get("Pod", { namespace: "default", name });
    const shown = pod === undefined ? "gone" : shownStatus(pod);
    if (shown !== last) seen.push(`${((cluster.state.now - start) / 1000).toFixed(1)} ${shown}`);
    last = shown;
    if (pod === undefined) break;
  }
  return seen;
}

/** The lines a container has printed. */
export function logOf(cluster: TestCluster, pod: string, container = "app"): string {
  const read = readLog(
    { state: cluster.state, now: cluster.state.now, runtime: cluster.runtime },
    cluster.pod(pod),
    container,
  );
  return read.kind === "text" ? read.text : read.message;
}
