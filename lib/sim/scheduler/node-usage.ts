// What the pods bound to each node ask for, kept up to date from the store's changes as the scheduler's own
// cache is. The rows remember how far they have read, so they survive a save, a fork and a compaction.
//
// Kubernetes: pkg/scheduler/framework/types.go (NodeInfo), pkg/scheduler/util/pod_resources.go
import type { Node, Pod } from "@/generated/kubernetes/types";
import type { Change, Compacted, Etcd } from "../etcd/store";
import { defineTable, type State, type Table } from "../kernel/state";
import { deepEqual } from "../meta/object";
import { milliValue, parseQuantity, quantityValue } from "../meta/quantity";

export interface NodeUsage {
  /** Requests by resource name: cpu in thousandths, everything else in its own unit, rounded up. */
  readonly requested: Readonly<Record<string, number>>;
  /** As `requested`, but a container that asks for nothing counts 100m and 200 MB. */
  readonly forScoring: Readonly<Record<string, number>>;
  readonly podCount: number;
  /** `TCP/0.0.0.0/80`: host ports taken. */
  readonly hostPorts: readonly string[];
  /** Pods that are not being deleted, counted by namespace and labels: nodes hold many that are alike. */
  readonly groups: readonly PodGroup[];
  /** Pods that want certain others kept away. */
  readonly loners: number;
}

export interface PodGroup {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
}

export const noUsage: NodeUsage = {
  requested: {},
  forScoring: {},
  podCount: 0,
  hostPorts: [],
  groups: [],
  loners: 0,
};

const usageTable = defineTable<NodeUsage>("scheduler.usage");
/** What a node's `allocatable` says in numbers, read once. */
interface Capacity {
  readonly of: Readonly<Record<string, unknown>>;
  readonly amounts: Amounts;
}

const capacityTable = defineTable<Capacity>("scheduler.capacity");
const positionTable = defineTable<number>("scheduler.position");
const prefix = "/registry/pods/";

export class NodeUsages {
  private readonly rows: Table<NodeUsage>;
  private readonly position: Table<number>;

  constructor(
    state: State,
    private readonly etcd: Etcd,
  ) {
    this.rows = state.table(usageTable);
    this.position = state.table(positionTable);
  }

  of(node: string): NodeUsage {
    return this.rows.get(node) ?? noUsage;
  }

  /** Reads the changes since the last call. */
  catchUp(): void {
    const changes = this.etcd.changesSince(prefix, this.position.get("pods") ?? 0);
    if (isCompacted(changes)) this.rebuild();
    else for (const change of changes) this.apply(change);
    this.position.set("pods", this.etcd.revision);
  }

  private rebuild(): void {
    this.rows.clear();
    for (const { value } of this.etcd.list(prefix)) this.add(countedPod(value), 1);
  }

  private apply(change: Change): void {
    const before = countedPod(change.previous?.value);
    const after = countedPod(change.current?.value);
    if (before !== undefined && after !== undefined && countsAlike(before, after)) return;
    this.add(before, -1);
    this.add(after, 1);
  }

  private add(pod: Pod | undefined, sign: 1 | -1): void {
    const node = pod?.spec?.nodeName;
    if (pod === undefined || !node) return;
    this.rows.set(node, usageOf(this.of(node), pod, sign));
  }
}

/** The usage with a pod more, or one fewer. */
export function usageOf(usage: NodeUsage, pod: Pod, sign: 1 | -1 = 1): NodeUsage {
  const { requested, forScoring, hostPorts } = podUsage(pod);
  return {
    requested: addAll(usage.requested, requested, sign),
    forScoring: addAll(usage.forScoring, forScoring, sign),
    podCount: usage.podCount + sign,
    hostPorts: changed(usage.hostPorts, hostPorts, sign),
    groups: regrouped(usage.groups, pod, sign),
    loners: usage.loners + (isLoner(pod) ? sign : 0),
  };
}

const countsAlike = (a: Pod, b: Pod): boolean =>
  a.spec === b.spec &&
  a.metadata.labels === b.metadata.labels &&
  a.metadata.deletionTimestamp === b.metadata.deletionTimestamp;

const isLoner = (pod: Pod): boolean =>
  pod.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined;

function regrouped(groups: readonly PodGroup[], pod: Pod, sign: 1 | -1): readonly PodGroup[] {
  const { namespace = "", labels = {}, deletionTimestamp } = pod.metadata;
  if (deletionTimestamp !== undefined) return groups;
  const isOwn = (group: PodGroup) =>
    group.namespace === namespace && deepEqual(group.labels, labels);
  const count = (groups.find(isOwn)?.count ?? 0) + sign;
  const others = groups.filter((group) => !isOwn(group));
  return count > 0 ? [...others, { namespace, labels, count }] : others;
}

export function capacityOf(state: State, node: Node): Amounts {
  const allocatable = node.status?.allocatable ?? nothing;
  const table = state.table(capacityTable);
  const known = table.get(node.metadata.name);
  if (known !== undefined && deepEqual(known.of, allocatable)) return known.amounts;
  const read = amounts(allocatable);
  table.set(node.metadata.name, { of: allocatable, amounts: read });
  return read;
}

const nothing = {};

function isCompacted(changes: Change[] | Compacted): changes is Compacted {
  return "compactedAt" in changes;
}

/** A bound pod that still takes up room. */
function countedPod(value: unknown): Pod | undefined {
  const pod = value as Pod | undefined;
  const isFinished = pod?.status?.phase === "Succeeded" || pod?.status?.phase === "Failed";
  return pod?.spec?.nodeName && !isFinished ? pod : undefined;
}

export interface PodUsage {
  readonly requested: Readonly<Record<string, number>>;
  readonly forScoring: Readonly<Record<string, number>>;
  readonly hostPorts: readonly string[];
}

type Container = NonNullable<Pod["spec"]>["containers"][number];

const defaultCpuMillis = 100;
const defaultMemoryBytes = 200 * 1024 * 1024;

/** Containers add up; an init container counts only where it asks for more than all of them. */
// Kubernetes: staging/src/k8s.io/component-helpers/resource/helpers.go (PodRequests)
export function podUsage(pod: Pod): PodUsage {
  const { containers = [], initContainers = [], overhead } = pod.spec ?? {};
  return {
    requested: total(containers, initContainers, overhead, requestsOf),
    forScoring: total(containers, initContainers, overhead, requestsForScoring),
    hostPorts: containers.flatMap((container) => hostPortsOf(container)),
  };
}

/** By resource name: cpu in thousandths, everything else in its own unit. */
export type Amounts = Readonly<Record<string, number>>;

function total(
  containers: readonly Container[],
  initContainers: readonly Container[],
  overhead: Readonly<Record<string, unknown>> | undefined,
  read: (container: Container) => Amounts,
): Amounts {
  let sum: Amounts = {};
  for (const container of containers) sum = addAll(sum, read(container), 1);
  let sidecars: Amounts = {};
  let most: Amounts = {};
  for (const container of initContainers) {
    if (container.restartPolicy === "Always") {
      sidecars = addAll(sidecars, read(container), 1);
      most = maxOf(most, sidecars);
    } else most = maxOf(most, addAll(sidecars, read(container), 1));
  }
  const used = maxOf(addAll(sum, sidecars, 1), most);
  return overhead === undefined ? used : addAll(used, amounts(overhead), 1);
}

function requestsOf(container: Container): Amounts {
  const { requests } = container.resources ?? {};
  return requests === undefined ? {} : amounts(requests);
}

function requestsForScoring(container: Container): Amounts {
  const asked = requestsOf(container);
  return { cpu: defaultCpuMillis, memory: defaultMemoryBytes, ...asked };
}

export function amounts(list: Readonly<Record<string, unknown>>): Amounts {
  const read: Record<string, number> = {};
  for (const [name, text] of Object.entries(list)) {
    const quantity = parseQuantity(String(text));
    if (quantity !== undefined)
      read[name] = name === "cpu" ? milliValue(quantity) : quantityValue(quantity);
  }
  return read;
}

function addAll(a: Amounts, b: Amounts, sign: 1 | -1): Amounts {
  const sum: Record<string, number> = { ...a };
  for (const [name, amount] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + sign * amount;
  return sum;
}

function maxOf(a: Amounts, b: Amounts): Amounts {
  const most: Record<string, number> = { ...a };
  for (const [name, amount] of Object.entries(b)) most[name] = Math.max(most[name] ?? 0, amount);
  return most;
}

function hostPortsOf(container: Container): string[] {
  return (container.ports ?? []).flatMap(({ hostPort, hostIP, protocol }) =>
    hostPort ? [`${protocol ?? "TCP"}/${hostIP || "0.0.0.0"}/${hostPort}`] : [],
  );
}

function changed(list: readonly string[], ports: readonly string[], sign: 1 | -1) {
  if (ports.length === 0) return list;
  return sign > 0 ? [...list, ...ports] : without(list, ports);
}

function without(list: readonly string[], gone: readonly string[]): string[] {
  const left = [...list];
  for (const item of gone) {
    const index = left.indexOf(item);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
