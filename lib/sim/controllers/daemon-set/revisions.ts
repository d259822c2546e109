// A ControllerRevision per template the DaemonSet has had, for `rollout history` and `rollout undo`.
//
// Kubernetes: pkg/controller/daemon/update.go, pkg/controller/history/controller_history.go
import type { DaemonSet } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../define-controller";
import { controllerReference } from "../pod-from-template";
import { podTemplateHash } from "../pod-template-hash";

export const hashLabel = "controller-revision-hash";

/** The hash of the present template; makes its revision, or renews its number. */
export function currentRevision(daemonSet: DaemonSet, { client }: ControllerContext): string {
  const { template } = daemonSet.spec ?? {};
  const hash = podTemplateHash(template ?? {}, daemonSet.status?.collisionCount);
  if (daemonSet.metadata.deletionTimestamp !== undefined) return hash;
  const revisions = client.controlledBy("ControllerRevision", daemonSet.metadata.uid ?? "");
  const latest = Math.max(0, ...revisions.map(({ revision }) => revision));
  const known = revisions.find(({ metadata }) => metadata.labels?.[hashLabel] === hash);
  if (known?.revision === latest && known !== undefined) return hash;
  if (known !== undefined) {
    client.update("ControllerRevision", { ...known, revision: latest + 1 });
    return hash;
  }
  client.create("ControllerRevision", {
    metadata: {
      name: `${daemonSet.metadata.name}-${hash}`,
      namespace: daemonSet.metadata.namespace ?? "",
      labels: { ...template?.metadata?.labels, [hashLabel]: hash },
      annotations: { ...daemonSet.metadata.annotations },
      ownerReferences: [controllerReference(daemonSet)],
    },
    data: { spec: { template: { ...template, $patch: "replace" } } },
    revision: latest + 1,
  });
  return hash;
}
