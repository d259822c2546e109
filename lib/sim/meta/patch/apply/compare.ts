// What changed between two versions of an object, as sets of fields. Parts that are the same reference in
// both are skipped, which makes the comparison of a small change cheap.
//
// Kubernetes: sigs.k8s.io/structured-merge-diff/typed/compare.go, tofieldset.go
import { deepEqual, isJsonObject } from "../../object";
import { type FieldSet, SetBuilder } from "./field-set";
import {
  fieldElement,
  fieldProperty,
  itemElement,
  type MaybeProperty,
  type Shape,
  shapeOf,
} from "./shape";

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

export function compareObjects(before: unknown, after: unknown, root: MaybeProperty): Comparison {
  const walk = new CompareWalk();
  walk.visit(before, after, root, []);
  return {
    added: walk.added.build(),
    modified: walk.modified.build(),
    removed: walk.removed.build(),
  };
}

const isEmptyCollection = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value)
    ? value.length === 0
    : typeof value === "object" && Object.keys(value).length === 0);

class CompareWalk {
  readonly added = new SetBuilder();
  readonly modified = new SetBuilder();
  readonly removed = new SetBuilder();

  visit(before: unknown, after: unknown, property: MaybeProperty, path: readonly string[]): void {
    if (before === after) return;
    const shape = shapeOf(property, after ?? before);
    if (shape.kind === "leaf" || (isEmptyCollection(before) && isEmptyCollection(after))) {
      this.leaf(before, after, path);
      return;
    }
    if (shape.kind === "list") this.items(listOf(before), listOf(after), shape, path);
    else this.fields(mapOf(before), mapOf(after), shape, path);
    if (path.length === 0) return;
    if (before === undefined) this.added.insert(path);
    else if (after === undefined) this.removed.insert(path);
  }

  private leaf(before: unknown, after: unknown, path: readonly string[]): void {
    if (before === undefined) this.added.insert(path);
    else if (after === undefined) this.removed.insert(path);
    else if (!deepEqual(before, after)) this.modified.insert(path);
  }

  private fields(before: Fields, after: Fields, shape: Shape, path: readonly string[]): void {
    for (const key of Object.keys(after)) {
      if (after[key] === undefined) continue;
      const old = Object.hasOwn(before, key) ? before[key] : undefined;
      if (old === after[key]) continue;
      this.visit(old, after[key], fieldProperty(shape, key), [...path, fieldElement(key)]);
    }
    for (const key of Object.keys(before)) {
      if (before[key] === undefined || (Object.hasOwn(after, key) && after[key] !== undefined))
        continue;
      this.visit(before[key], undefined, fieldProperty(shape, key), [...path, fieldElement(key)]);
    }
  }

  private items(
    before: readonly unknown[],
    after: readonly unknown[],
    shape: Extract<Shape, { kind: "list" }>,
    path: readonly string[],
  ): void {
    const old = byElement(before, shape);
    const next = byElement(after, shape);
    for (const [element, item] of next)
      this.visit(old.get(element), item, shape.items, [...path, element]);
    for (const [element, item] of old) {
      if (!next.has(element)) this.visit(item, undefined, shape.items, [...path, element]);
    }
  }
}

type Fields = Readonly<Record<string, unknown>>;

const mapOf = (value: unknown): Fields => (isJsonObject(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Items by identity; of duplicates the first counts. */
function byElement(
  items: readonly unknown[],
  shape: Extract<Shape, { kind: "list" }>,
): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const item of items) {
    const element = itemElement(shape, item);
    if (!found.has(element)) found.set(element, item);
  }
  return found;
}

/** All fields that an applied configuration names: what its manager will own. */
export function fieldSetOf(value: unknown, root: MaybeProperty): FieldSet {
  const builder = new SetBuilder();
  collect(value, root, [], builder);
  return builder.build();
}

function collect(
  value: unknown,
  property: MaybeProperty,
  path: readonly string[],
  set: SetBuilder,
): void {
  const shape = shapeOf(property, value);
  switch (shape.kind) {
    case "leaf":
      set.insert(path);
      return;
    case "list":
      for (const item of listOf(value)) {
        const inner = [...path, itemElement(shape, item)];
        collect(item, shape.items, inner, set);
        set.insert(inner);
      }
      return;
    default:
      for (const [key, field] of Object.entries(mapOf(value))) {
        if (field === undefined) continue;
        const inner = [...path, fieldElement(key)];
        collect(field, fieldProperty(shape, key), inner, set);
        if (field === null || (isJsonObject(field) && Object.keys(field).length === 0))
          set.insert(inner);
      }
  }
}

/** Named fields that hold members become members themselves, so that a struct can go as a whole. */
export function withNamedFields(set: FieldSet, property: MaybeProperty, value?: unknown): FieldSet {
  const shape = shapeOf(property, value);
  const named: Record<string, FieldSet> = {};
  for (const [element, node] of Object.entries(set)) {
    if (element === ".") {
      named[element] = node;
      continue;
    }
    const key = element.slice(2);
    const inner = shape.kind === "list" ? shape.items : fieldProperty(shape, key);
    const deeper = Object.keys(node).length === 0 ? node : withNamedFields(node, inner);
    const isNamed =
      shape.kind === "struct" && element.startsWith("f:") && Object.keys(deeper).length > 0;
    named[element] = isNamed ? { ".": {}, ...deeper } : deeper;
  }
  return named;
}
