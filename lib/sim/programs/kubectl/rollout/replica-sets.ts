// The replica sets of a deployment: the one that has its present template, and the older ones.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/util/deployment/deployment.go
import type { Deployment, PodTemplateSpec, ReplicaSet } from "@/generated/kubernetes/types";
import { controllerOf, deepEqual, type KubernetesObject, removePath } from "@/lib/sim/meta/object";
import { formatSelector, selectorOf } from "@/lib/sim/meta/selector";
import { listObjects } from "../client";
import { knownKind } from "../create/generator";
import type { Session } from "../session";

const replicaSetKind = knownKind("apps/v1", "ReplicaSet", "replicasets");
export const hashLabel = "pod-template-hash";

export interface OwnReplicaSets {
  readonly all: readonly ReplicaSet[];
  /** Old ones, in the server's order. */
  readonly old: readonly ReplicaSet[];
  readonly current?: ReplicaSet;
}

export function findReplicaSets(session: Session, deployment: Deployment): OwnReplicaSets {
  const namespace = deployment.metadata?.namespace ?? "";
  const labelSelector = formatSelector(selectorOf(deployment.spec?.selector));
  const { items } = listObjects(
    session.cluster.client,
    { kind: replicaSetKind, namespace },
    { labelSelector },
  );
  const own = items
    .filter((object) => controllerOf(object)?.uid === deployment.metadata?.uid)
    .map((object: KubernetesObject) => object as unknown as ReplicaSet);
  const current = [...own]
    .sort(byCreation)
    .find((set) => hasTemplate(set, deployment.spec?.template));
  return {
    all: own,
    old: own.filter((set) => set !== current),
    ...(current === undefined ? {} : { current }),
  };
}

const byCreation = (a: ReplicaSet, b: ReplicaSet): number =>
  String(a.metadata?.creationTimestamp).localeCompare(String(b.metadata?.creationTimestamp)) ||
  String(a.metadata?.name).localeCompare(String(b.metadata?.name));

function hasTemplate(set: ReplicaSet, template: PodTemplateSpec | undefined): boolean {
  return deepEqual(withoutHash(set.spec?.template), withoutHash(template));
}

export function withoutHash(template: PodTemplateSpec | undefined): PodTemplateSpec {
  return removePath(template ?? {}, ["metadata", "labels", hashLabel]);
}
