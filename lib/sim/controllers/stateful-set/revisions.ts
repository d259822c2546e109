// A ControllerRevision per template the set has had: the current one that all pods came from, and the one they
// are being updated to.
//
// Kubernetes: pkg/controller/history/controller_history.go, pkg/controller/statefulset/stateful_set_control.go
import type {
  ControllerRevision,
  Pod,
  PodTemplateSpec,
  StatefulSet,
  StatefulSetStatus,
} from "@/generated/kubernetes/types";
import { goJson } from "../../meta/go-json";
import { fnv32, safeEncodeString } from "../../meta/names";
import { deepEqual, isJsonObject } from "../../meta/object";
import type { ControllerContext } from "../define-controller";
import { controllerReference } from "../pod-from-template";
import { revisionLabel } from "./identity";

const hashLabel = "controller.kubernetes.io/hash";

export interface Revision {
  readonly revision: string;
  readonly template: PodTemplateSpec;
}

export interface Revisions {
  readonly current: Revision;
  readonly update: Revision;
}

/** Finds both revisions; makes one for a template that is new, and renumbers one that is back. */
export function readRevisions(set: StatefulSet, { client }: ControllerContext): Revisions {
  const template = set.spec?.template ?? {};
  const known = [...client.controlledBy("ControllerRevision", set.metadata.uid ?? "")].sort(
    byNumber,
  );
  const latest = known.at(-1)?.revision ?? 0;
  const same = known.filter(({ data }) => deepEqual(templateOf(data), template)).at(-1);
  let update = same;
  if (set.metadata.deletionTimestamp === undefined) {
    if (same === undefined) update = create(set, template, latest + 1, client);
    else if (same.revision !== latest)
      update = client.update("ControllerRevision", { ...same, revision: latest + 1 });
  }
  const updated = { revision: update?.metadata.name ?? "", template };
  const current = known.find(({ metadata }) => metadata.name === set.status?.currentRevision);
  return {
    update: updated,
    current:
      current === undefined || current.metadata.name === updated.revision
        ? updated
        : { revision: current.metadata.name, template: templateOf(current.data) },
  };
}

const byNumber = (a: ControllerRevision, b: ControllerRevision): number =>
  a.revision - b.revision || (a.metadata.name < b.metadata.name ? -1 : 1);

function templateOf(data: unknown): PodTemplateSpec {
  const spec = isJsonObject(data) && isJsonObject(data.spec) ? data.spec : {};
  const { $patch: _, ...template } = isJsonObject(spec.template) ? spec.template : {};
  return template as PodTemplateSpec;
}

function create(
  set: StatefulSet,
  template: PodTemplateSpec,
  revision: number,
  client: ControllerContext["client"],
): ControllerRevision {
  const data = { spec: { template: { ...template, $patch: "replace" } } };
  const hash = revisionHash(data, set.status?.collisionCount ?? 0);
  const { annotations, name, namespace = "" } = set.metadata;
  return client.create("ControllerRevision", {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...template.metadata?.labels, [hashLabel]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(set)],
    },
    data,
    revision,
  });
}

// Kubernetes: pkg/controller/history/controller_history.go (HashControllerRevision)
const revisionHash = (data: object, collisionCount: number): string =>
  safeEncodeString(String(fnv32(`${goJson(data)}${collisionCount}`)));

/** Deletes the oldest revisions that no pod needs, beyond `revisionHistoryLimit`. */
export function forgetRevisions(
  set: StatefulSet,
  pods: readonly Pod[],
  status: StatefulSetStatus,
  { client }: ControllerContext,
): void {
  const live = new Set([
    status.currentRevision,
    status.updateRevision,
    ...pods.map(({ metadata }) => metadata.labels?.[revisionLabel]),
  ]);
  const history = client
    .controlledBy("ControllerRevision", set.metadata.uid ?? "")
    .filter(({ metadata }) => !live.has(metadata.name))
    .sort(byNumber);
  const surplus = Math.max(0, history.length - (set.spec?.revisionHistoryLimit ?? 10));
  for (const { metadata } of history.slice(0, surplus))
    client.delete("ControllerRevision", metadata);
}
