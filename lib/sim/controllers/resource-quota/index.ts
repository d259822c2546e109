// Keeps `status.used` of every ResourceQuota true when things go away; admission keeps it true when they come.
//
// Kubernetes: pkg/controller/resourcequota/resource_quota_controller.go
import { usageIn } from "../../apiserver/admission/resource-quota/usage";
import type { ObjectChange } from "../../client/reconciler";
import { deepEqual } from "../../meta/object";
import { defineController, splitKey, watchOwn } from "../define-controller";

const counted = [
  "Pod",
  "Service",
  "ConfigMap",
  "Secret",
  "PersistentVolumeClaim",
  "ReplicationController",
  "ResourceQuota",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  "Job",
  "CronJob",
] as const;

export const resourceQuotaController = defineController({
  name: "resourcequota-controller",
  watches: [
    watchOwn("ResourceQuota"),
    ...counted.map((kind) => ({ kind, keys: (change: ObjectChange) => freedNamespace(change) })),
  ],
  resync: ({ client }) =>
    client.list("ResourceQuota").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    const { client } = context;
    if (key.endsWith("/")) {
      const namespace = key.slice(0, -1);
      for (const { metadata } of client.list("ResourceQuota", { namespace })) {
        context.enqueue(`${namespace}/${metadata.name}`, 0);
      }
      return;
    }
    const quota = client.get("ResourceQuota", splitKey(key));
    if (quota === undefined) return;
    const hard = quota.spec?.hard ?? {};
    const used = usageIn(quota, (kind) =>
      client.list(kind, { namespace: quota.metadata.namespace ?? "" }),
    );
    if (deepEqual(quota.status?.hard, hard) && deepEqual(quota.status?.used, used)) return;
    client.updateStatus("ResourceQuota", { ...quota, status: { hard, used } });
  },
});

/** `<namespace>/` when something went away or finished. */
function freedNamespace({ old, current }: ObjectChange): string[] {
  const phase = (object: ObjectChange["old"]): unknown =>
    (object?.status as { phase?: string } | undefined)?.phase;
  const isFreed = current === undefined || (old !== undefined && phase(old) !== phase(current));
  const namespace = (current ?? old)?.metadata.namespace;
  return isFreed && namespace !== undefined ? [`${namespace}/`] : [];
}
