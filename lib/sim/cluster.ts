// The composition root: the one file that names every component and ties them to one state. A `Cluster` is
// cheap to make and holds nothing itself; fork the state and make another.

import type { Pod } from "@/generated/kubernetes/types";
import { admissionPlugins } from "./apiserver/admission";
import { isInstalled } from "./apiserver/aggregation";
import { type Credentials, findUser } from "./apiserver/credentials";
import { customKinds } from "./apiserver/custom-kinds";
import { asObject, Indexes } from "./apiserver/indexes";
import { KindIndex } from "./apiserver/kind-index";
import type { NodeConnection } from "./apiserver/node-connection";
import {
  type ApiRequest,
  type ApiResponse,
  type LogCursor,
  type LogRead,
  statusResponse,
  type UserInfo,
  type WatchCursor,
  type WatchEvent,
} from "./apiserver/request";
import { handleRequest } from "./apiserver/server";
import type { ServerContext } from "./apiserver/server-context";
import { makeSigningKey } from "./apiserver/signing-key";
import { readLogOn } from "./apiserver/subresources/streams";
import { issueToken } from "./apiserver/subresources/token";
import { readBookmark, readPresentedWatch, type WatchRead } from "./apiserver/watch";
import type { Client } from "./client/client";
import { type EventSource, recordEvent } from "./client/event-recorder";
import { createLocalClient } from "./client/local-client";
import {
  addedKind,
  enqueue,
  notify,
  type Reconciler,
  reconcileKey,
  resync,
  type Watch,
} from "./client/reconciler";
import { recordSeries } from "./client/series-recorder";
import { controllers } from "./controllers";
import type { ControllerContext } from "./controllers/define-controller";
import { type ClusterNetwork, createClusterNetwork } from "./dns/cluster-network";
import { etcdComponent } from "./etcd/leases";
import { EtcdServers } from "./etcd/servers";
import { type Change, Etcd } from "./etcd/store";
import { fingerprint } from "./kernel/fingerprint";
import { invariant, present } from "./kernel/invariant";
import { limits } from "./kernel/limits";
import { nextDue, takeDue } from "./kernel/queue";
import { reseedRandom, seedRandom } from "./kernel/random";
import { defineTable, type SavedState, State } from "./kernel/state";
import { kinds, otherVersions } from "./kinds";
import type { KindDefinition } from "./kinds/define-kind";
import { kubelet } from "./kubelet";
import { execTarget, readLog } from "./kubelet/connection";
import type { ClusterStorage, KubeletContext } from "./kubelet/context";
import { startNode, stopNode } from "./kubelet/node-power";
import { standInKubelet } from "./kubelet/stand-in";
import { Streams, streamAskedFor } from "./kubelet/streams";
import { measureUsage } from "./kubelet/usage";
import type { Files } from "./machine/files-contract";
import { Machines, type RunOptions, type RunResult } from "./machine/machines";
import type { ProcessView } from "./machine/program";
import { systemdComponent, Units } from "./machine/systemd/units";
import type { Terminals } from "./machine/terminals";
import { type KubernetesObject, parseApiVersion } from "./meta/object";
import { tooManyRequests, unauthorized } from "./meta/status-error";
import { apiRequestOf, credentialsOf, httpAnswer } from "./network/api-over-http";
import { listenerAt } from "./network/listeners";
import type { HttpRequest, HttpResponse, ServerAnswer, ServerRequest } from "./network/messages";
import { nodeNamespaceId } from "./network/namespaces";
import type { ProcessNetwork } from "./network/process-network";
import { findPreset } from "./presets";
import { hostLayers } from "./presets/host-layers";
import { programs } from "./programs";
import type { HostAccess } from "./programs/host-world";
import type { KubectlWorld, Target, Unreachable } from "./programs/kubectl/world";
import type { World } from "./programs/world";
import { imageLayers } from "./runtime/images";
import { Runtime, runtimeComponent } from "./runtime/runtime";
import { type SchedulerContext, scheduler } from "./scheduler";
import { findVerdict, type Verdict } from "./scheduler/verdict";

/** What every component may ask for; each takes the part it declares. */
type AnyContext = ControllerContext & SchedulerContext & KubeletContext;

const reconcilers: readonly Reconciler<AnyContext>[] = [
  ...controllers,
  scheduler,
  kubelet,
  standInKubelet,
];
const byName = new Map(reconcilers.map((reconciler) => [reconciler.name, reconciler]));
const watchersByKind = groupWatchers();
const builtInGroups: ReadonlySet<string> = new Set(kinds.map(({ group }) => group));
const servedKinds: readonly KindDefinition[] = [...kinds, ...otherVersions];
const kindsByName: ReadonlyMap<string, KindDefinition> = new Map(
  kinds.map((kind: KindDefinition) => [kind.kind, kind]),
);

/** Facts of the cluster as a whole. */
interface ClusterFacts {
  readonly preset: string;
  readonly seed: number;
  readonly kubelet: string;
  /** The node whose static pods are the control plane: what does not listen there does not work. */
  readonly controlPlane?: string;
}

const factsTable = defineTable<ClusterFacts>("cluster.facts");
const stoppedTable = defineTable<true>("cluster.stopped");

/** Where the API server listens: on the first node, on its loopback, and as the Service `kubernetes`. */
const apiServerAddresses: ReadonlySet<string> = new Set([
  "172.30.1.2:6443",
  "192.168.56.10:6443",
  "127.0.0.1:6443",
  "localhost:6443",
  "controlplane:6443",
  "10.96.0.1",
  "10.96.0.1:443",
  "kubernetes.default.svc",
]);

/** The clock of a new cluster, if nobody says otherwise: 2026-01-05 00:00 UTC, a Monday. */
const startOfTime = 1_767_571_200_000;

export interface NewCluster {
  readonly preset: string;
  readonly seed: number;
  /** What the cluster's clock says first, in milliseconds since 1970. */
  readonly startsAt?: number;
}

/** Nobody listens. */
export interface Refused {
  readonly kind: "refused";
  readonly message: string;
}

export const systemUser: UserInfo = {
  name: "system:admin",
  groups: ["system:masters", "system:authenticated"],
};

export class Cluster {
  private readonly server: ServerContext;
  private readonly machines: Machines<World>;
  private readonly runtime: Runtime;
  private readonly network: ClusterNetwork;
  /** What clients outside hold open in containers. */
  readonly streams: Streams;
  private readonly etcdServers: EtcdServers;
  private readonly units: Units<never>;
  private readonly contexts = new Map<string, AnyContext>();
  private onlooker: (() => void) | undefined;

  private constructor(private readonly state: State) {
    const indexes = new Indexes(state);
    const etcd = new Etcd(state, (change) => this.committed(change));
    this.server = {
      state,
      etcd,
      kinds: new KindIndex(servedKinds, customKinds(etcd), (kind) => isInstalled(etcd, kind)),
      indexes,
      admission: admissionPlugins,
      nodes: this.nodeConnection(),
    };
    this.etcdServers = new EtcdServers({
      state,
      cluster: etcd,
      committed: () => this.machines.etcdChanged(),
    });
    this.machines = new Machines<World>(state, {
      programs,
      layers: [...imageLayers, ...hostLayers],
      world: (process) => ({
        ...this.kubectlWorld,
        network: this.networkOf(process),
        etcd: this.etcdServers,
        host: this.hostAccess,
      }),
    });
    this.runtime = new Runtime(state, this.machines);
    this.streams = new Streams(state, () => this.runtime);
    this.units = new Units(state, this.machines as Machines<never>, (machine, unit) => {
      if (unit === kubeletUnit) stopNode(state, machine);
    });
    this.network = createClusterNetwork({
      state,
      client: this.client(),
      runtime: () => this.runtime,
      policies: (namespace) => this.client().list("NetworkPolicy", { namespace }),
      serve: (program, request) =>
        program === "kube-apiserver" && request.kind === "http"
          ? this.answerHttp(request)
          : undefined,
    });
  }

  /** Throws when there is no such preset. */
  static create({ preset, seed, startsAt = startOfTime }: NewCluster): Cluster {
    const found = present(findPreset(preset), `no preset is called ${preset}`);
    const state = State.startingAt(startsAt);
    seedRandom(state, seed);
    makeSigningKey(state, String(seed));
    state.table(factsTable).set("facts", { preset, seed, kubelet: found.kubelet });
    const cluster = new Cluster(state);
    found.build({
      state,
      client: cluster.clientFor(systemUser, "kubeadm"),
      machines: cluster.machines as Machines<never>,
      etcd: cluster.etcdServers,
      units: cluster.units,
      settle: (quietMs) => cluster.settle(quietMs),
    });
    cluster.settle();
    const first = found.nodes.find(({ isControlPlane }) => isControlPlane)?.name;
    if (first !== undefined && found.kubelet === kubelet.name)
      state.table(factsTable).set("facts", { ...cluster.facts, controlPlane: first });
    // Whoever is handed a cluster finds it running: watches no longer reach back to its first days, which are half
    // of its weight.
    cluster.server.etcd.compact(cluster.revision);
    return cluster;
  }

  static restore(saved: SavedState): Cluster {
    return new Cluster(State.restore(saved));
  }

  get now(): number {
    return this.state.now;
  }

  get revision(): number {
    return this.server.etcd.revision;
  }

  get facts(): ClusterFacts {
    return present(this.state.table(factsTable).get("facts"), "a cluster knows its preset");
  }

  /** Whether the API server runs; while it does not, its port refuses connections. */
  get isServing(): boolean {
    return !this.isStopped("kube-apiserver");
  }

  fork(): Cluster {
    return new Cluster(this.state.fork());
  }

  /** Draws a different future from here on; returns the cluster itself. */
  reseed(seed: number): this {
    reseedRandom(this.state, seed, this.revision);
    makeSigningKey(this.state, String(seed));
    this.state.table(factsTable).set("facts", { ...this.facts, seed });
    return this;
  }

  /**
   * Signs tokens with a key of its own from here on; returns the cluster itself. Seeds can be guessed and are
   * shared: where strangers may send tokens, `origin` should be neither.
   */
  renewSigningKey(origin: string): this {
    makeSigningKey(this.state, `${this.facts.seed} ${origin}`);
    return this;
  }

  save(): SavedState {
    return this.state.save();
  }

  /** `look` is called after every commit. It is no part of the state: forks do not inherit it. */
  observe(look: () => void): void {
    this.onlooker = look;
  }

  /** Equal for clusters with an equal past; cheap. */
  fingerprint(): string {
    return fingerprint(this.state, String(this.revision));
  }

  /** One request to the API server, as the user says. */
  request(request: ApiRequest): ApiResponse {
    return handleRequest(this.server, request);
  }

  /** As `request`, for clients outside: `pods/exec` and `pods/attach` open a stream and answer with its name. */
  serve(request: ApiRequest): ApiResponse {
    const answer = this.request(request);
    if (answer.code !== 101) return answer;
    const asked = streamAskedFor(request, answer);
    if (asked === undefined) return answer;
    const stream = this.streams.open(asked);
    return stream === undefined
      ? statusResponse(tooManyRequests("too many streams are open", 1).status)
      : { ...answer, body: { stream } };
  }

  /** What a log that is followed has not told yet. */
  readLogOn(cursor: LogCursor): LogRead {
    return readLogOn(this.server, cursor);
  }

  /** A request that `pods/portforward` has carried to a port of a pod; or why nobody takes it there. */
  forward(machine: string, port: number, request: ServerRequest): ServerAnswer | Refused {
    const reach = this.network.connect(machine, { address: "127.0.0.1", port, protocol: "TCP" });
    if (reach.kind === "connected") return this.network.request(reach, request);
    const why = `dial tcp4 127.0.0.1:${port}: connect: connection refused`;
    return { kind: "refused", message: `failed to connect to localhost:${port}: ${why}` };
  }

  /** What a watch has not told yet. */
  readWatch(cursor: WatchCursor): WatchRead {
    return readPresentedWatch(this.server, cursor);
  }

  /** How far a watch has come, as the event that clients ask for with `allowWatchBookmarks`. */
  readBookmark(cursor: WatchCursor): WatchEvent | undefined {
    return readBookmark(this.server, cursor);
  }

  /** Whose credentials these are; nothing when there are none, "invalid" when they are nobody's. */
  userOf(credentials: Credentials): UserInfo | undefined | "invalid" {
    return findUser(this.server, credentials);
  }

  /** A typed client with every right, for checks, presets and pictures. */
  client(): Client {
    return this.clientFor(systemUser, "naru");
  }

  get terminals(): Terminals {
    return this.machines.terminals;
  }

  files(machine: string, directory = "/root"): Files {
    return this.machines.files(machine, { directory });
  }

  /** The hosts and containers that have a shell. */
  machineNames(): string[] {
    return this.machines.list();
  }

  /** What the scheduler last thought of `namespace/name`. */
  schedulerVerdict(pod: string): Verdict | undefined {
    return findVerdict(this.state, pod);
  }

  /** Runs a command line on a machine to its end, letting virtual time pass as it needs. */
  run(machine: string, line: string, options: Omit<RunOptions, "advance"> = {}): RunResult {
    const advance = (until: number): void => this.advanceTo(until);
    return this.machines.run(machine, line, { ...options, advance });
  }

  /** The instant of the next thing that will happen by itself. */
  nextDue(): number | undefined {
    return nextDue(this.state);
  }

  /** Lets `ms` of virtual time pass. */
  advance(ms: number): void {
    invariant(ms >= 0 && ms <= limits.advanceMs, `cannot advance by ${ms} ms`);
    this.advanceTo(this.state.now + ms);
  }

  advanceTo(instant: number): void {
    for (let steps = 0; ; steps++) {
      invariant(steps < limits.stepsPerAdvance, this.located("the cluster does not come to rest"));
      const work = takeDue(this.state, instant);
      if (work === undefined) break;
      this.dispatch(work.component, work.payload);
    }
    if (instant > this.state.now) this.state.now = instant;
  }

  /**
   * Runs until nothing but heartbeats has changed for `quietMs`, at most `limitMs`. Returns whether it came
   * to rest.
   */
  settle(quietMs = 1500, limitMs = 120_000): boolean {
    const deadline = this.state.now + limitMs;
    let seen = this.changesApartFromLeases();
    let quietSince = this.state.now;
    while (this.state.now < deadline) {
      const due = nextDue(this.state);
      if (due === undefined || due > quietSince + quietMs) {
        this.advanceTo(quietSince + quietMs);
        return true;
      }
      this.advanceTo(due);
      const changes = this.changesApartFromLeases();
      if (changes !== seen) {
        seen = changes;
        quietSince = this.state.now;
      }
    }
    return false;
  }

  /** Stops a process such as `kube-scheduler`: it hears and does nothing until it is started. */
  stop(process: string): void {
    this.state.table(stoppedTable).set(process, true);
  }

  start(process: string): void {
    if (!this.state.table(stoppedTable).delete(process)) return;
    this.resyncProcess(process);
  }

  stopNode(node: string): void {
    if (this.units.isActive(node, kubeletUnit)) this.units.stop(node, kubeletUnit);
    stopNode(this.state, node);
  }

  startNode(node: string): void {
    if (this.units.row(node, kubeletUnit) !== undefined) this.units.start(node, kubeletUnit);
    this.startKubelet(node);
  }

  private startKubelet(node: string): void {
    startNode(this.state, node);
    for (const each of [kubelet, standInKubelet]) resync(this.state, each, this.contextFor(each));
  }

  private get hostAccess(): HostAccess {
    return {
      state: this.state,
      units: this.units,
      runtime: this.runtime as unknown as HostAccess["runtime"],
      startKubelet: (machine) => this.startKubelet(machine),
      stopKubelet: (machine) => stopNode(this.state, machine),
    };
  }

  /** How programs reach this cluster. */
  private get kubectlWorld(): KubectlWorld {
    const refusal = ({ server }: Target) => this.refusalAt(server);
    return {
      request: (request, target) => {
        const refused = refusal(target);
        if (refused !== undefined) return refused;
        const user = findUser(this.server, target);
        if (user === "invalid") return statusResponse(unauthorized().status);
        return this.request(user === undefined ? request : { ...request, user });
      },
      readWatch: (cursor, target) => refusal(target) ?? this.readWatch(cursor),
      writeInput: (attachment, text, isEnd) => {
        const { machine = "" } = (attachment ?? {}) as { readonly machine?: string };
        const container = this.runtime.containerOf(machine);
        if (container !== undefined) this.runtime.writeStdin(container, text, isEnd);
      },
    };
  }

  /** What `curl https://172.30.1.2:6443/…` gets. */
  private answerHttp(request: HttpRequest): HttpResponse {
    const asked = apiRequestOf(request);
    const user = findUser(this.server, credentialsOf(request));
    if (user === "invalid") return httpAnswer(statusResponse(unauthorized().status));
    if (asked === undefined)
      return { kind: "http", status: 405, headers: {}, body: "405 method not allowed\n" };
    return httpAnswer(this.request(user === undefined ? asked : { ...asked, user }));
  }

  /** Nobody answers at other addresses, nor here while the API server is stopped. */
  private refusalAt(server: string): Unreachable | undefined {
    const address = /^https?:\/\/([^/]+)/.exec(server)?.[1] ?? server;
    const isOurs = apiServerAddresses.has(address);
    if (isOurs && this.isServing) return undefined;
    const host = address.includes(":")
      ? address
      : `${address}:${server.startsWith("https") ? 443 : 80}`;
    return { unreachable: `dial tcp ${host}: connect: connection refused` };
  }

  /** What kubelets mount that the API server hands out. */
  private storage(client: Client): ClusterStorage {
    return {
      claim: (namespace, name) => client.get("PersistentVolumeClaim", { namespace, name }),
      volume: (name) => client.get("PersistentVolume", { name }),
      token: (namespace, name) => {
        const account = client.get("ServiceAccount", { namespace, name });
        return account === undefined
          ? ""
          : issueToken(this.server, account, { seconds: tokenSeconds }).token;
      },
    };
  }

  /** The kubelets' side of `pods/log` and `pods/exec`; a stand-in has nothing to show. */
  private nodeConnection(): NodeConnection {
    const context = () => ({ state: this.state, now: this.state.now, runtime: this.runtime });
    return {
      readLog: (pod, { container, ...options }) => {
        if (this.facts.kubelet !== kubelet.name) return { text: "", isEnded: true };
        const read = readLog(context(), pod as Pod & KubernetesObject, container, options);
        if (read.kind === "refused") return { refused: read.message };
        return { text: read.text, cursor: read.cursor, isEnded: read.isEnded };
      },
      findContainer: (pod, container) =>
        execTarget(context(), pod as Pod & KubernetesObject, container),
      usage: () =>
        measureUsage({
          ...context(),
          client: this.client(),
          requestRates: () => this.network.requestRates(),
        }),
    };
  }

  private changesApartFromLeases(): number {
    return this.state.table(quietTable).get("count") ?? 0;
  }

  private committed(change: Change): void {
    this.server.indexes.update(change);
    const current = asObject(change.current?.value);
    const old = asObject(change.previous?.value);
    const kind = (current ?? old)?.kind;
    if (kind === undefined) return;
    if (kind !== "Lease") {
      this.state.table(quietTable).set("count", this.changesApartFromLeases() + 1);
    }
    this.machines.etcdChanged();
    const apiVersion = (current ?? old)?.apiVersion ?? "";
    const isBuiltIn = builtInGroups.has(parseApiVersion(apiVersion).group);
    const watchers = watchersByKind.get(isBuiltIn ? kind : addedKind);
    if (watchers !== undefined) notify(this.state, watchers, pair(old, current));
    this.onlooker?.();
  }

  private dispatch(component: string, payload: unknown): void {
    if (component === "machines") return this.machines.handle(payload);
    if (component === runtimeComponent) return this.runtime.handle(payload);
    if (component === systemdComponent) return this.units.handle(payload);
    if (component === etcdComponent) return this.etcdServers.handle(payload);
    const reconciler = byName.get(component);
    invariant(reconciler !== undefined, this.located(`nobody is called ${component}`));
    const { key } = payload as { key: string };
    const isStopped = this.isStopped(reconciler.process);
    reconcileKey(
      this.state,
      isStopped ? idle(reconciler) : reconciler,
      key,
      this.contextFor(reconciler),
    );
  }

  private isStopped(process: string): boolean {
    const isOther = process.endsWith("kubelet") && process !== this.facts.kubelet;
    if (isOther || this.state.table(stoppedTable).has(process)) return true;
    const { controlPlane } = this.facts;
    const port = componentPorts.get(process);
    return controlPlane !== undefined && port !== undefined && !this.listens(controlPlane, port);
  }

  private listens(node: string, port: number): boolean {
    const listener = listenerAt(this.state, nodeNamespaceId(node), "TCP", port);
    return listener !== undefined && this.machines.isAlive(listener.process);
  }

  /** A component has come up: it looks at everything once. */
  private resyncProcess(process: string): void {
    for (const reconciler of reconcilers) {
      if (reconciler.process === process)
        resync(this.state, reconciler, this.contextFor(reconciler));
    }
  }

  private networkOf(process: ProcessView): ProcessNetwork {
    const network = this.network.of(process);
    const { program } = process;
    if (!componentPorts.has(program)) return network;
    return {
      get address() {
        return network.address;
      },
      get node() {
        return network.node;
      },
      listen: (port, options) => {
        const isListening = network.listen(port, options);
        if (isListening && this.facts.controlPlane !== undefined) this.resyncProcess(program);
        return isListening;
      },
      lookup: (name) => network.lookup(name),
      query: (name, server) => network.query(name, server),
      connect: (address, port, protocol) => network.connect(address, port, protocol),
      request: (reach, request) => network.request(reach, request),
    };
  }

  private contextFor(reconciler: Reconciler<AnyContext>): AnyContext {
    const known = this.contexts.get(reconciler.name);
    if (known !== undefined) return known;
    const { state, server } = this;
    const user = {
      name: `system:${reconciler.name}`,
      groups: ["system:masters", "system:authenticated"],
    };
    const client = this.clientFor(user, reconciler.process);
    const source: EventSource = { component: reconciler.name };
    const context: AnyContext = {
      state,
      etcd: server.etcd,
      client,
      runtime: this.runtime,
      network: this.network,
      storage: this.storage(client),
      get now() {
        return state.now;
      },
      record: (event) => {
        const record = event.action === undefined ? recordEvent : recordSeries;
        record(state, client, event.source ?? source, event);
      },
      enqueue: (key, delayMs) => enqueue(state, reconciler.name, key, delayMs),
    };
    this.contexts.set(reconciler.name, context);
    return context;
  }

  private clientFor(user: UserInfo, fieldManager: string): Client {
    // A kubelet keeps what it has to know of its pods also while the API server is away.
    const isServing = (): boolean => fieldManager === kubelet.name || this.isServing;
    return createLocalClient(this.server, kindsByName, { user, fieldManager, isServing });
  }

  private located(message: string): string {
    const { preset, seed } = this.facts;
    return `${message} (preset ${preset}, seed ${seed}, at ${this.state.now})`;
  }
}

/** `expirationSeconds` of the token volume that admission adds to pods. */
const tokenSeconds = 3607;

/** Where the parts of the control plane listen. */
const componentPorts: ReadonlyMap<string, number> = new Map([
  ["kube-apiserver", 6443],
  ["kube-controller-manager", 10257],
  ["kube-scheduler", 10259],
]);

const kubeletUnit = "kubelet.service";

const quietTable = defineTable<number>("cluster.changes");

/** A stopped process takes its work from the queue and does nothing with it. */
function idle(reconciler: Reconciler<AnyContext>): Reconciler<AnyContext> {
  return { ...reconciler, reconcile: () => {} };
}

function pair(old: KubernetesObject | undefined, current: KubernetesObject | undefined) {
  return { ...(old === undefined ? {} : { old }), ...(current === undefined ? {} : { current }) };
}

function groupWatchers() {
  const groups = new Map<string, { reconciler: Reconciler<AnyContext>; watch: Watch }[]>();
  for (const reconciler of reconcilers) {
    for (const watch of reconciler.watches) {
      const group = groups.get(watch.kind) ?? [];
      group.push({ reconciler, watch });
      groups.set(watch.kind, group);
    }
  }
  return groups;
}
