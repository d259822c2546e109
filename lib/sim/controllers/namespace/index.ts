// A namespace that is being deleted takes everything in it along, and goes when it is empty.
//
// Kubernetes: pkg/controller/namespace/deletion/namespaced_resources_deleter.go, status_condition_utils.go
import type { Namespace } from "@/generated/kubernetes/types";
import type { KindName } from "../../client/client";
import { kinds } from "../../kinds";
import type { KindDefinition } from "../../kinds/define-kind";
import type { KubernetesObject } from "../../meta/object";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, watchOwn } from "../define-controller";

/** Before a namespace is looked at, so that what is being made in it is there to be deleted. */
const gracePeriodMs = 5000;
const finalizer = "kubernetes";
/** How long a namespace with content left waits before it looks again. */
const retryMs = 5000;

export const namespaceController = defineController({
  name: "namespace-controller",
  latencyMs: gracePeriodMs,
  watches: [watchOwn("Namespace")],
  resync: ({ client }) => client.list("Namespace").map(({ metadata }) => metadata.name),
  reconcile(name, context) {
    const namespace = context.client.get("Namespace", { name });
    if (namespace?.metadata.deletionTimestamp === undefined) return;
    const remaining = deleteContent(name, context);
    const status = {
      phase: "Terminating",
      conditions: conditions(namespace, remaining, context.now),
    };
    const marked = context.client.updateStatus("Namespace", { ...namespace, status });
    if (remaining.length > 0) return context.enqueue(name, retryMs / 10);
    context.client.finalizeNamespace({
      ...marked,
      spec: {
        ...marked.spec,
        finalizers: (marked.spec?.finalizers ?? []).filter((each) => each !== finalizer),
      },
    });
  },
});

interface Remaining {
  readonly kind: KindDefinition;
  readonly objects: readonly KubernetesObject[];
}

/** Deletes what can be deleted; returns what is still there. */
function deleteContent(namespace: string, { client }: ControllerContext): Remaining[] {
  const remaining: Remaining[] = [];
  for (const kind of [...kinds, ...client.addedKinds()]) {
    if (!kind.namespaced || kind.verbs?.includes("delete") === false) continue;
    const isAdded = client.addedKinds().includes(kind);
    const name = (isAdded ? `${kind.kind}.${kind.group}` : kind.kind) as KindName;
    for (const object of client.list(name, { namespace })) {
      if (object.metadata.deletionTimestamp === undefined) {
        client.delete(name, object.metadata, { propagationPolicy: "Background" });
      }
    }
    const objects = client.list(name, { namespace });
    if (objects.length > 0) remaining.push({ kind, objects });
  }
  return remaining;
}

type Said = readonly [type: string, isTrue: boolean, reason: string, message: string];

function conditions(namespace: Namespace, remaining: readonly Remaining[], now: number) {
  const left = remaining.map(
    ({ kind, objects }) => `${kind.plural}.${kind.group} has ${objects.length} resource instances`,
  );
  const finalizers = new Map<string, number>();
  for (const object of remaining.flatMap(({ objects }) => objects)) {
    for (const each of object.metadata.finalizers ?? [])
      finalizers.set(each, (finalizers.get(each) ?? 0) + 1);
  }
  const held = [...finalizers]
    .sort()
    .map(([each, count]) => `${each} in ${count} resource instances`);
  const said: readonly Said[] = [
    [
      "NamespaceDeletionDiscoveryFailure",
      false,
      "ResourcesDiscovered",
      "All resources successfully discovered",
    ],
    [
      "NamespaceDeletionGroupVersionParsingFailure",
      false,
      "ParsedGroupVersions",
      "All legacy kube types successfully parsed",
    ],
    [
      "NamespaceDeletionContentFailure",
      false,
      "ContentDeleted",
      "All content successfully deleted, may be waiting on finalization",
    ],
    left.length > 0
      ? [
          "NamespaceContentRemaining",
          true,
          "SomeResourcesRemain",
          `Some resources are remaining: ${left.join(", ")}`,
        ]
      : ["NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed"],
    held.length > 0
      ? [
          "NamespaceFinalizersRemaining",
          true,
          "SomeFinalizersRemain",
          `Some content in the namespace has finalizers remaining: ${held.join(", ")}`,
        ]
      : [
          "NamespaceFinalizersRemaining",
          false,
          "ContentHasNoFinalizers",
          "All content-preserving finalizers finished",
        ],
  ];
  return said.map(([type, isTrue, reason, message]) => {
    const status = isTrue ? "True" : "False";
    const known = namespace.status?.conditions?.find((condition) => condition.type === type);
    const lastTransitionTime =
      known?.status === status && known.lastTransitionTime !== undefined
        ? known.lastTransitionTime
        : formatTime(now);
    return { type, status, lastTransitionTime, reason, message };
  });
}
