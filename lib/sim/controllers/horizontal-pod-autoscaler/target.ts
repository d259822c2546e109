// The workload an autoscaler sizes.
import type { HorizontalPodAutoscaler, LabelSelector } from "@/generated/kubernetes/types";
import type { KindName } from "../../client/client";
import { getPath, type KubernetesObject, parseApiVersion, setPath } from "../../meta/object";
import { type Selector, selectorFromLabels, selectorOf } from "../../meta/selector";
import type { ControllerContext } from "../define-controller";

export interface Target {
  readonly kind: KindName;
  readonly object: KubernetesObject;
  readonly replicas: number;
  readonly statusReplicas: number;
  readonly selector: Selector;
}

const plurals = {
  Deployment: "deployments.apps",
  ReplicaSet: "replicasets.apps",
  StatefulSet: "statefulsets.apps",
  ReplicationController: "replicationcontrollers",
} as const;

export function findTarget(
  { metadata, spec }: HorizontalPodAutoscaler,
  { client }: ControllerContext,
): Target | { readonly error: string } {
  const { apiVersion = "", kind = "", name = "" } = spec?.scaleTargetRef ?? {};
  if (!isScalable(kind)) {
    const { group } = parseApiVersion(apiVersion);
    return { error: `no matches for kind "${kind}" in group "${group}"` };
  }
  const object: KubernetesObject | undefined = client.get(kind, {
    namespace: metadata.namespace ?? "",
    name,
  });
  if (object === undefined) return { error: `${plurals[kind]} "${name}" not found` };
  const selector = getPath(object, ["spec", "selector"]);
  return {
    kind,
    object,
    replicas: Number(getPath(object, ["spec", "replicas"]) ?? 1),
    statusReplicas: Number(getPath(object, ["status", "replicas"]) ?? 0),
    selector:
      kind === "ReplicationController"
        ? selectorFromLabels(selector as Readonly<Record<string, string>>)
        : selectorOf(selector as LabelSelector),
  };
}

const isScalable = (kind: string): kind is keyof typeof plurals => Object.hasOwn(plurals, kind);

export function resize(
  { kind, object }: Target,
  replicas: number,
  { client }: ControllerContext,
): void {
  client.updateAny(kind, setPath(object, ["spec", "replicas"], replicas));
}
