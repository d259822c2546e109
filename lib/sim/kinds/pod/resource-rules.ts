// Resource names and amounts, in containers, quotas and limit ranges.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateContainerResourceRequirements,
// ValidateResourceQuantityValue), pkg/apis/core/helper/helpers.go
import type { ResourceRequirements } from "@/generated/kubernetes/types";
import { type FieldPath, invalid, required } from "../../meta/field-errors";
import { qualifiedName } from "../../meta/names";
import { compareQuantities, quantityOf } from "../../meta/quantity";
import { type FieldErrors, nonNegativeMessage } from "../field-rules";

const nanosPerUnit = 1_000_000_000n;
const containerResources = ["cpu", "memory", "ephemeral-storage"];
const integerResources = [
  "pods",
  "services",
  "replicationcontrollers",
  "resourcequotas",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
];

const isHugePages = (name: string): boolean => name.startsWith("hugepages-");
const isNative = (name: string): boolean =>
  !name.includes("/") || name.split("/", 1)[0]?.endsWith("kubernetes.io") === true;
const isExtended = (name: string): boolean =>
  !isNative(name) &&
  !name.startsWith("requests.") &&
  qualifiedName(`requests.${name}`).length === 0;

const isInteger = (name: string): boolean => integerResources.includes(name) || isExtended(name);

const isOvercommitAllowed = (name: string): boolean => isNative(name) && !isHugePages(name);

const standardResources: ReadonlySet<string> = new Set([
  "cpu",
  "memory",
  "ephemeral-storage",
  "requests.cpu",
  "requests.memory",
  "requests.ephemeral-storage",
  "limits.cpu",
  "limits.memory",
  "limits.ephemeral-storage",
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "storage",
  "requests.storage",
  "services.nodeports",
  "services.loadbalancers",
]);

export const isStandardResource = (name: string): boolean =>
  standardResources.has(name) || isHugePages(name) || name.startsWith("requests.hugepages-");

export function checkResources(
  resources: ResourceRequirements | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (resources === undefined) return;
  const { limits = {}, requests = {} } = resources;
  for (const name of Object.keys(limits)) {
    checkAmount(name, limits[name] ?? "0", path, "limits", errors);
  }
  for (const name of Object.keys(requests)) {
    const request = requests[name] ?? "0";
    checkAmount(name, request, path, "requests", errors);
    checkAgainstLimit({ name, request, limit: limits[name] }, path, errors);
  }
}

function checkAmount(
  name: string,
  amount: string,
  path: FieldPath,
  side: "limits" | "requests",
  errors: FieldErrors,
): void {
  if (!containerResources.includes(name)) checkContainerResource(name, path, side, errors);
  checkQuantity(name, amount, () => path.child(side).key(name), errors);
}

function checkContainerResource(
  name: string,
  path: FieldPath,
  side: string,
  errors: FieldErrors,
): void {
  const at = path.child(side).key(name);
  checkResourceName(name, at, errors);
  if (name.includes("/") ? !isExtended(name) : !isHugePages(name)) {
    const detail = name.includes("/")
      ? "doesn't follow extended resource name standard"
      : "must be a standard resource for containers";
    errors.push(invalid(at, name, detail));
  }
}

function checkResourceName(name: string, path: FieldPath, errors: FieldErrors): void {
  const complaints = qualifiedName(name);
  for (const message of complaints) errors.push(invalid(path, name, message));
  if (complaints.length === 0 && !name.includes("/") && !isStandardResource(name)) {
    errors.push(invalid(path, name, "must be a standard resource type or fully qualified"));
  }
}

export function checkQuantity(
  name: string,
  amount: string,
  path: () => FieldPath,
  errors: FieldErrors,
): void {
  if (amount.startsWith("-")) errors.push(invalid(path(), amount, nonNegativeMessage));
  if (isInteger(name) && quantityOf(amount).nanos % nanosPerUnit !== 0n) {
    errors.push(invalid(path(), amount, "must be an integer"));
  }
}

interface Pair {
  readonly name: string;
  readonly request: string;
  readonly limit: string | undefined;
}

function checkAgainstLimit({ name, request, limit }: Pair, path: FieldPath, errors: FieldErrors) {
  if (limit === request) return;
  const mayOvercommit = isOvercommitAllowed(name);
  if (limit === undefined) {
    if (mayOvercommit) return;
    const detail = "Limit must be set for non overcommitable resources";
    errors.push(required(path.child("limits"), detail));
    return;
  }
  const order = compareQuantities(quantityOf(request), quantityOf(limit));
  if (order !== 0 && !mayOvercommit) {
    const detail = `must be equal to ${name} limit of ${limit}`;
    errors.push(invalid(path.child("requests"), request, detail));
  } else if (order > 0) {
    const detail = `must be less than or equal to ${name} limit of ${limit}`;
    errors.push(invalid(path.child("requests"), request, detail));
  }
}
