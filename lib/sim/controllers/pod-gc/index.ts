// Deletes pods nobody will: those of a node that is gone, those that were deleted before they had a node, and the
// oldest finished ones when there are very many.
//
// Kubernetes: pkg/controller/podgc/gc_controller.go
import type { Pod } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../../client/reconciler";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController } from "../define-controller";
import { isFinished } from "../pod-state";

const everyMs = 20_000;
/** A node that is missing may only be late: its pods are kept this long. */
const quarantineMs = 40_000;
const terminatedKept = 12_500;

/** `sweep`, or a node: one that has gone, or that a new pod names. */
const sweep = "sweep";

export const podGarbageCollector = defineController({
  name: "pod-garbage-collector",
  latencyMs: 0,
  watches: [
    {
      kind: "Node",
      keys: ({ old, current }) =>
        current === undefined && old !== undefined ? [`gone:${old.metadata.name}`] : [],
    },
    { kind: "Pod", keys: podKeys },
  ],
  resync: ({ client }) => {
    const nodes = new Set(client.list("Node").map(({ metadata }) => metadata.name));
    const missing = client
      .list("Pod")
      .flatMap(({ spec }) =>
        spec?.nodeName && !nodes.has(spec.nodeName) ? [`gone:${spec.nodeName}`] : [],
      );
    return [sweep, ...new Set(missing)];
  },
  reconcile(key, context) {
    if (key === sweep) return sweepUp(context);
    const [what, node = ""] = key.split(":");
    if (what === "check") {
      const isGone = context.client.get("Node", { name: node }) === undefined;
      // The next round finds that there is no such node, and the round after the quarantine collects.
      return isGone ? context.enqueue(`collect:${node}`, quarantineMs + everyMs) : undefined;
    }
    if (what === "gone") return context.enqueue(`collect:${node}`, quarantineMs);
    collectNode(node, context);
  },
});

/** A pod that has just been given a node: perhaps one that never was. */
function podKeys({ old, current }: ObjectChange): string[] {
  const [before, pod] = [old as Pod | undefined, current as Pod | undefined];
  if (isStray(pod)) return [sweep];
  const node = pod?.spec?.nodeName;
  return node && !before?.spec?.nodeName ? [`check:${node}`] : [];
}

/** Deleted before it was bound: no kubelet will finish it. */
const isStray = (pod: Pod | undefined): boolean =>
  pod !== undefined && pod.metadata.deletionTimestamp !== undefined && !pod.spec?.nodeName;

function sweepUp(context: ControllerContext): void {
  const pods = context.client.list("Pod");
  for (const pod of pods.filter(isStray)) collect(pod, context);
  const ended = pods.filter(isFinished);
  const surplus = ended.length - terminatedKept;
  if (surplus <= 0) return;
  const created = ({ metadata }: Pod): string => `${metadata.creationTimestamp} ${metadata.name}`;
  const oldest = [...ended].sort((a, b) => (created(a) < created(b) ? -1 : 1)).slice(0, surplus);
  for (const pod of oldest) collect(pod, context);
  context.enqueue(sweep, everyMs);
}

function collectNode(node: string, context: ControllerContext): void {
  const { client } = context;
  if (client.get("Node", { name: node }) !== undefined) return;
  for (const pod of client.podsOnNode(node)) {
    const marked = isFinished(pod) ? pod : fail(pod, context);
    collect(marked, context);
  }
}

/** A job must see that its pod has failed, and why. */
function fail(pod: Pod, { client, now }: ControllerContext): Pod {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== "DisruptionTarget");
  const condition = {
    type: "DisruptionTarget",
    status: "True",
    lastTransitionTime: formatTime(now),
    reason: "DeletionByPodGC",
    message: "PodGC: node no longer exists",
  };
  return client.updateStatus("Pod", {
    ...pod,
    status: { ...pod.status, phase: "Failed", conditions: [...others, condition] },
  });
}

function collect({ metadata }: Pod, { client }: ControllerContext): void {
  const preconditions = metadata.uid === undefined ? {} : { uid: metadata.uid };
  client.delete("Pod", metadata, { gracePeriodSeconds: 0, preconditions });
}
