// A pod's `ephemeral` volumes: a claim each, which goes with the pod.
//
// Kubernetes: pkg/controller/volume/ephemeral/controller.go
import type { Pod } from "@/generated/kubernetes/types";
import { StatusError } from "../../meta/status-error";
import { type ControllerContext, defineController, splitKey } from "../define-controller";
import { controllerReference } from "../pod-from-template";

type Volume = NonNullable<NonNullable<Pod["spec"]>["volumes"]>[number];

const hasEphemeral = (pod: Pod | undefined): boolean =>
  pod?.spec?.volumes?.some(({ ephemeral }) => ephemeral !== undefined) ?? false;

export const ephemeralVolumeController = defineController({
  name: "ephemeral-volume-controller",
  watches: [
    {
      kind: "Pod",
      keys: ({ old, current }) =>
        old === undefined && current !== undefined && hasEphemeral(current as Pod)
          ? [`${current.metadata.namespace}/${current.metadata.name}`]
          : [],
    },
  ],
  resync: ({ client }) =>
    client
      .list("Pod")
      .filter(hasEphemeral)
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    const pod = context.client.get("Pod", splitKey(key));
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
    for (const volume of pod.spec?.volumes ?? []) {
      if (volume.ephemeral !== undefined) makeClaim(pod, volume, context);
    }
  },
});

function makeClaim(
  pod: Pod,
  { name: volume, ephemeral }: Volume,
  { client, record }: ControllerContext,
): void {
  const { namespace = "", uid } = pod.metadata;
  const name = `${pod.metadata.name}-${volume}`;
  const known = client.get("PersistentVolumeClaim", { namespace, name });
  const fail = (message: string): void =>
    record({
      about: pod,
      type: "Warning",
      reason: "FailedBinding",
      message: `ephemeral volume ${volume}: ${message}`,
    });
  if (known !== undefined) {
    const isOurs = known.metadata.ownerReferences?.some(
      (owner) => owner.controller && owner.uid === uid,
    );
    if (!isOurs)
      fail(
        `PVC ${namespace}/${name} was not created for pod ${namespace}/${pod.metadata.name} (pod is not owner)`,
      );
    return;
  }
  const { metadata, spec } = ephemeral?.volumeClaimTemplate ?? {};
  try {
    client.create("PersistentVolumeClaim", {
      metadata: {
        name,
        namespace,
        ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
        ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
        ownerReferences: [controllerReference(pod)],
      },
      ...(spec === undefined ? {} : { spec }),
    });
  } catch (error) {
    if (error instanceof StatusError) fail(`create PVC ${name}: ${error.message}`);
    throw error;
  }
}
