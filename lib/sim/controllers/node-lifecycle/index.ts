// Notices nodes that went quiet, says so in their conditions and taints, and marks their pods not ready.
//
// Kubernetes: pkg/controller/nodelifecycle/node_lifecycle_controller.go
import type { Node, Taint } from "@/generated/kubernetes/types";
import { defineTable } from "../../kernel/state";
import { findCondition } from "../../meta/object";
import { formatTime, timeOf } from "../../meta/time";
import { type ControllerContext, defineController, watchOwn } from "../define-controller";
import { markPodsNotReady } from "./pods";

/** `--node-monitor-period` and `--node-monitor-grace-period` (50 s since 1.32). */
const monitorMs = 5000;
const graceMs = 50_000;

/** Nodes, by uid, that were welcomed already. */
const registeredTable = defineTable<true>("node-lifecycle.registered");

const conditionTypes = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"];
const unreachable = "node.kubernetes.io/unreachable";
const notReady = "node.kubernetes.io/not-ready";

export const nodeLifecycleController = defineController({
  name: "node-controller",
  watches: [
    watchOwn("Node"),
    { kind: "Lease", keys: ({ old, current }) => leaseNode(old ?? current) },
  ],
  resync: ({ client }) => client.list("Node").map(({ metadata }) => metadata.name),
  reconcile(name, context) {
    const node = context.client.get("Node", { name });
    if (node === undefined) return;
    registerOnce(node, context);
    const quietSince = lastSign(node, context) + graceMs;
    const judged = context.now >= quietSince ? markUnknown(node, context) : node;
    taint(judged, context);
    if (context.now < quietSince) context.enqueue(name, nextMonitor(quietSince - context.now));
  },
});

function leaseNode(
  lease: { readonly metadata: { readonly namespace?: string; readonly name: string } } | undefined,
) {
  return lease?.metadata.namespace === "kube-node-lease" ? [lease.metadata.name] : [];
}

/** The monitor looks every five seconds, so a silence is noticed up to five seconds late. */
const nextMonitor = (ms: number): number => Math.ceil(ms / monitorMs) * monitorMs;

function registerOnce(node: Node, context: ControllerContext): void {
  const { name, uid = name } = node.metadata;
  const table = context.state.table(registeredTable);
  if (table.has(uid)) return;
  table.set(uid, true);
  context.record({
    about: node,
    type: "Normal",
    reason: "RegisteredNode",
    message: `Node ${name} event: Registered Node ${name} in Controller`,
  });
}

/** The later of the lease's renewal and the status's heartbeat. */
function lastSign(node: Node, { client }: ControllerContext): number {
  const lease = client.get("Lease", { namespace: "kube-node-lease", name: node.metadata.name });
  const renewed = timeOf(lease?.spec?.renewTime) ?? 0;
  const created = timeOf(node.metadata.creationTimestamp) ?? 0;
  const ready = findCondition(node.status?.conditions, "Ready");
  const beat = ready?.status === "Unknown" ? 0 : (timeOf(ready?.lastHeartbeatTime) ?? 0);
  return Math.max(renewed, created, beat);
}

function markUnknown(node: Node, context: ControllerContext): Node {
  if (findCondition(node.status?.conditions, "Ready")?.status === "Unknown") return node;
  const time = formatTime(context.now);
  const conditions = conditionTypes.map((type) => {
    const known = findCondition(node.status?.conditions, type);
    return {
      type,
      status: "Unknown",
      lastHeartbeatTime: known?.lastHeartbeatTime ?? node.metadata.creationTimestamp ?? time,
      lastTransitionTime: time,
      reason: known === undefined ? "NodeStatusNeverUpdated" : "NodeStatusUnknown",
      message:
        known === undefined
          ? "Kubelet never posted node status."
          : "Kubelet stopped posting node status.",
    };
  });
  const others = (node.status?.conditions ?? []).filter(
    ({ type }) => !conditionTypes.includes(type),
  );
  const marked = context.client.updateStatus("Node", {
    ...node,
    status: { ...node.status, conditions: [...others, ...conditions] },
  });
  context.record({
    about: node,
    type: "Normal",
    reason: "NodeNotReady",
    message: `Node ${node.metadata.name} status is now: NodeNotReady`,
  });
  markPodsNotReady(marked, context);
  return marked;
}

/** Taints that say what is wrong with the node: conditions, and being cordoned. */
function taint(node: Node, context: ControllerContext): void {
  const present = node.spec?.taints ?? [];
  const ours = present.filter(({ key }) => managedTaints.has(key));
  const wanted = taintsFor(node, ours, context.now);
  const isSame =
    ours.length === wanted.length &&
    wanted.every((each) =>
      ours.some(({ key, effect }) => key === each.key && effect === each.effect),
    );
  if (isSame) return;
  const taints = [...present.filter(({ key }) => !managedTaints.has(key)), ...wanted];
  const { taints: _, ...spec } = node.spec ?? {};
  context.client.update("Node", {
    ...node,
    spec: { ...spec, ...(taints.length > 0 ? { taints } : {}) },
  });
}

const cordoned = "node.kubernetes.io/unschedulable";
const pressures = [
  ["MemoryPressure", "node.kubernetes.io/memory-pressure"],
  ["DiskPressure", "node.kubernetes.io/disk-pressure"],
  ["PIDPressure", "node.kubernetes.io/pid-pressure"],
  ["NetworkUnavailable", "node.kubernetes.io/network-unavailable"],
] as const;
const managedTaints: ReadonlySet<string> = new Set([
  unreachable,
  notReady,
  cordoned,
  ...pressures.map(([, key]) => key),
]);

function taintsFor(node: Node, known: readonly Taint[], now: number): Taint[] {
  const conditions = node.status?.conditions;
  const ready = findCondition(conditions, "Ready")?.status;
  const key = ready === "Unknown" ? unreachable : ready === "True" ? undefined : notReady;
  const readiness =
    key === undefined
      ? []
      : wantedTaints(
          key,
          known.filter((each) => each.key === key),
          now,
        );
  const pressed = pressures
    .filter(([type]) => findCondition(conditions, type)?.status === "True")
    .map(([, each]) => each);
  const soft = [...(node.spec?.unschedulable ? [cordoned] : []), ...pressed];
  const quiet = soft.map(
    (each) =>
      known.find((taint) => taint.key === each) ?? {
        key: each,
        effect: "NoSchedule",
        timeAdded: formatTime(now),
      },
  );
  return [...readiness, ...quiet];
}

function wantedTaints(key: string, known: readonly Taint[], now: number): Taint[] {
  return ["NoSchedule", "NoExecute"].map(
    (effect) =>
      known.find((each) => each.effect === effect) ?? { key, effect, timeAdded: formatTime(now) },
  );
}
