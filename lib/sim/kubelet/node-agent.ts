// The node itself: registered once, its lease renewed every ten seconds, its status written when it changes
// and every five minutes.
//
// Kubernetes: pkg/kubelet/kubelet_node_status.go, pkg/kubelet/nodestatus/setters.go
import type { Node } from "@/generated/kubernetes/types";
import { formatMicroTime } from "../meta/time";
import { putNodeNamespace } from "../network/namespaces";
import { imagesOf } from "../runtime/image-store";
import type { KubeletContext } from "./context";
import { registeredNode } from "./node-registration";
import { type NodeReport, nodeFacts, nodeReport, putNodeReport } from "./node-row";
import { nodeConditions, readinessOf, shownImages } from "./node-status";
import { tendStaticPods } from "./static-pods";

const beatMs = 10_000;
const statusEveryMs = 300_000;
const leaseSeconds = 40;

export function tendNode(name: string, context: KubeletContext): void {
  const node = findOrRegister(name, context);
  if (node === undefined) return;
  learnAddress(node, context);
  const { state, now } = context;
  const report = nodeReport(state, name);
  const isDue = report === undefined || now - report.beatMs >= beatMs;
  if (isDue) renewLease(node, context);
  // A silence longer than a beat means that the kubelet was away.
  const wasAway = report !== undefined && now - report.beatMs > beatMs + 1000;
  const next = writeNodeStatus(node, report, { isFirst: report === undefined || wasAway, context });
  if (wasAway) sayStarted(node, context);
  tendStaticPods(node, context);
  putNodeReport(state, name, { ...next, beatMs: isDue ? now : (report?.beatMs ?? now) });
  context.enqueue(name, beatMs - (now - (isDue ? now : (report?.beatMs ?? now))));
}

function findOrRegister(name: string, context: KubeletContext): Node | undefined {
  const known = context.client.get("Node", { name });
  if (known !== undefined) return known;
  const facts = nodeFacts(context.state, name);
  if (facts === undefined) return undefined;
  const made = registeredNode(facts, context.now);
  const created = context.client.create("Node", made);
  const node = context.client.updateStatus("Node", { ...created, status: made.status ?? {} });
  learnAddress(node, context);
  sayStarted(node, context);
  return node;
}

/** Where pods get their addresses from, and where the node is called. */
export function learnAddress(node: Node, { state, runtime }: KubeletContext): void {
  const { name } = node.metadata;
  const address = node.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
  if (address === undefined) return;
  const podCidr = node.spec?.podCIDR;
  putNodeNamespace(state, { name, address, ...(podCidr === undefined ? {} : { podCidr }) });
  if (!runtime.machines.has(name)) runtime.machines.create({ name });
}

function renewLease(node: Node, { client, now }: KubeletContext): void {
  const { name, uid = "" } = node.metadata;
  const renewTime = formatMicroTime(now);
  const lease = client.get("Lease", { namespace: "kube-node-lease", name });
  if (lease !== undefined) {
    client.update("Lease", { ...lease, spec: { ...lease.spec, renewTime } });
    return;
  }
  client.create("Lease", {
    metadata: {
      name,
      namespace: "kube-node-lease",
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name, uid }],
    },
    spec: { holderIdentity: name, leaseDurationSeconds: leaseSeconds, renewTime },
  });
}

interface StatusRequest {
  readonly isFirst: boolean;
  readonly context: KubeletContext;
}

function writeNodeStatus(
  node: Node,
  report: NodeReport | undefined,
  request: StatusRequest,
): NodeReport {
  const { context, isFirst } = request;
  const { state, now, client } = context;
  const readiness = readinessOf(node.metadata.name, context);
  const stored = imagesOf(state, node.metadata.name);
  const shown = node.status?.conditions?.find(({ type }) => type === "Ready")?.status;
  const wanted = readiness.isReady ? "True" : "False";
  const isNews = isFirst || shown !== wanted || report?.images !== stored.length;
  if (!isNews && now - (report?.statusMs ?? 0) < statusEveryMs) {
    return report ?? { beatMs: now, statusMs: now, images: stored.length, ready: wanted };
  }
  const conditions = nodeConditions(node, readiness, now);
  client.updateStatus("Node", {
    ...node,
    status: { ...node.status, conditions, images: shownImages(stored) },
  });
  if (shown !== undefined && shown !== wanted && report !== undefined) {
    sayNode(node, context, readiness.isReady ? "NodeReady" : "NodeNotReady");
  }
  return { beatMs: now, statusMs: now, images: stored.length, ready: wanted };
}

function sayStarted(node: Node, context: KubeletContext): void {
  say(node, context, "Starting", "Starting kubelet.");
  say(node, context, "NodeAllocatableEnforced", "Updated Node Allocatable limit across pods");
  for (const reason of [
    "NodeHasSufficientMemory",
    "NodeHasNoDiskPressure",
    "NodeHasSufficientPID",
  ]) {
    sayNode(node, context, reason);
  }
}

const sayNode = (node: Node, context: KubeletContext, reason: string): void =>
  say(node, context, reason, `Node ${node.metadata.name} status is now: ${reason}`);

function say(node: Node, context: KubeletContext, reason: string, message: string): void {
  const { name } = node.metadata;
  context.record({
    // Kubernetes: the kubelet names its node instead of its uid.
    about: { apiVersion: "v1", kind: "Node", metadata: { name, uid: name } },
    type: "Normal",
    reason,
    message,
    source: { component: "kubelet", host: name },
  });
}
