// What the pods bound to each node ask for, kept up to date from the store's changes as the scheduler's own
// cache is. The rows remember how far they have read, so they survive a save, a fork and a compaction.
//
// Kubernetes: pkg/scheduler/framework/types.go (NodeInfo), pkg/scheduler/util/pod_resources.go
import type { Pod } from "@/generated/kubernetes/types";
import type { Change, Compacted, Etcd } from "../etcd/store";
import { defineTable, type State, type Table } from "../kernel/state";
import { milliValue, parseQuantity, quantityValue } from "../meta/quantity";

export interface NodeUsage {
  /** Requests by resource name: cpu in thousandths, everything else in its own unit, rounded up. */
  readonly requested: Readonly<Record<string, number>>;
  /** As `requested`, but a container that asks for nothing counts 100m and 200 MB. */
  readonly forScoring: Readonly<Record<string, number>>;
  readonly podCount: number;
  /** `TCP/0.0.0.0/80`: host ports taken. */
  readonly hostPorts: readonly string[];
}

export const noUsage: NodeUsage = { requested: {}, forScoring: {}, podCount: 0, hostPorts: [] };

const usageTable = defineTable<NodeUsage>("scheduler.usage");
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
    if (before !== undefined && after !== undefined && before.spec === after.spec) return;
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
    hostPorts: sign > 0 ? [...usage.hostPorts, ...hostPorts] : without(usage.hostPorts, hostPorts),
  };
}

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

type Amounts = Readonly<Record<string, number>>;

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

function without(list: readonly string[], gone: readonly string[]): string[] {
  const left = [...list];
  for (const item of gone) {
    const index = left.indexOf(item);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
