// What one object counts for in a quota, and which quotas it counts in. The admission plugin and the quota
// controller both ask here, so that they never disagree.
//
// Kubernetes: pkg/quota/v1/evaluator/core/{pods,services,persistent_volume_claims}.go,
// staging/src/k8s.io/apiserver/pkg/quota/v1/generic/evaluator.go
import type {
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  ScopedResourceSelectorRequirement,
  Service,
} from "@/generated/kubernetes/types";
import type { KubernetesObject } from "../../meta/object";
import { type Quantity, quantityFromValue, quantityOf } from "../../meta/quantity";
import { timeOf } from "../../meta/time";
import { type KindDefinition, qualifiedResource } from "../define-kind";
import { podLimits, podRequests, qosClassOf } from "../pod/resources";

export type Usage = Map<string, Quantity>;

const one = quantityFromValue(1);

/** What `object` counts for, in every name a quota may use. Without `now`, pods count until they are gone. */
export function usageOf(kind: KindDefinition, object: KubernetesObject, now = 0): Usage {
  const usage: Usage = new Map([[`count/${qualifiedResource(kind)}`, one]]);
  if (kind.group !== "") return usage;
  switch (kind.plural) {
    case "pods":
      addPod(object as Pod & KubernetesObject, usage, now);
      break;
    case "services":
      usage.set("services", one);
      addService(object as Service & KubernetesObject, usage);
      break;
    case "persistentvolumeclaims":
      usage.set("persistentvolumeclaims", one);
      addClaim(object as PersistentVolumeClaim & KubernetesObject, usage);
      break;
    case "configmaps":
    case "replicationcontrollers":
    case "resourcequotas":
    case "secrets":
      usage.set(kind.plural, one);
      break;
  }
  return usage;
}

function addPod(pod: Pod, usage: Usage, now: number): void {
  if (!isLiving(pod, now)) return;
  const spec = pod.spec ?? { containers: [] };
  usage.set("pods", one);
  for (const [name, amount] of podRequests(spec)) {
    if (computeResources.includes(name) || name.startsWith("hugepages-")) usage.set(name, amount);
    usage.set(`requests.${name}`, amount);
  }
  for (const [name, amount] of podLimits(spec)) {
    if (computeResources.includes(name)) usage.set(`limits.${name}`, amount);
  }
}

const computeResources = ["cpu", "memory", "ephemeral-storage"];

/** Pods that are over no longer count. */
function isLiving({ metadata, status }: Pod, now: number): boolean {
  if (status?.phase === "Succeeded" || status?.phase === "Failed") return false;
  const { deletionGracePeriodSeconds, deletionTimestamp } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true;
  return now <= (timeOf(deletionTimestamp) ?? now);
}

function addService({ spec }: Service, usage: Usage): void {
  const ports = quantityFromValue((spec?.ports ?? []).length);
  if (spec?.type === "NodePort") usage.set("services.nodeports", ports);
  if (spec?.type !== "LoadBalancer") return;
  usage.set("services.loadbalancers", one);
  if (spec.allocateLoadBalancerNodePorts !== false) usage.set("services.nodeports", ports);
}

function addClaim({ spec }: PersistentVolumeClaim, usage: Usage): void {
  const storage = spec?.resources?.requests?.storage;
  const className = spec?.storageClassName;
  const prefix = `${className}.storageclass.storage.k8s.io/`;
  if (className) usage.set(`${prefix}persistentvolumeclaims`, one);
  if (storage === undefined) return;
  usage.set("requests.storage", quantityOf(storage));
  if (className) usage.set(`${prefix}requests.storage`, quantityOf(storage));
}

/** Whether the quota's scopes hold for the object; only pods have scopes. */
export function isInScope(
  quota: ResourceQuota,
  kind: KindDefinition,
  object: KubernetesObject,
): boolean {
  const { scopes = [], scopeSelector } = quota.spec ?? {};
  const requirements: readonly ScopedResourceSelectorRequirement[] = [
    ...scopes.map((scopeName) => ({ scopeName, operator: "Exists" })),
    ...(scopeSelector?.matchExpressions ?? []),
  ];
  if (requirements.length === 0) return true;
  if (kind.plural !== "pods" || kind.group !== "") return false;
  return requirements.every((requirement) => holds(requirement, object as Pod & KubernetesObject));
}

function holds({ operator, scopeName, values = [] }: ScopedResourceSelectorRequirement, pod: Pod) {
  const spec = pod.spec ?? { containers: [] };
  const isTerminating = spec.activeDeadlineSeconds !== undefined;
  const className = spec.priorityClassName ?? "";
  switch (scopeName) {
    case "Terminating":
      return isTerminating;
    case "NotTerminating":
      return !isTerminating;
    case "BestEffort":
      return qosClassOf(spec) === "BestEffort";
    case "NotBestEffort":
      return qosClassOf(spec) !== "BestEffort";
    case "PriorityClass":
      if (operator === "Exists") return className !== "";
      if (operator === "DoesNotExist") return className === "";
      return operator === "In" ? values.includes(className) : !values.includes(className);
    case "CrossNamespacePodAffinity":
      return hasCrossNamespaceAffinity(pod);
    default:
      return false;
  }
}

function hasCrossNamespaceAffinity({ spec }: Pod): boolean {
  const { podAffinity, podAntiAffinity } = spec?.affinity ?? {};
  return [podAffinity, podAntiAffinity].some((affinity) =>
    [
      ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...(affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
        ({ podAffinityTerm }) => podAffinityTerm,
      ),
    ].some((term) => (term.namespaces ?? []).length > 0 || term.namespaceSelector !== undefined),
  );
}

const mustBeSpecified = [
  "cpu",
  "limits.cpu",
  "limits.memory",
  "memory",
  "requests.cpu",
  "requests.memory",
];

/** A pod must say what a quota counts: what it does not say, as the message of the refusal. */
export function missingAmounts(hard: Iterable<string>, pod: Pod): string | undefined {
  const spec = pod.spec ?? { containers: [] };
  if (spec.resources?.requests !== undefined || spec.resources?.limits !== undefined)
    return undefined;
  const wanted = [...hard].filter((name) => mustBeSpecified.includes(name)).sort();
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const missing = wanted.flatMap((name) => {
    const side = name.startsWith("limits.") ? "limits" : "requests";
    const resource = name.replace(/^(limits|requests)\./, "");
    const silent = containers.filter(
      ({ resources }) => resources?.[side]?.[resource] === undefined,
    );
    if (silent.length === 0) return [];
    return [
      `${name} for: ${silent
        .map((container) => container.name)
        .sort()
        .join(",")}`,
    ];
  });
  return missing.length === 0 ? undefined : `must specify ${missing.join("; ")}`;
}
