// `sorted-btree` is a CommonJS module whose class is its `default`; bundlers unwrap that, Node does not.
import library from "sorted-btree";

type Class = typeof library;

const isWrapped = (value: unknown): value is { readonly default: Class } =>
  typeof value === "object" && value !== null && "default" in value;

export const SortedTree: Class = isWrapped(library) ? library.default : library;
export type SortedTree<Key, Value> = InstanceType<typeof library<Key, Value>>;
