// The revisions of a workload: replica sets of deployments, controller revisions of the others.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/polymorphichelpers/history.go
import type {
  ControllerRevision,
  Deployment,
  PodTemplateSpec,
  ReplicaSet,
} from "@/generated/kubernetes/types";
import {
  controllerOf,
  getPath,
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  type LabelSelector,
} from "@/lib/sim/meta/object";
import { applyStrategicMergePatch } from "@/lib/sim/meta/patch/strategic-merge-patch";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import { formatSelector, selectorOf } from "@/lib/sim/meta/selector";
import { listObjects } from "../client";
import { CommandError } from "../command-error";
import { knownKind } from "../create/generator";
import { writePodTemplate } from "../describe/pod-template";
import { createDescription } from "../describe/writer";
import type { Info } from "../resources/target";
import type { Session } from "../session";
import { findReplicaSets } from "./replica-sets";

export const revisionAnnotation = "deployment.kubernetes.io/revision";
export const changeCause = "kubernetes.io/change-cause";

export interface Revision {
  readonly number: number;
  readonly cause: string;
  readonly template: PodTemplateSpec;
  /** What holds it: a replica set or a controller revision. */
  readonly holder: KubernetesObject;
}

const controllerRevisionKind = knownKind("apps/v1", "ControllerRevision", "controllerrevisions");

/** Oldest first; nothing for kinds without a history. */
export function revisionsOf(session: Session, info: Info): readonly Revision[] | undefined {
  const revisions = findRevisions(session, info);
  return revisions === undefined ? undefined : [...revisions].sort((a, b) => a.number - b.number);
}

function findRevisions(session: Session, { kind, object }: Info): readonly Revision[] | undefined {
  if (kind.group !== "apps") return undefined;
  if (kind.kind === "Deployment") {
    return findReplicaSets(session, object as unknown as Deployment)
      .all.map(ofReplicaSet)
      .filter((one) => one.number > 0);
  }
  if (kind.kind !== "DaemonSet" && kind.kind !== "StatefulSet") return undefined;
  const selector = getPath(object, ["spec", "selector"]) as LabelSelector | undefined;
  const selection = { labelSelector: formatSelector(selectorOf(selector)) };
  const place = { kind: controllerRevisionKind, namespace: object.metadata.namespace ?? "" };
  return listObjects(session.cluster.client, place, selection)
    .items.filter((holder) => controllerOf(holder)?.uid === object.metadata.uid)
    .map((holder) => ofControllerRevision(holder, object));
}

function ofReplicaSet(set: ReplicaSet): Revision {
  const annotations = set.metadata?.annotations ?? {};
  return {
    number: Number(annotations[revisionAnnotation] ?? 0),
    cause: annotations[changeCause] ?? "",
    template: withCause(set.spec?.template ?? {}, annotations[changeCause]),
    holder: set as unknown as KubernetesObject,
  };
}

function ofControllerRevision(holder: KubernetesObject, object: KubernetesObject): Revision {
  const { revision, data, metadata } = holder as unknown as ControllerRevision;
  const schema = rootProperty({ group: "apps", version: "v1", kind: object.kind });
  const patch: JsonObject = isJsonObject(data) ? data : {};
  const applied = applyStrategicMergePatch(object as unknown as JsonObject, patch, schema);
  return {
    number: revision,
    cause: metadata?.annotations?.[changeCause] ?? "",
    template: (getPath(applied, ["spec", "template"]) ?? {}) as PodTemplateSpec,
    holder,
  };
}

const withCause = (template: PodTemplateSpec, cause: string | undefined): PodTemplateSpec =>
  cause === undefined
    ? template
    : {
        ...template,
        metadata: {
          ...template.metadata,
          annotations: { ...template.metadata?.annotations, [changeCause]: cause },
        },
      };

/** A template with its tabs, as `rollout history --revision` and a dry run show it. */
export function templateText(template: PodTemplateSpec): string {
  const w = createDescription();
  writePodTemplate(w, template);
  return w.raw();
}

export const revisionNotFound = (revision: number): CommandError =>
  new CommandError(`unable to find specified revision ${revision} in history`);
