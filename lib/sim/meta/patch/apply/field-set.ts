// Sets of fields as `managedFields` writes them (FieldsV1), and the algebra on them. A node is a member of
// its set when it is `{}` or holds a `.`; everything else in it are children:
//
//   { "f:data": { ".": {}, "f:a": {} } }     .data and .data.a, but not .data.b
//
// Kubernetes: sigs.k8s.io/structured-merge-diff/fieldpath/set.go

import { goJson } from "../../go-json";
import { compareText } from "../../go-text";

export interface FieldSet {
  readonly [element: string]: FieldSet;
}

export const emptySet: FieldSet = {};
const self = ".";
const leaf: FieldSet = {};

export const isEmptySet = (set: FieldSet): boolean => !hasKeys(set);

function hasKeys(object: object): boolean {
  for (const _ in object) return true;
  return false;
}

const isMember = (node: FieldSet): boolean => !hasKeys(node) || Object.hasOwn(node, self);

function childrenOf(node: FieldSet): [string, FieldSet][] {
  return Object.entries(node).filter(([element]) => element !== self);
}

/** Nothing when the node would neither be a member nor hold one. */
function nodeOf(member: boolean, children: Record<string, FieldSet>): FieldSet | undefined {
  if (!hasKeys(children)) return member ? leaf : undefined;
  return member ? { [self]: leaf, ...children } : children;
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b || isEmptySet(b)) return a;
  if (isEmptySet(a)) return b;
  return unionChildren(a, b);
}

function unionChildren(a: FieldSet, b: FieldSet): Record<string, FieldSet> {
  const merged: Record<string, FieldSet> = {};
  for (const [element, node] of childrenOf(a)) merged[element] = node;
  for (const [element, node] of childrenOf(b)) {
    const other = merged[element];
    merged[element] = other === undefined ? node : unionNode(other, node);
  }
  return merged;
}

const unionNode = (a: FieldSet, b: FieldSet): FieldSet =>
  a === b ? a : (nodeOf(isMember(a) || isMember(b), unionChildren(a, b)) ?? leaf);

/** Members of `a` that are not members of `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return isEmptySet(a) || isEmptySet(b) ? a : differenceChildren(a, b, false);
}

/** Members of `a` that are neither members of `b` nor below one. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  return isEmptySet(a) || isEmptySet(b) ? a : differenceChildren(a, b, true);
}

function differenceChildren(
  a: FieldSet,
  b: FieldSet,
  isRecursive: boolean,
): Record<string, FieldSet> {
  const kept: Record<string, FieldSet> = {};
  for (const [element, node] of childrenOf(a)) {
    const other = Object.hasOwn(b, element) ? b[element] : undefined;
    const rest = other === undefined ? node : differenceNode(node, other, isRecursive);
    if (rest !== undefined) kept[element] = rest;
  }
  return kept;
}

function differenceNode(a: FieldSet, b: FieldSet, isRecursive: boolean): FieldSet | undefined {
  if (isRecursive && isMember(b)) return undefined;
  return nodeOf(isMember(a) && !isMember(b), differenceChildren(a, b, isRecursive));
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const shared: Record<string, FieldSet> = {};
  for (const [element, node] of childrenOf(a)) {
    const other = Object.hasOwn(b, element) ? b[element] : undefined;
    const both = other === undefined ? undefined : intersectionNode(node, other);
    if (both !== undefined) shared[element] = both;
  }
  return shared;
}

const intersectionNode = (a: FieldSet, b: FieldSet): FieldSet | undefined =>
  nodeOf(isMember(a) && isMember(b), intersection(a, b));

export function hasMember(set: FieldSet, element: string): boolean {
  const node = Object.hasOwn(set, element) ? set[element] : undefined;
  return node !== undefined && isMember(node);
}

/** What the set holds below `element`; empty when nothing. */
export function below(set: FieldSet, element: string): FieldSet {
  const node = Object.hasOwn(set, element) ? set[element] : undefined;
  return node === undefined ? emptySet : Object.fromEntries(childrenOf(node));
}

/** All members as paths, those of a level before those further down. */
export function listPaths(set: FieldSet, prefix: readonly string[] = []): (readonly string[])[] {
  const children = childrenOf(set).sort(([a], [b]) => compareText(a, b));
  const members = children
    .filter(([, node]) => isMember(node))
    .map(([element]) => [...prefix, element]);
  const deeper = children.flatMap(([element, node]) =>
    listPaths(Object.fromEntries(childrenOf(node)), [...prefix, element]),
  );
  return [...members, ...deeper];
}

/** `.spec.containers[name="c"].image`. */
export const formatPath = (path: readonly string[]): string => path.map(formatElement).join("");

export function formatElement(element: string): string {
  const text = element.slice(2);
  switch (element[0]) {
    case "f":
      return `.${text}`;
    case "k": {
      const keys: Readonly<Record<string, unknown>> = JSON.parse(text);
      return `[${Object.entries(keys)
        .map(([key, value]) => `${key}=${goJson(value)}`)
        .join(",")}]`;
    }
    case "v":
      return `[=${text}]`;
    default:
      return `[${text}]`;
  }
}

/** Collects paths; much cheaper than uniting sets one by one. */
export class SetBuilder {
  private readonly root: BuilderNode = { member: false, children: new Map() };

  insert(path: readonly string[]): void {
    let node = this.root;
    for (const element of path) {
      let next = node.children.get(element);
      if (next === undefined) {
        next = { member: false, children: new Map() };
        node.children.set(element, next);
      }
      node = next;
    }
    node.member = true;
  }

  build(): FieldSet {
    return buildChildren(this.root);
  }
}

interface BuilderNode {
  member: boolean;
  readonly children: Map<string, BuilderNode>;
}

function buildChildren(node: BuilderNode): Record<string, FieldSet> {
  const children: Record<string, FieldSet> = {};
  for (const [element, child] of node.children) {
    const built = nodeOf(child.member, buildChildren(child));
    if (built !== undefined) children[element] = built;
  }
  return children;
}
