// Puts an applied configuration over the live object, and takes fields out of an object.
//
// Kubernetes: sigs.k8s.io/structured-merge-diff/typed/merge.go, remove.go
import { defineOwn, isJsonObject } from "../../object";
import { below, type FieldSet, hasMember, isEmptySet } from "./field-set";
import {
  fieldElement,
  fieldProperty,
  itemElement,
  type MaybeProperty,
  type Shape,
  shapeOf,
} from "./shape";

export function mergeObjects(live: unknown, patch: unknown, property: MaybeProperty): unknown {
  if (patch === undefined) return live;
  if (live === undefined || live === null || patch === null) return patch;
  const shape = shapeOf(property, patch);
  if (shape.kind === "leaf") return patch;
  if (shape.kind === "list") {
    return Array.isArray(live) && Array.isArray(patch) ? mergeItems(live, patch, shape) : patch;
  }
  if (!isJsonObject(live) || !isJsonObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...live };
  for (const [key, value] of Object.entries(patch)) {
    const before = Object.hasOwn(live, key) ? live[key] : undefined;
    defineOwn(merged, key, mergeObjects(before, value, fieldProperty(shape, key)));
  }
  return merged;
}

/** Items keep the live order; those that both have follow the order of the patch. */
function mergeItems(
  live: readonly unknown[],
  patch: readonly unknown[],
  shape: Extract<Shape, { kind: "list" }>,
): unknown[] {
  const old = live.map((item) => ({ element: itemElement(shape, item), item }));
  const next = patch.map((item) => ({ element: itemElement(shape, item), item }));
  const oldItems = new Map(old.map(({ element, item }) => [element, item]));
  const nextElements = new Set(next.map(({ element }) => element));
  const shared = next.map(({ element }) => element).filter((element) => oldItems.has(element));
  const done = new Set<string>();
  const merged: unknown[] = [];
  let at = 0;
  for (const { element, item } of next) {
    // Live items that only the server has stay in front of what followed them.
    while (at < old.length && old[at]?.element !== element) {
      const current = old[at];
      if (current === undefined) break;
      const isShared = nextElements.has(current.element);
      if (isShared && !done.has(current.element) && shared[0] === current.element) break;
      if (!isShared) merged.push(current.item);
      at++;
    }
    if (done.has(element)) continue;
    if (old[at]?.element === element) at++;
    done.add(element);
    if (shared[0] === element) shared.shift();
    merged.push(mergeObjects(oldItems.get(element), item, shape.items));
  }
  for (; at < old.length; at++) {
    const current = old[at];
    if (current !== undefined && !nextElements.has(current.element)) merged.push(current.item);
  }
  return merged;
}

/** `value` without the members of `set`; nothing when nothing is left of it. */
export function removeFields(value: unknown, set: FieldSet, property: MaybeProperty): unknown {
  if (isEmptySet(set)) return value;
  const shape = shapeOf(property, value);
  if (shape.kind === "leaf") return value;
  if (shape.kind === "list") return Array.isArray(value) ? removeItems(value, set, shape) : value;
  if (!isJsonObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const element = fieldElement(key);
    if (hasMember(set, element)) continue;
    const rest = removeFields(field, below(set, element), fieldProperty(shape, key));
    if (rest !== undefined) defineOwn(kept, key, rest);
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function removeItems(
  items: readonly unknown[],
  set: FieldSet,
  shape: Extract<Shape, { kind: "list" }>,
): unknown[] | undefined {
  const kept: unknown[] = [];
  for (const item of items) {
    const element = itemElement(shape, item);
    if (hasMember(set, element)) continue;
    const rest = removeFields(item, below(set, element), shape.items);
    if (rest !== undefined) kept.push(rest);
  }
  return kept.length > 0 ? kept : undefined;
}
