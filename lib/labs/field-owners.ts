// Who owns a field, as `metadata.managedFields` tells it.
import type { KubernetesObject } from "@/lib/sim";
import { fieldAt } from "./field-path";

/** Steps as the server writes them: `["f:spec", "f:replicas"]`, `k:{"name":"web"}` for an item of a list. */
export type OwnedField = readonly string[];

/** Managers that have the field in their configuration, by name, each once. */
export function ownersOf({ metadata }: KubernetesObject, field: OwnedField): readonly string[] {
  const entries = metadata.managedFields ?? [];
  const owners = entries.filter(({ fieldsV1 }) => {
    const found = field.reduce<unknown>((value, step) => fieldAt(value, `[${step}]`), fieldsV1);
    return found !== undefined;
  });
  return [...new Set(owners.map(({ manager = "" }) => manager))].sort();
}
