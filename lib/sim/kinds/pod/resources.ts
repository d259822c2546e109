// How much a pod asks for as a whole, and its quality of service class that follows from it.
//
// Kubernetes: staging/src/k8s.io/component-helpers/resource/helpers.go, pkg/apis/core/v1/helper/qos/qos.go
import type { Container, PodSpec, ResourceRequirements } from "@/generated/kubernetes/types";
import { addQuantities, compareQuantities, type Quantity, quantityOf } from "../../meta/quantity";

export type Amounts = Map<string, Quantity>;
type Side = "requests" | "limits";

/** Requests of the whole pod: containers together, or the hungriest init container if that is more. */
export const podRequests = (spec: PodSpec): Amounts => podAmounts(spec, "requests");
export const podLimits = (spec: PodSpec): Amounts => podAmounts(spec, "limits");

function podAmounts(spec: PodSpec, side: Side): Amounts {
  const total: Amounts = new Map();
  for (const container of spec.containers ?? []) add(total, container.resources?.[side]);
  const initPeak: Amounts = new Map();
  const sidecars: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === "Always") {
      add(total, container.resources?.[side]);
      add(sidecars, container.resources?.[side]);
      raise(initPeak, sidecars);
      continue;
    }
    const during: Amounts = new Map(sidecars);
    add(during, container.resources?.[side]);
    raise(initPeak, during);
  }
  raise(total, initPeak);
  for (const [name, amount] of Object.entries(spec.resources?.[side] ?? {})) {
    total.set(name, quantityOf(amount));
  }
  if (spec.overhead === undefined) return total;
  if (side === "requests") add(total, spec.overhead);
  else addToExisting(total, spec.overhead);
  return total;
}

function add(total: Amounts, amounts: ResourceRequirements["requests"]): void {
  if (amounts === undefined) return;
  for (const name of Object.keys(amounts)) {
    const amount = quantityOf(amounts[name]);
    const before = total.get(name);
    total.set(name, before === undefined ? amount : addQuantities(before, amount));
  }
}

function addToExisting(total: Amounts, amounts: Readonly<Record<string, string>>): void {
  for (const [name, amount] of Object.entries(amounts)) {
    const before = total.get(name);
    if (before !== undefined) total.set(name, addQuantities(before, quantityOf(amount)));
  }
}

function raise(total: Amounts, floor: Amounts): void {
  for (const [name, amount] of floor) {
    const before = total.get(name);
    if (before === undefined || compareQuantities(before, amount) < 0) total.set(name, amount);
  }
}

type QosClass = "Guaranteed" | "Burstable" | "BestEffort";

export function qosClassOf(spec: PodSpec): QosClass {
  const holders: readonly Pick<Container, "resources">[] = hasAmounts(spec.resources)
    ? [spec]
    : [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  let isEmpty = true;
  let isGuaranteed = true;
  for (const { resources } of holders) {
    if (hasComputeAmounts(resources)) isEmpty = false;
    if (!hasEqualAmounts(resources)) isGuaranteed = false;
  }
  if (isEmpty) return "BestEffort";
  return isGuaranteed ? "Guaranteed" : "Burstable";
}

const hasAmounts = (resources: ResourceRequirements | undefined): boolean =>
  resources !== undefined &&
  Object.keys(resources.requests ?? {}).length + Object.keys(resources.limits ?? {}).length > 0;

const compute = ["cpu", "memory"] as const;

function hasComputeAmounts(resources: ResourceRequirements | undefined): boolean {
  if (resources === undefined) return false;
  return compute.some(
    (name) => isPositive(resources.requests?.[name]) || isPositive(resources.limits?.[name]),
  );
}

function hasEqualAmounts(resources: ResourceRequirements | undefined): boolean {
  return compute.every((name) => {
    const request = resources?.requests?.[name];
    const limit = resources?.limits?.[name];
    if (!isPositive(request) || !isPositive(limit)) return false;
    return request === limit || compareQuantities(quantityOf(request), quantityOf(limit)) === 0;
  });
}

const isPositive = (amount: string | undefined): boolean =>
  amount !== undefined && amount !== "0" && quantityOf(amount).nanos > 0n;
