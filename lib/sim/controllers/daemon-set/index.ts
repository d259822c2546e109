// DaemonSet: one pod on every node that fits.
//
// Kubernetes: pkg/controller/daemon/daemon_controller.go
//
// Differs: pods are pinned by node affinity as upstream, the rolling update takes one node at a time
// whatever `maxUnavailable` says in percent of few nodes.
import type { DaemonSet, Node, Pod } from "@/generated/kubernetes/types";
import { matchesNode } from "../../kinds/pod/node-affinity";
import { untolerated } from "../../kinds/pod/tolerations";
import { deepEqual } from "../../meta/object";
import {
  type ControllerContext,
  defineController,
  splitKey,
  watchControlled,
  watchOwn,
} from "../define-controller";
import { podFrom } from "../pod-from-template";
import { isActive, isAvailable, isReady } from "../pod-state";
import { daemonTolerations, pinnedTo, targetNode } from "./pinning";
import { currentRevision, hashLabel } from "./revisions";

const name = "daemonset-controller";
const wakeAll = "*";

export const daemonSetController = defineController({
  name,
  watches: [
    watchOwn("DaemonSet"),
    watchControlled("Pod", "DaemonSet"),
    { kind: "Node", keys: ({ old, current }) => (isSameNode(old, current) ? [] : [wakeAll]) },
  ],
  resync: ({ client }) =>
    client.list("DaemonSet").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key === wakeAll) {
      for (const { metadata } of context.client.list("DaemonSet")) {
        context.enqueue(`${metadata.namespace}/${metadata.name}`, 0);
      }
      return;
    }
    const daemonSet = context.client.get("DaemonSet", splitKey(key));
    if (daemonSet === undefined) return;
    if (daemonSet.metadata.deletionTimestamp === undefined) manage(daemonSet, context);
    writeStatus(daemonSet, context);
  },
});

function isSameNode(old: unknown, current: unknown): boolean {
  const [before, after] = [old, current] as [Node | undefined, Node | undefined];
  return (
    before !== undefined &&
    after !== undefined &&
    deepEqual(before.spec, after.spec) &&
    deepEqual(before.metadata.labels, after.metadata.labels)
  );
}

interface Plan {
  readonly create: readonly string[];
  readonly remove: readonly Pod[];
}

function manage(daemonSet: DaemonSet, context: ControllerContext): void {
  const hash = currentRevision(daemonSet, context);
  const plan = planDaemons(daemonSet, hash, context);
  for (const pod of plan.remove) {
    context.client.delete("Pod", pod.metadata);
    context.record({
      about: daemonSet,
      type: "Normal",
      reason: "SuccessfulDelete",
      message: `Deleted pod: ${pod.metadata.name}`,
    });
  }
  for (const node of plan.create) createDaemon(daemonSet, node, hash, context);
}

function planDaemons(daemonSet: DaemonSet, hash: string, context: ControllerContext): Plan {
  const byNode = podsByNode(daemonSet, context);
  const create: string[] = [];
  const remove: Pod[] = [];
  const outdated: Pod[] = [];
  for (const node of context.client.list("Node")) {
    const pods = byNode.get(node.metadata.name) ?? [];
    const { wanted, stays } = fits(daemonSet, node);
    if (wanted && pods.length === 0) create.push(node.metadata.name);
    remove.push(...(stays ? pods.filter(({ status }) => status?.phase === "Failed") : pods));
    const [kept, ...surplus] = pods;
    if (stays) remove.push(...surplus);
    if (kept !== undefined && stays && kept.metadata.labels?.[hashLabel] !== hash)
      outdated.push(kept);
  }
  return { create, remove: [...remove, ...nextOutdated(daemonSet, outdated, byNode, context)] };
}

/** RollingUpdate takes the next old pod when all others are available. */
function nextOutdated(
  daemonSet: DaemonSet,
  outdated: readonly Pod[],
  byNode: ReadonlyMap<string, readonly Pod[]>,
  context: ControllerContext,
): Pod[] {
  if (daemonSet.spec?.updateStrategy?.type === "OnDelete" || outdated.length === 0) return [];
  const minReadySeconds = daemonSet.spec?.minReadySeconds ?? 0;
  const pods = [...byNode.values()].flat();
  const unavailable = pods.filter((pod) => !isAvailable(pod, minReadySeconds, context.now));
  const broken = outdated.filter((pod) => unavailable.includes(pod));
  if (broken.length > 0) return broken;
  return unavailable.length === 0 ? outdated.slice(0, 1) : [];
}

function podsByNode(daemonSet: DaemonSet, { client }: ControllerContext): Map<string, Pod[]> {
  const byNode = new Map<string, Pod[]>();
  for (const pod of client.controlledBy("Pod", daemonSet.metadata.uid ?? "")) {
    const node = pod.spec?.nodeName || targetNode(pod);
    if (node === undefined || !(isActive(pod) || pod.metadata.deletionTimestamp !== undefined))
      continue;
    byNode.set(node, [...(byNode.get(node) ?? []), pod]);
  }
  return byNode;
}

/** Whether a pod belongs on the node, and whether one that is there may stay. */
function fits(daemonSet: DaemonSet, node: Node): { wanted: boolean; stays: boolean } {
  const { template } = daemonSet.spec ?? {};
  const pod: Pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "" },
    ...(template?.spec && { spec: template.spec }),
  };
  const tolerations = [...(template?.spec?.tolerations ?? []), ...daemonTolerations];
  const taints = node.spec?.taints ?? [];
  const matches = matchesNode(pod, node);
  const hard = taints.filter(({ effect }) => effect !== "PreferNoSchedule");
  const executing = taints.filter(({ effect }) => effect === "NoExecute");
  return {
    wanted: matches && untolerated(hard, tolerations) === undefined,
    stays: matches && untolerated(executing, tolerations) === undefined,
  };
}

function createDaemon(
  daemonSet: DaemonSet,
  node: string,
  hash: string,
  context: ControllerContext,
): void {
  const { template } = daemonSet.spec ?? {};
  const labels = { ...template?.metadata?.labels, [hashLabel]: hash };
  const pod = podFrom({ ...template, metadata: { ...template?.metadata, labels } }, daemonSet);
  const created = context.client.create("Pod", { ...pod, spec: pinnedTo(node, template?.spec) });
  context.record({
    about: daemonSet,
    type: "Normal",
    reason: "SuccessfulCreate",
    message: `Created pod: ${created.metadata.name}`,
  });
}

function writeStatus(daemonSet: DaemonSet, context: ControllerContext): void {
  const byNode = podsByNode(daemonSet, context);
  const hash = currentRevision(daemonSet, context);
  const nodes = context.client.list("Node");
  const wanted = nodes
    .filter((node) => fits(daemonSet, node).wanted)
    .map(({ metadata }) => metadata.name);
  const misplaced = nodes.filter(
    (node) => !fits(daemonSet, node).wanted && (byNode.get(node.metadata.name) ?? []).length > 0,
  );
  const placed = wanted.flatMap((node) => byNode.get(node)?.[0] ?? []);
  const available = placed.filter((pod) =>
    isAvailable(pod, daemonSet.spec?.minReadySeconds ?? 0, context.now),
  ).length;
  const updated = placed.filter((pod) => pod.metadata.labels?.[hashLabel] === hash).length;
  context.client.updateStatus("DaemonSet", {
    ...daemonSet,
    status: {
      currentNumberScheduled: placed.length,
      numberMisscheduled: misplaced.length,
      desiredNumberScheduled: wanted.length,
      numberReady: placed.filter(isReady).length,
      observedGeneration: daemonSet.metadata.generation ?? 1,
      ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
      ...(available > 0 ? { numberAvailable: available } : {}),
      ...(wanted.length - available > 0 ? { numberUnavailable: wanted.length - available } : {}),
    },
  });
}
