// ReplicaSet: as many pods as `spec.replicas` says, and a status that says how many there are.
//
// Kubernetes: pkg/controller/replicaset/replica_set.go, replica_set_utils.go
import type { ReplicaSet } from "@/generated/kubernetes/types";
import { matchesLabels, selectorOf } from "../../meta/selector";
import {
  type ControllerContext,
  defineController,
  splitKey,
  watchControlled,
  watchOwn,
} from "../define-controller";
import { busyMsFor, manageReplicas } from "../manage-replicas";
import { wakeOrphanOwners } from "../orphans";
import { nextAvailability, replicaStatus } from "../replica-status";

const name = "replicaset-controller";
/** Many pods changing at about the same time are one reconciliation, as behind upstream's busy workers. */
const syncLatencyMs = 10;

export const replicaSetController = defineController({
  name,
  latencyMs: syncLatencyMs,
  watches: [watchOwn("ReplicaSet"), watchControlled("Pod", "ReplicaSet"), wakeOrphanOwners],
  resync: ({ client }) =>
    client.list("ReplicaSet").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key.endsWith("/")) return wakeMatching(key.slice(0, -1), context);
    const replicaSet = context.client.get("ReplicaSet", splitKey(key));
    if (replicaSet === undefined) return;
    reconcileReplicaSet(key, replicaSet, context);
  },
  busyMs: (key, { client }) => busyMsFor(client.get("ReplicaSet", splitKey(key))?.spec?.replicas),
});

function reconcileReplicaSet(
  key: string,
  replicaSet: ReplicaSet,
  context: ControllerContext,
): void {
  const { spec, metadata } = replicaSet;
  const selector = selectorOf(spec?.selector);
  const { pods, terminating, failure } = manageReplicas(
    {
      object: replicaSet,
      template: spec?.template ?? {},
      wanted: spec?.replicas ?? 1,
      selects: (labels) => matchesLabels(selector, labels),
    },
    context,
  );
  const minReadySeconds = spec?.minReadySeconds ?? 0;
  const status = replicaStatus(
    { pods, failure, minReadySeconds, templateLabels: spec?.template?.metadata?.labels ?? {} },
    replicaSet.status?.conditions ?? [],
    context.now,
  );
  const generation = metadata.generation ?? 1;
  context.client.updateStatus("ReplicaSet", {
    ...replicaSet,
    status: { ...status, terminatingReplicas: terminating, observedGeneration: generation },
  });
  const wait = nextAvailability(pods, minReadySeconds, context.now);
  if (wait !== undefined) context.enqueue(key, wait);
  if (failure !== undefined) throw failure.error;
}

/** An orphan appeared or changed: every ReplicaSet that selects it may adopt it. */
function wakeMatching(namespace: string, context: ControllerContext): void {
  const orphans = context.client.orphanPods(namespace);
  for (const replicaSet of context.client.list("ReplicaSet", { namespace })) {
    const selector = selectorOf(replicaSet.spec?.selector);
    const isWanted = orphans.some((pod) => matchesLabels(selector, pod.metadata.labels));
    if (isWanted) context.enqueue(`${namespace}/${replicaSet.metadata.name}`, 0);
  }
}
