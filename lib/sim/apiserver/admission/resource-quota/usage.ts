// What a whole namespace uses of one quota.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/quota/v1/resources.go (CalculateUsage)
import type { ResourceQuota } from "@/generated/kubernetes/types";
import { kinds } from "../../../kinds";
import { type KindDefinition, qualifiedResource } from "../../../kinds/define-kind";
import { isInScope, type Usage, usageOf } from "../../../kinds/resource-quota/usage";
import type { KubernetesObject } from "../../../meta/object";
import { addQuantities, formatQuantity, zeroQuantity } from "../../../meta/quantity";

type KindName = (typeof kinds)[number]["kind"];

/** Used amounts of everything the quota limits, from lists of the namespace's objects. */
export function usageIn(
  quota: ResourceQuota,
  list: (kind: KindName) => readonly unknown[],
): Readonly<Record<string, string>> {
  const names = Object.keys(quota.spec?.hard ?? {});
  const total: Usage = new Map(names.map((name) => [name, zeroQuantity]));
  for (const kind of kinds as readonly (KindDefinition & { readonly kind: KindName })[]) {
    if (!kind.namespaced || !names.some((name) => countsIn(name, kind))) continue;
    for (const object of list(kind.kind) as readonly KubernetesObject[]) {
      if (!isInScope(quota, kind, object)) continue;
      for (const [name, amount] of usageOf(kind, object)) {
        const before = total.get(name);
        if (before !== undefined) total.set(name, addQuantities(before, amount));
      }
    }
  }
  return Object.fromEntries([...total].map(([name, amount]) => [name, formatQuantity(amount)]));
}

/** Whether objects of the kind can count under the name. */
function countsIn(name: string, kind: KindDefinition): boolean {
  if (name === `count/${qualifiedResource(kind)}`) return true;
  if (kind.group !== "") return false;
  if (name === kind.plural || name.startsWith(`${kind.plural}.`)) return true;
  if (kind.plural === "persistentvolumeclaims") return name.includes("storage");
  return (
    kind.plural === "pods" &&
    !name.startsWith("count/") &&
    /cpu|memory|storage|hugepages|\//.test(name)
  );
}
