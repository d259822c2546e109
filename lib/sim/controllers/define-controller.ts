// The contract of a controller: which kinds wake it, and what it does about one key. Level-based: it is told
// that something changed, never what, and compares what is wanted with what there is.
import type { Client } from "../client/client";
import type { RecordedEvent } from "../client/event-recorder";
import type { Reconciler } from "../client/reconciler";
import type { State } from "../kernel/state";
import type { KubernetesObject } from "../meta/object";

export interface ControllerContext {
  readonly state: State;
  /** The cluster's clock, milliseconds since 1970. */
  readonly now: number;
  readonly client: Client;
  /** Writes an Event in the controller's name. */
  record(event: RecordedEvent): void;
  /** Asks for a key of this controller after `delayMs`. */
  enqueue(key: string, delayMs: number): void;
}

export type Controller = Reconciler<ControllerContext>;

export function defineController(controller: Omit<Controller, "process">): Controller {
  return { ...controller, process: "kube-controller-manager" };
}

/** `dev/web`: the key of a namespaced object; just the name without a namespace. */
export function keyOf(object: KubernetesObject): string {
  const { namespace, name } = object.metadata;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf("/");
  if (slash < 0) return { namespace: "", name: key };
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** Watches the controller's own kind. */
export function watchOwn(kind: string) {
  return {
    kind,
    keys: ({ old, current }: { old?: KubernetesObject; current?: KubernetesObject }) => {
      const object = current ?? old;
      return object === undefined ? [] : [keyOf(object)];
    },
  };
}

/** Watches objects that a `controllerKind` controls, and asks for their controllers. */
export function watchControlled(kind: string, controllerKind: string) {
  return {
    kind,
    keys: ({ old, current }: { old?: KubernetesObject; current?: KubernetesObject }) => {
      const keys = [old, current].flatMap((object) => controllerKey(object, controllerKind) ?? []);
      return keys[0] === keys[1] ? keys.slice(0, 1) : keys;
    },
  };
}

function controllerKey(
  object: KubernetesObject | undefined,
  controllerKind: string,
): string | undefined {
  const owner = object?.metadata.ownerReferences?.find((reference) => reference.controller);
  if (object === undefined || owner?.kind !== controllerKind) return undefined;
  const { namespace } = object.metadata;
  return namespace === undefined ? owner.name : `${namespace}/${owner.name}`;
}
