// The kubelet of every node: one definition, a key per pod (`node/namespace/name`) and one per node (`node`).
// A node whose kubelet is stopped is passed over; what its pods wait for stays in their rows.
import type { ConfigMap, Node, Pod } from "@/generated/kubernetes/types";
import type { ObjectChange, Reconciler } from "../client/reconciler";
import { qosClassOf } from "../kinds/pod/resources";
import { formatTime } from "../meta/time";
import { admit, requestsOf } from "./admission";
import { type KubeletContext, kubeletName } from "./context";
import { learnAddress, tendNode } from "./node-agent";
import { isNodeRunning } from "./node-power";
import { dropPodRow, type PodRow, podRow, podRowsOf, podRowsOn, putPodRow } from "./pod-row";
import { PodWork } from "./pod-work";
import { nextInstant, workOnPod } from "./pod-worker";
import { initialProbes } from "./probes";
import { isMirror } from "./static-pods";
import { resyncDelay } from "./timing";

export const kubelet: Reconciler<KubeletContext> = {
  name: kubeletName,
  process: kubeletName,
  latencyMs: 20,
  watches: [
    { kind: "Pod", keys: podKeys },
    { kind: "Node", keys: nodeKeys },
    { kind: "ConfigMap", keys: contentKeys },
    { kind: "Secret", keys: contentKeys },
  ],
  resync: ({ client }) => [
    ...client.list("Node").map(({ metadata }) => metadata.name),
    ...client.list("Pod").flatMap((pod) => keyOf(pod) ?? []),
  ],
  reconcile(key, context) {
    const [node = "", namespace, name = ""] = key.split("/");
    if (node === contentKey) return changedContents(namespace ?? "", name, key, context);
    if (!isNodeRunning(context.state, node)) return;
    if (namespace === undefined) return tendNode(node, context);
    workOnKey(key, { node, namespace, name }, context);
  },
};

// The key for changed ConfigMaps and Secrets: a star, the namespace, the name.
const contentKey = "*";

const keyOf = ({ metadata, spec }: Pod): string | undefined =>
  spec?.nodeName ? `${spec.nodeName}/${metadata.namespace}/${metadata.name}` : undefined;

/** Its own status writes are no news to a kubelet. */
function podKeys({ old, current }: ObjectChange): string[] {
  const before = old as Pod | undefined;
  const after = current as Pod | undefined;
  const pod = after ?? before;
  const key = pod === undefined ? undefined : keyOf(pod);
  if (key === undefined) return [];
  if (after === undefined && isMirror(before)) return [key, before?.spec?.nodeName ?? ""];
  if (before === undefined || after === undefined) return [key];
  const isSame =
    before.metadata.generation === after.metadata.generation &&
    before.metadata.deletionTimestamp === after.metadata.deletionTimestamp &&
    before.metadata.deletionGracePeriodSeconds === after.metadata.deletionGracePeriodSeconds &&
    before.spec?.nodeName === after.spec?.nodeName &&
    before.spec?.ephemeralContainers?.length === after.spec?.ephemeralContainers?.length &&
    before.metadata.uid === after.metadata.uid;
  return isSame ? [] : [key];
}

function nodeKeys({ old, current }: ObjectChange): string[] {
  const before = old as Node | undefined;
  const after = current as Node | undefined;
  if (after === undefined) return [];
  const isSame = before !== undefined && before.spec?.podCIDR === after.spec?.podCIDR;
  return isSame ? [] : [after.metadata.name];
}

function contentKeys({ old, current }: ObjectChange): string[] {
  const [before, after] = [old as ConfigMap | undefined, current as ConfigMap | undefined];
  if (before === undefined || after === undefined || before.data === after.data) return [];
  return [`${contentKey}/${after.metadata.namespace}/${after.metadata.name}`];
}

/** Pods that hold the object as a volume see it at their next sync: up to a minute and a half later. */
function changedContents(
  namespace: string,
  name: string,
  _key: string,
  context: KubeletContext,
): void {
  for (const pod of context.client.list("Pod", { namespace })) {
    const key = keyOf(pod);
    const row = key === undefined ? undefined : podRow(context.state, key, pod.metadata.uid ?? "");
    if (key === undefined || row === undefined || row.stage !== "active" || !holds(pod, name))
      continue;
    if (row.refreshAt !== undefined) continue;
    const delay = resyncDelay(context.state);
    putPodRow(context.state, { ...row, refreshAt: context.now + delay });
    context.enqueue(key, delay);
  }
}

function holds({ spec }: Pod, name: string): boolean {
  return (spec?.volumes ?? []).some(({ configMap, secret, projected }) => {
    const parts = (projected?.sources ?? []).flatMap((source) => [
      source.configMap?.name,
      source.secret?.name,
    ]);
    return [configMap?.name, secret?.secretName, ...parts].includes(name);
  });
}

interface PodKey {
  readonly node: string;
  readonly namespace: string;
  readonly name: string;
}

function workOnKey(key: string, { node, namespace, name }: PodKey, context: KubeletContext): void {
  const found = context.client.get("Pod", { namespace, name });
  const pod = found?.spec?.nodeName === node ? found : undefined;
  const rows = podRowsOf(context.state, key);
  let next: number | undefined;
  const look = (row: PodRow, its: Pod | undefined): void => {
    const work = new PodWork(context, its, row);
    const goesOn = workOnPod(work);
    if (!goesOn) return dropPodRow(context.state, work.row);
    if (work.row !== row || its !== pod || rows.length === 0) putPodRow(context.state, work.row);
    const due = nextInstant(work.row, its);
    if (due !== undefined && (next === undefined || due < next)) next = due;
  };
  for (const row of rows) look(row, row.uid === pod?.metadata.uid ? pod : undefined);
  const isKnown = rows.some(({ uid }) => uid === pod?.metadata.uid);
  if (pod !== undefined && !isKnown) {
    const row = accept(pod, node, context);
    if (row !== undefined) look(row, pod);
  }
  if (next !== undefined) context.enqueue(key, next - context.now);
}

/** A pod that is new to this kubelet; nothing when it refuses it or has nothing to do for it. */
function accept(pod: Pod, node: string, context: KubeletContext): PodRow | undefined {
  const { phase } = pod.status ?? {};
  const isOver = phase === "Succeeded" || phase === "Failed";
  if (isOver || (pod.metadata.deletionTimestamp !== undefined && !hasRun(pod))) {
    if (pod.metadata.deletionTimestamp !== undefined) removeNow(pod, context);
    return undefined;
  }
  const home = context.client.get("Node", { name: node });
  if (home === undefined) return undefined;
  learnAddress(home, context);
  const { namespace = "default", name, uid = "" } = pod.metadata;
  const refusal = admit(pod, home, podRowsOn(context.state, node));
  if (refusal !== undefined) {
    reject(pod, node, refusal, context);
    return undefined;
  }
  return {
    uid,
    node,
    namespace,
    name,
    seenMs: context.now,
    generation: pod.metadata.generation ?? 1,
    ...requestsOf(pod),
    stage: "active",
    graceSeconds: pod.spec?.terminationGracePeriodSeconds ?? 30,
    isMounted: false,
    mountFailures: 0,
    containers: {},
    probes: initialProbes(pod),
    stops: [],
    todo: [],
    isSyncing: false,
    syncAt: context.now,
  };
}

const hasRun = (pod: Pod): boolean => (pod.status?.containerStatuses ?? []).length > 0;

function removeNow(pod: Pod, { client }: KubeletContext): void {
  const { uid } = pod.metadata;
  client.delete("Pod", pod.metadata, {
    gracePeriodSeconds: 0,
    ...(uid === undefined ? {} : { preconditions: { uid } }),
  });
}

function reject(
  pod: Pod,
  node: string,
  { reason, message }: { reason: string; message: string },
  { client, now, record }: KubeletContext,
): void {
  record({
    about: pod,
    type: "Warning",
    reason,
    message,
    source: { component: "kubelet", host: node },
  });
  client.updateStatus("Pod", {
    ...pod,
    status: {
      ...pod.status,
      phase: "Failed",
      reason,
      message: `Pod was rejected: ${message}`,
      observedGeneration: pod.metadata.generation ?? 1,
      qosClass: pod.spec === undefined ? "BestEffort" : qosClassOf(pod.spec),
      startTime: formatTime(now),
    },
  });
}
