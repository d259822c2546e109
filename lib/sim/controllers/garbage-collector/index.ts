// Objects whose owners are gone go too; owners that are deleted in the foreground wait for them, and orphaned
// ones are let go.
//
// Kubernetes: pkg/controller/garbagecollector/garbagecollector.go (attemptToDeleteItem, orphanDependents,
// processDeletingDependentsItem)
//
// Differs: upstream keeps a graph of all objects in memory; here the index of owners answers the same
// question, and every kind is asked for through the list of kinds.

import type { KindName } from "../../client/client";
import { addedKind, type ObjectChange } from "../../client/reconciler";
import { kinds } from "../../kinds";
import { type KubernetesObject, type OwnerReference, parseApiVersion } from "../../meta/object";
import { type ControllerContext, defineController } from "../define-controller";

const foreground = "foregroundDeletion";
const orphan = "orphan";

export const garbageCollector = defineController({
  name: "generic-garbage-collector",
  watches: [addedKind, ...kinds.map(({ kind }) => kind)]
    .filter((kind) => kind !== "Event" && kind !== "Lease")
    .map((kind) => ({ kind, keys: (change: ObjectChange) => keysOf(change) })),
  resync: ({ client }) =>
    [...kinds.map(({ kind }) => kind), ...client.addedKinds().map(addedName)].flatMap((kind) =>
      client
        .list(kind)
        .filter((object) => (object.metadata.ownerReferences ?? []).length > 0)
        .map((object) => itemKey(object)),
    ),
  reconcile(key, context) {
    const item = splitItem(key);
    if (item.ownerUid !== undefined) return collectDependents(item.ownerUid, context);
    if (!isServed(item.kind, context)) return;
    const object = context.client.get(item.kind, item);
    if (object === undefined) return;
    if (object.metadata.deletionTimestamp !== undefined)
      return finishDeletion(object, item.kind, context);
    collect(object, item.kind, context);
  },
});

/** An owner that is gone wakes its dependents; a change of owners or a deletion wakes the object itself. */
function keysOf({ old, current }: ObjectChange): string[] {
  if (current === undefined) {
    if (old === undefined) return [];
    const ownDependents = `gone\u0000${old.metadata.uid ?? ""}`;
    return [ownDependents, ...foregroundOwners(old)];
  }
  const isGoing = current.metadata.deletionTimestamp !== undefined;
  const isWaiting =
    isGoing &&
    (current.metadata.finalizers ?? []).some((each) => each === foreground || each === orphan);
  if (isWaiting) return [itemKey(current)];
  const owners = current.metadata.ownerReferences;
  if (owners === undefined || owners === old?.metadata.ownerReferences) return [];
  return [itemKey(current)];
}

function foregroundOwners(object: KubernetesObject): string[] {
  const { namespace = "" } = object.metadata;
  return (object.metadata.ownerReferences ?? []).map((owner) => {
    const place = isNamespaced(owner) ? namespace : "";
    return `${kindName(owner)}\u0000${place}\u0000${owner.name}`;
  });
}

function collectDependents(uid: string, context: ControllerContext): void {
  for (const dependent of context.client.dependentsOf(uid)) context.enqueue(itemKey(dependent), 0);
}

/** Deletes the object when none of its owners is left; drops the references that lead nowhere. */
function collect(object: KubernetesObject, kind: KindName, context: ControllerContext): void {
  const owners = object.metadata.ownerReferences ?? [];
  if (owners.length === 0) return;
  const alive = owners.filter((owner) => findOwner(owner, object, context) !== undefined);
  const isWaitedFor = (owner: OwnerReference) =>
    (findOwner(owner, object, context)?.metadata.finalizers ?? []).includes(foreground);
  const waiting = alive.filter(isWaitedFor);
  if (alive.length === 0) {
    return context.client.delete(kind, object.metadata, {
      propagationPolicy: policyFor(object),
      preconditions: uidOf(object),
    });
  }
  if (alive.length === waiting.length) {
    return context.client.delete(kind, object.metadata, {
      propagationPolicy: "Foreground",
      preconditions: uidOf(object),
    });
  }
  if (alive.length < owners.length) {
    context.client.updateAny(kind, withOwners(object, alive));
  }
}

const uidOf = ({ metadata }: KubernetesObject) =>
  metadata.uid === undefined ? {} : { uid: metadata.uid };

/** Finalizers the object already carries decide how its own dependents are treated. */
function policyFor(object: KubernetesObject): "Orphan" | "Foreground" | "Background" {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(orphan)) return "Orphan";
  return finalizers.includes(foreground) ? "Foreground" : "Background";
}

function finishDeletion(
  object: KubernetesObject,
  kind: KindName,
  context: ControllerContext,
): void {
  const finalizers = object.metadata.finalizers ?? [];
  const dependents = context.client.dependentsOf(object.metadata.uid ?? "");
  if (finalizers.includes(orphan)) {
    for (const dependent of dependents) letGo(dependent, object, context);
    return dropFinalizer(object, kind, orphan, context);
  }
  if (!finalizers.includes(foreground)) return;
  const blocking = dependents.filter((dependent) =>
    (dependent.metadata.ownerReferences ?? []).some(
      (owner) => owner.uid === object.metadata.uid && owner.blockOwnerDeletion,
    ),
  );
  for (const dependent of dependents) context.enqueue(itemKey(dependent), 0);
  if (blocking.length === 0) dropFinalizer(object, kind, foreground, context);
}

function letGo(
  dependent: KubernetesObject,
  owner: KubernetesObject,
  context: ControllerContext,
): void {
  const others = (dependent.metadata.ownerReferences ?? []).filter(
    ({ uid }) => uid !== owner.metadata.uid,
  );
  context.client.updateAny(kindName(dependent), withOwners(dependent, others));
}

function withOwners(object: KubernetesObject, owners: readonly OwnerReference[]): KubernetesObject {
  const { ownerReferences: _, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: { ...metadata, ...(owners.length > 0 ? { ownerReferences: owners } : {}) },
  };
}

function dropFinalizer(
  object: KubernetesObject,
  kind: KindName,
  name: string,
  context: ControllerContext,
): void {
  const { finalizers = [], ...metadata } = object.metadata;
  const others = finalizers.filter((each) => each !== name);
  context.client.updateAny(kind, {
    ...object,
    metadata: { ...metadata, ...(others.length > 0 ? { finalizers: others } : {}) },
  });
}

function findOwner(
  owner: OwnerReference,
  object: KubernetesObject,
  context: ControllerContext,
): KubernetesObject | undefined {
  const kind = kindName(owner);
  if (!isServed(kind, context)) return undefined;
  const added = context.client.addedKinds().find((each) => addedName(each) === kind);
  const isPlaced = added?.namespaced ?? isNamespaced(owner);
  const namespace = isPlaced ? (object.metadata.namespace ?? "") : "";
  const found = context.client.get(kind, { namespace, name: owner.name });
  return found?.metadata.uid === owner.uid ? found : undefined;
}

interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
}

const findBuiltIn = ({ apiVersion, kind }: Typed) =>
  kinds.find((each) => each.kind === kind && each.group === parseApiVersion(apiVersion).group);

const isNamespaced = (object: Typed): boolean => findBuiltIn(object)?.namespaced ?? true;

/** As the client names it: added kinds with their group. */
function kindName(object: Typed): KindName {
  const { group } = parseApiVersion(object.apiVersion);
  return findBuiltIn(object)?.kind ?? addedName({ group, kind: object.kind });
}

const addedName = ({ group, kind }: { readonly group: string; readonly kind: string }): KindName =>
  `${kind}.${group}` as KindName;

const isServed = (name: KindName, { client }: ControllerContext): boolean =>
  kinds.some(({ kind }) => kind === name) ||
  client.addedKinds().some((each) => addedName(each) === name);

const itemKey = (object: KubernetesObject): string =>
  `${kindName(object)}\u0000${object.metadata.namespace ?? ""}\u0000${object.metadata.name}`;

interface Item {
  readonly kind: KindName;
  readonly namespace: string;
  readonly name: string;
  /** Instead of an object: everything that this uid owned. */
  readonly ownerUid?: string;
}

function splitItem(key: string): Item {
  const [kind = "", namespace = "", name = ""] = key.split("\u0000");
  if (kind === "gone") return { kind: "Pod", namespace: "", name: "", ownerUid: namespace };
  return { kind: kind as KindName, namespace, name };
}
