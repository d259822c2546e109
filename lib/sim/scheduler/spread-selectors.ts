// By which labels a pod's siblings are known, for default spreading: its Services and its controller.
//
// Kubernetes: pkg/scheduler/framework/plugins/helper/spread.go (DefaultSelector)
import type { Pod } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import { controllerOf } from "../meta/object";

type Labels = Readonly<Record<string, string>>;

export function spreadSelectors(pod: Pod, client: Client): Labels[] {
  const namespace = pod.metadata.namespace ?? "";
  const labels = pod.metadata.labels ?? {};
  const services = client
    .list("Service", { namespace })
    .map(({ spec }) => spec?.selector ?? {})
    .filter((selector) => isSubset(selector, labels));
  const owner = ownerSelector(pod, client);
  return owner === undefined ? services : [...services, owner];
}

function isSubset(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function ownerSelector(pod: Pod, client: Client): Labels | undefined {
  const owner = controllerOf(pod);
  if (owner === undefined) return undefined;
  const key = { namespace: pod.metadata.namespace ?? "", name: owner.name };
  if (owner.kind === "ReplicationController")
    return client.get("ReplicationController", key)?.spec?.selector;
  if (owner.kind === "ReplicaSet")
    return client.get("ReplicaSet", key)?.spec?.selector?.matchLabels;
  if (owner.kind === "StatefulSet")
    return client.get("StatefulSet", key)?.spec?.selector?.matchLabels;
  return undefined;
}
