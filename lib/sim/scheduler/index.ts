// The scheduler: one pod at a time, filter the nodes, score what is left, bind.
//
// Kubernetes: pkg/scheduler/schedule_one.go
import type { Pod } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import type { RecordedEvent } from "../client/event-recorder";
import type { ObjectChange, Reconciler } from "../client/reconciler";
import type { Etcd } from "../etcd/store";
import { randomBelow } from "../kernel/random";
import type { State } from "../kernel/state";
import { deepEqual, findCondition, type KubernetesObject } from "../meta/object";
import { formatTime } from "../meta/time";
import type { NodeInfo, SchedulingContext } from "./define-plugin";
import { normalizeScores } from "./define-plugin";
import { capacityOf, NodeUsages, podUsage, usageOf } from "./node-usage";
import {
  addPending,
  dropPending,
  hasPending,
  park,
  parkedPods,
  promise,
  promises,
  takePending,
} from "./pending-pods";
import { plugins } from "./plugins";
import {
  findPreemption,
  type Preemption,
  preempted,
  priorityOf,
  whyNotEligible,
} from "./preemption";
import { spreadSelectors } from "./spread-selectors";
import { fitErrorMessage, keepVerdict, type NodeVerdict, preFilterMessage } from "./verdict";
import { bindVolumes } from "./volumes";

export interface SchedulerContext {
  readonly state: State;
  readonly now: number;
  readonly etcd: Etcd;
  readonly client: Client;
  record(event: RecordedEvent): void;
  enqueue(key: string, delayMs: number): void;
}

const name = "default-scheduler";
/** The key under which the next pod is taken; any other key is a pod to put in line. */
const cycleKey = "";
const wakeKey = "*";
/** A pod has found a node: parked pods that care about neighbours look again. */
const companyKey = "+";
/** Between two pods: a real cycle takes about a millisecond. */
const cycleMs = 1;

export const scheduler: Reconciler<SchedulerContext> = {
  name,
  process: "kube-scheduler",
  latencyMs: 1,
  watches: [
    { kind: "Pod", keys: podKeys },
    { kind: "Node", keys: nodeKeys },
    ...["Service", "PersistentVolume", "PersistentVolumeClaim"].map((kind) => ({
      kind,
      keys: () => [wakeKey],
    })),
  ],
  resync: ({ client }) => client.list("Pod").filter(isWaiting).map(keyOf),
  reconcile(key, context) {
    if (key === cycleKey) return runCycle(context);
    const pods = podsFor(key, context);
    for (const pod of pods) putInLine(pod, context);
    if (hasPending(context.state)) context.enqueue(cycleKey, 0);
  },
};

const keyOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace}/${metadata.name}`;

function isWaiting(pod: Pod): boolean {
  const { nodeName, schedulerName = name, schedulingGates = [] } = pod.spec ?? {};
  const isFinished = pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
  if (nodeName || schedulerName !== name || isFinished) return false;
  return pod.metadata.deletionTimestamp === undefined && schedulingGates.length === 0;
}

/** New and changed pods go in line; a bound pod that goes or finishes may make room for parked ones. */
function podKeys({ old, current }: ObjectChange): string[] {
  const before = old as Pod | undefined;
  const after = current as Pod | undefined;
  if (after !== undefined && isWaiting(after)) {
    const isNews =
      before === undefined ||
      before.spec !== after.spec ||
      before.metadata.labels !== after.metadata.labels;
    return isNews ? [keyOf(after)] : [];
  }
  const hasLeft =
    before?.spec?.nodeName && (after === undefined || hasFinished(after) !== hasFinished(before));
  if (hasLeft) return [wakeKey];
  const hasArrived = after?.spec?.nodeName && !before?.spec?.nodeName;
  if (hasArrived) return [companyKey];
  return before !== undefined && after === undefined ? [keyOf(before)] : [];
}

const hasFinished = (pod: Pod): boolean =>
  pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";

/** Heartbeats do not make room. */
function nodeKeys({ old, current }: ObjectChange): string[] {
  if (current === undefined) return [];
  const isSame =
    old !== undefined &&
    deepEqual(old.spec, current.spec) &&
    deepEqual(old.metadata.labels, current.metadata.labels) &&
    deepEqual(allocatable(old), allocatable(current));
  return isSame ? [] : [wakeKey];
}

const allocatable = (node: KubernetesObject): unknown =>
  (node.status as { allocatable?: unknown } | undefined)?.allocatable;

function podsFor(key: string, { state, client }: SchedulerContext): string[] {
  if (key === wakeKey) return parkedPods(state);
  if (key !== companyKey) return [key];
  return parkedPods(state).filter((parked) => {
    const [namespace = "", podName = ""] = parked.split("/");
    const { affinity, topologySpreadConstraints = [] } =
      client.get("Pod", { namespace, name: podName })?.spec ?? {};
    return affinity?.podAffinity !== undefined || topologySpreadConstraints.length > 0;
  });
}

function putInLine(key: string, { state, client }: SchedulerContext): void {
  const [namespace = "", podName = ""] = key.split("/");
  const pod = client.get("Pod", { namespace, name: podName });
  if (pod === undefined || !isWaiting(pod)) return dropPending(state, key);
  addPending(state, {
    pod: key,
    priority: pod.spec?.priority ?? 0,
    createdAt: pod.metadata.creationTimestamp ?? "",
  });
}

function runCycle(context: SchedulerContext): void {
  const { state, client } = context;
  const next = takePending(state);
  if (next === undefined) return;
  const [namespace = "", podName = ""] = next.pod.split("/");
  const pod = client.get("Pod", { namespace, name: podName });
  if (pod !== undefined && isWaiting(pod)) scheduleOne(next.pod, pod, next.attempts, context);
  if (hasPending(state)) context.enqueue(cycleKey, cycleMs);
}

function scheduleOne(key: string, pod: Pod, attempts: number, context: SchedulerContext): void {
  const view = lookAround(pod, context);
  const refused = preFilter(pod, view);
  if (refused !== undefined) {
    keepVerdict(context.state, { at: context.now, pod: key, nodes: refused });
    park(context.state, key, attempts);
    return sayUnschedulable(pod, preFilterMessage(refused), context);
  }
  const verdicts = view.nodes.map((info) => filterNode(pod, info, view));
  const feasible = view.nodes.filter((_, index) => verdicts[index]?.reasons === undefined);
  if (feasible.length === 0) {
    keepVerdict(context.state, { at: context.now, pod: key, nodes: verdicts });
    park(context.state, key, attempts);
    const notEligible = whyNotEligible(pod, view.nodes, verdicts);
    const preemption =
      notEligible === undefined
        ? findPreemption(pod, verdicts, view, {
            fits: (info) => filterNode(pod, info, view).reasons === undefined,
          })
        : undefined;
    const message = fitErrorMessage(verdicts, {
      hasVictims: preemption !== undefined,
      notEligible,
    });
    sayUnschedulable(pod, message, context, preemption?.node);
    if (preemption !== undefined) {
      promise(context.state, key, preemption.node);
      evict(pod, preemption, context);
    }
    return;
  }
  const scored = scoreNodes(pod, feasible, view);
  const chosen = pickBest(scored, context.state);
  const scoredByNode = new Map(scored.map((verdict) => [verdict.node, verdict]));
  const nodes = verdicts.map((verdict) => scoredByNode.get(verdict.node) ?? verdict);
  keepVerdict(context.state, { at: context.now, pod: key, nodes, chosen });
  const node = feasible.find(({ name }) => name === chosen)?.node;
  // The pod stays in line until its volumes are bound.
  if (node !== undefined && !bindVolumes(pod, node, context)) return park(context.state, key, 0);
  context.client.bind({ ...pod.metadata }, chosen);
  dropPending(context.state, key);
  context.record({
    about: pod,
    type: "Normal",
    reason: "Scheduled",
    action: "Binding",
    message: `Successfully assigned ${key} to ${chosen}`,
  });
}

function lookAround(pod: Pod, { state, etcd, client }: SchedulerContext): SchedulingContext {
  const usages = new NodeUsages(state, etcd);
  usages.catchUp();
  const promised = promisedPods(pod, { state, client });
  const nodes: NodeInfo[] = client.list("Node").map((node) => {
    const { name } = node.metadata;
    const coming = promised.flatMap((each) => (each.node === name ? [each.pod] : []));
    return {
      node,
      name,
      usage: coming.reduce((usage, each) => usageOf(usage, each), usages.of(name)),
      capacity: capacityOf(state, node),
      pods: () => [...client.podsOnNode(name).filter((each) => !hasFinished(each)), ...coming],
    };
  });
  return {
    asked: podUsage(pod),
    nodes,
    spreadSelectors: spreadSelectors(pod, client),
    objects: client,
    namespaceLabels: (namespace) =>
      client.get("Namespace", { name: namespace })?.metadata.labels ?? {},
  };
}

/** Pods that made room on a node and have yet to take it: those that are no less important count as there. */
function promisedPods(
  pod: Pod,
  { state, client }: Pick<SchedulerContext, "state" | "client">,
): { readonly node: string; readonly pod: Pod }[] {
  return promises(state).flatMap(([key, node]) => {
    const [namespace = "", podName = ""] = key.split("/");
    const other = client.get("Pod", { namespace, name: podName });
    const counts =
      other !== undefined &&
      isWaiting(other) &&
      other.metadata.uid !== pod.metadata.uid &&
      priorityOf(other) >= priorityOf(pod);
    return counts ? [{ node, pod: other }] : [];
  });
}

/** What one plugin says of all nodes. */
function preFilter(pod: Pod, context: SchedulingContext): NodeVerdict[] | undefined {
  for (const plugin of plugins) {
    const reason = plugin.preFilter?.(pod, context);
    if (reason !== undefined) {
      return context.nodes.map(({ name: node }) => ({
        node,
        refusedBy: plugin.name,
        reasons: [reason],
      }));
    }
  }
  return undefined;
}

function filterNode(pod: Pod, info: NodeInfo, context: SchedulingContext): NodeVerdict {
  for (const plugin of plugins) {
    const reasons = plugin.filter?.(pod, info, context) ?? [];
    if (reasons.length === 0) continue;
    const isHelped = plugin.isHelpedByPreemption?.(reasons, pod, info) ?? false;
    return { node: info.name, refusedBy: plugin.name, reasons, isHelped };
  }
  return { node: info.name };
}

function scoreNodes(
  pod: Pod,
  nodes: readonly NodeInfo[],
  context: SchedulingContext,
): NodeVerdict[] {
  if (nodes.length === 1) return nodes.map(({ name: node }) => ({ node, scores: {}, total: 0 }));
  const columns = plugins.flatMap((plugin) => {
    const raw = plugin.score?.(pod, nodes, context);
    if (raw === undefined) return [];
    const weight = plugin.weight ?? 1;
    return [
      {
        plugin: plugin.name,
        scores: normalizeScores(raw, plugin.normalize).map((score) => score * weight),
      },
    ];
  });
  return nodes.map(({ name: node }, index) => {
    const scores = Object.fromEntries(
      columns.map((column) => [column.plugin, column.scores[index] ?? 0]),
    );
    const total = Object.values(scores).reduce((sum, score) => sum + score, 0);
    return { node, scores, total };
  });
}

/** Among equals chance decides, as upstream. */
function pickBest(verdicts: readonly NodeVerdict[], state: State): string {
  const best = Math.max(...verdicts.map(({ total = 0 }) => total));
  const equals = verdicts.filter(({ total = 0 }) => total === best);
  const index = equals.length === 1 ? 0 : randomBelow(state, "scheduler", equals.length);
  return equals[index]?.node ?? "";
}

/** Makes room: the victims go, and the pod is promised the node. */
function evict(pod: Pod, { node, victims }: Preemption, context: SchedulerContext): void {
  for (const victim of victims) {
    context.record({
      about: victim,
      related: pod,
      type: "Normal",
      reason: "Preempted",
      action: "Preempting",
      message: `Preempted by pod ${pod.metadata.uid} on node ${node}`,
    });
    const others = (victim.status?.conditions ?? []).filter(
      ({ type }) => type !== "DisruptionTarget",
    );
    const condition = {
      type: "DisruptionTarget",
      status: "True",
      lastTransitionTime: formatTime(context.now),
      reason: preempted,
      message: "default-scheduler: preempting to accommodate a higher priority pod",
    };
    const marked = context.client.updateStatus("Pod", {
      ...victim,
      status: { ...victim.status, conditions: [...others, condition] },
    });
    context.client.delete("Pod", marked.metadata);
  }
}

function sayUnschedulable(
  pod: Pod,
  message: string,
  context: SchedulerContext,
  nominated?: string,
): void {
  context.record({
    about: pod,
    type: "Warning",
    reason: "FailedScheduling",
    action: "Scheduling",
    message,
  });
  const known = findCondition(pod.status?.conditions, "PodScheduled");
  if (known?.status === "False" && known.message === message && nominated === undefined) return;
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== "PodScheduled");
  const time = formatTime(context.now);
  const condition = {
    type: "PodScheduled",
    status: "False",
    lastTransitionTime: known?.status === "False" ? (known.lastTransitionTime ?? time) : time,
    reason: "Unschedulable",
    message,
    ...(pod.metadata.generation === undefined
      ? {}
      : { observedGeneration: pod.metadata.generation }),
  };
  context.client.updateStatus("Pod", {
    ...pod,
    status: {
      ...pod.status,
      ...(nominated === undefined ? {} : { nominatedNodeName: nominated }),
      conditions: [...others, condition],
    },
  });
}
