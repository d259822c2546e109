// A stand-in for the kubelet, which the golden transcripts were recorded with: a bound pod runs within a
// second, nothing is really started, and a deletion takes a quarter of one. The real kubelet is beside it.
//
// Differs: by agreement (`goldens/README.md`), not by accident; presets choose who runs their pods.
import type { Pod } from "@/generated/kubernetes/types";
import type { ObjectChange, Reconciler } from "../../client/reconciler";
import type { ControllerContext } from "../../controllers/define-controller";
import { defineTable } from "../../kernel/state";
import { isNodeRunning } from "../node-power";
import { allocateAddress } from "./addresses";
import { heartbeat, heartbeatKeys } from "./heartbeat";
import { outcomeOf } from "./outcome";
import { runningStatus, startedContainers } from "./status";

interface Seen {
  readonly images: readonly string[];
}

const imagesTable = defineTable<Seen>("stand-in.images");

/** From binding to Running, and from the deletion to the end. */
const startMs = 20;
const deleteMs = 250;

export const standInKubelet: Reconciler<ControllerContext> = {
  name: "stand-in-kubelet",
  process: "stand-in-kubelet",
  latencyMs: 10,
  watches: [
    { kind: "Pod", keys: podKeys },
    { kind: "Node", keys: heartbeatKeys },
  ],
  resync: ({ client }) => [
    ...client.list("Node").map(({ metadata }) => `node/${metadata.name}`),
    ...client.list("Pod").flatMap((pod) => podKeys({ current: pod })),
  ],
  reconcile(key, context) {
    const [what, node = "", namespace = "", name = ""] = key.split("/");
    if (!isNodeRunning(context.state, node)) return;
    if (context.client.get("Node", { name: node }) === undefined) return;
    if (what === "node") return heartbeat(key, node, context);
    const pod = context.client.get("Pod", { namespace, name });
    if (pod === undefined || pod.spec?.nodeName !== node) return;
    if (what === "delete") return finishDeletion(pod, context);
    if (pod.metadata.deletionTimestamp !== undefined) {
      return context.enqueue(`delete/${node}/${namespace}/${name}`, deleteMs);
    }
    if (what === "start") return start(pod, context);
    if (!hasStarted(pod)) context.enqueue(`start/${node}/${namespace}/${name}`, startMs);
  },
};

function podKeys({ old, current }: ObjectChange): string[] {
  const pod = current as Pod | undefined;
  if (!pod?.spec?.nodeName) return [];
  const isNews = old === undefined || (old as Pod).spec?.nodeName !== pod.spec.nodeName;
  const isGoing = pod.metadata.deletionTimestamp !== undefined;
  const { namespace, name } = pod.metadata;
  return isNews || isGoing || !hasStarted(pod)
    ? [`pod/${pod.spec.nodeName}/${namespace}/${name}`]
    : [];
}

const hasStarted = (pod: Pod): boolean => (pod.status?.containerStatuses ?? []).length > 0;

function start(pod: Pod, context: ControllerContext): void {
  if (hasStarted(pod)) return;
  sayStarted(pod, context);
  const { client, now, state } = context;
  const node = client.get("Node", { name: pod.spec?.nodeName ?? "" });
  const podIP = pod.spec?.hostNetwork
    ? hostAddress(node)
    : allocateAddress(state, node?.spec?.podCIDR ?? "");
  const status = runningStatus(pod, {
    now,
    podIP,
    hostIP: hostAddress(node),
    outcome: outcomeOf(pod),
  });
  client.updateStatus("Pod", { ...pod, status });
}

function hostAddress(
  node:
    | { readonly status?: { readonly addresses?: readonly { type: string; address: string }[] } }
    | undefined,
): string {
  return node?.status?.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "";
}

function sayStarted(pod: Pod, context: ControllerContext): void {
  const node = pod.spec?.nodeName ?? "";
  const known = new Set(context.state.table(imagesTable).get(node)?.images ?? []);
  for (const { container, group } of startedContainers(pod)) {
    const say = (reason: string, message: string): void =>
      context.record({
        about: pod,
        fieldPath: `spec.${group}{${container.name}}`,
        type: "Normal",
        reason,
        message,
        source: { component: "kubelet", host: node },
      });
    const image = container.image ?? "";
    if (known.has(image) && container.imagePullPolicy !== "Always") {
      say(
        "Pulled",
        `Container image "${image}" already present on machine and can be accessed by the pod`,
      );
    } else {
      say("Pulling", `Pulling image "${image}"`);
      say(
        "Pulled",
        `Successfully pulled image "${image}" in 1.2s (1.2s including waiting). Image size: 59774010 bytes.`,
      );
    }
    say("Created", "Container created");
    say("Started", "Container started");
    known.add(image);
  }
  context.state.table(imagesTable).set(node, { images: [...known] });
}

function finishDeletion(pod: Pod, { client }: ControllerContext): void {
  if (pod.metadata.deletionTimestamp === undefined) return;
  const { uid } = pod.metadata;
  client.delete("Pod", pod.metadata, {
    gracePeriodSeconds: 0,
    preconditions: uid === undefined ? {} : { uid },
  });
}
