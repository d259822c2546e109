// `--sort-by`: orders objects by a field, quantities by their amount.
//
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go
import { compareText, goQuote } from "../../../meta/go-text";
import { compareQuantities, parseQuantity } from "../../../meta/quantity";
import { goTypeOf } from "./go-value";
import { findJsonPath, relaxedJsonPath } from "./jsonpath";

export type Sorted<Item> = { readonly items: readonly Item[] } | { readonly error: string };

/** `items` by the field at `path` of the object that `objectOf` gives for each. */
export function sortBy<Item>(
  items: readonly Item[],
  path: string,
  objectOf: (item: Item) => unknown = (item) => item,
): Sorted<Item> {
  const read = readKeys(items.map(objectOf), path);
  if ("error" in read) return read;
  const order = items
    .map((item, index) => ({ item, key: read.keys[index] }))
    .sort((a, b) => compareKeys(a.key, b.key));
  return { items: order.map(({ item }) => item) };
}

/**
 * Rows of a table by a field of their objects. Where no row has the field, kubectl loses the error and says
 * that it found nothing (goldens: pods/sort-by.txt).
 */
export function sortTableRows<Row extends { readonly object?: unknown }>(
  rows: readonly Row[],
  path: string,
): readonly Row[] {
  if (rows.length < 2) return rows;
  const sorted = sortBy(rows, path, (row) => row.object);
  return "error" in sorted ? [] : sorted.items;
}

function readKeys(
  objects: readonly unknown[],
  path: string,
): { readonly keys: readonly unknown[] } | { readonly error: string } {
  const template = relaxedJsonPath(path);
  if ("error" in template) return template;
  const keys: unknown[] = [];
  for (const object of objects) {
    const found = findJsonPath(template.path, object);
    if ("error" in found) return { error: `sorting error: ${found.error}` };
    keys.push(found.results[0]?.[0]);
  }
  if (keys.length > 0 && keys.every((key) => key === undefined)) {
    return {
      error: `couldn't find any field with path ${goQuote(template.path)} in the list of objects`,
    };
  }
  const unsortable = keys.find((key) => typeof key === "object" && key !== null);
  if (unsortable === undefined) return { keys };
  return { error: `Field ${template.path} is an unsortable type: ${goTypeOf(unsortable)}` };
}

/** Objects without the field come first. */
function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== "string" || typeof b !== "string") return 0;
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (left === undefined || right === undefined) return compareText(a, b);
  return compareQuantities(left, right);
}
