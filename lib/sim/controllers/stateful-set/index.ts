// StatefulSet: pods with names, storage and an order of their own.
//
// Kubernetes: pkg/controller/statefulset/stateful_set.go, stateful_set_control.go
import type { Pod, StatefulSet } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import { matchesLabels, selectorOf } from "../../meta/selector";
import {
  type ControllerContext,
  defineController,
  splitKey,
  watchControlled,
  watchOwn,
} from "../define-controller";
import { wakeOrphanOwners } from "../orphans";
import { controllerReference } from "../pod-from-template";
import { readySince } from "../pod-state";
import { ordinalOf } from "./identity";
import { forgetRevisions, readRevisions } from "./revisions";
import { statefulSetStatus } from "./status";
import { stepPods } from "./step-pods";

export const statefulSetController = defineController({
  name: "statefulset-controller",
  latencyMs: 10,
  watches: [watchOwn("StatefulSet"), watchControlled("Pod", "StatefulSet"), wakeOrphanOwners],
  resync: ({ client }) =>
    client.list("StatefulSet").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key.endsWith("/")) return wakeMatching(key.slice(0, -1), context);
    const set = context.client.get("StatefulSet", splitKey(key));
    if (set !== undefined) sync(key, set, context);
  },
});

function sync(key: string, set: StatefulSet, context: ControllerContext): void {
  const { client, now } = context;
  const pods = claimPods(set, context);
  const revisions = readRevisions(set, context);
  const isGoing = set.metadata.deletionTimestamp !== undefined;
  if (!isGoing) stepPods(set, pods, revisions, context);
  // What was made and deleted just now shows in the status at once, as upstream counts it.
  const after = isGoing ? pods : client.controlledBy("Pod", set.metadata.uid ?? "");
  const status = statefulSetStatus(set, after, revisions, now);
  if (!deepEqual(set.status, status)) client.updateStatus("StatefulSet", { ...set, status });
  forgetRevisions(set, after, status, context);
  const wait = untilAvailable(set, after, now);
  if (wait !== undefined) context.enqueue(key, wait);
}

/** The set's pods; orphans with a fitting name and labels are adopted. */
function claimPods(set: StatefulSet, { client }: ControllerContext): readonly Pod[] {
  const { uid = "", namespace = "", deletionTimestamp } = set.metadata;
  const mine = client.controlledBy("Pod", uid);
  if (deletionTimestamp !== undefined) return mine;
  const selector = selectorOf(set.spec?.selector);
  const adopted = client
    .orphanPods(namespace)
    .filter(
      (pod) => ordinalOf(set, pod) !== undefined && pod.metadata.deletionTimestamp === undefined,
    )
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels))
    .map((pod) => {
      const ownerReferences = [...(pod.metadata.ownerReferences ?? []), controllerReference(set)];
      return client.update("Pod", { ...pod, metadata: { ...pod.metadata, ownerReferences } });
    });
  return adopted.length === 0 ? mine : [...mine, ...adopted];
}

/** Milliseconds until `minReadySeconds` is over for a pod that is ready. */
function untilAvailable(
  { spec }: StatefulSet,
  pods: readonly Pod[],
  now: number,
): number | undefined {
  const waits = pods.flatMap((pod) => {
    const since = readySince(pod);
    const wait = since === undefined ? 0 : since + (spec?.minReadySeconds ?? 0) * 1000 - now;
    return wait > 0 ? [wait] : [];
  });
  return waits.length === 0 ? undefined : Math.min(...waits);
}

function wakeMatching(namespace: string, { client, enqueue }: ControllerContext): void {
  const orphans = client.orphanPods(namespace);
  for (const set of client.list("StatefulSet", { namespace })) {
    if (orphans.some((pod) => ordinalOf(set, pod) !== undefined)) {
      enqueue(`${namespace}/${set.metadata.name}`, 0);
    }
  }
}
