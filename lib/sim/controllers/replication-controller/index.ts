// ReplicationController: the ReplicaSet's predecessor, whose selector is a plain map of labels.
//
// Kubernetes: pkg/controller/replication/replication_controller.go (an adapter over the ReplicaSet's)
import { matchesLabels, selectorFromLabels } from "../../meta/selector";
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

export const replicationController = defineController({
  name: "replication-controller",
  watches: [
    watchOwn("ReplicationController"),
    watchControlled("Pod", "ReplicationController"),
    wakeOrphanOwners,
  ],
  resync: ({ client }) =>
    client
      .list("ReplicationController")
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key.endsWith("/")) return wakeMatching(key.slice(0, -1), context);
    const owner = context.client.get("ReplicationController", splitKey(key));
    if (owner === undefined) return;
    const { spec, metadata } = owner;
    const { pods, failure } = manageReplicas(
      {
        object: owner,
        template: spec?.template ?? {},
        wanted: spec?.replicas ?? 1,
        selects: (labels) => matchesLabels(selectorFromLabels(spec?.selector), labels),
      },
      context,
    );
    const minReadySeconds = spec?.minReadySeconds ?? 0;
    const templateLabels = spec?.template?.metadata?.labels ?? {};
    const status = replicaStatus(
      { pods, failure, minReadySeconds, templateLabels },
      owner.status?.conditions ?? [],
      context.now,
    );
    context.client.updateStatus("ReplicationController", {
      ...owner,
      status: { ...status, observedGeneration: metadata.generation ?? 1 },
    });
    const wait = nextAvailability(pods, minReadySeconds, context.now);
    if (wait !== undefined) context.enqueue(key, wait);
    if (failure !== undefined) throw failure.error;
  },
  busyMs: (key, { client }) =>
    busyMsFor(client.get("ReplicationController", splitKey(key))?.spec?.replicas),
});

function wakeMatching(namespace: string, context: ControllerContext): void {
  const orphans = context.client.orphanPods(namespace);
  for (const owner of context.client.list("ReplicationController", { namespace })) {
    const isWanted = orphans.some((pod) =>
      matchesLabels(selectorFromLabels(owner.spec?.selector), pod.metadata.labels ?? {}),
    );
    if (isWanted) context.enqueue(`${namespace}/${owner.metadata.name}`, 0);
  }
}
