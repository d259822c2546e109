// Objects that nobody stores: a kind makes them up for the request, from what the cluster looks like then.
import { type ClusterView, type KindDefinition, qualifiedResource } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { notFound } from "../meta/status-error";
import { asObject } from "./indexes";
import { storagePrefix } from "./kind-index";
import type { ServerContext } from "./server-context";

/** Nothing for a kind whose objects are stored. */
export function madeUpObjects(
  server: ServerContext,
  kind: KindDefinition,
  namespace: string,
): readonly KubernetesObject[] | undefined {
  return kind.madeUp?.(viewOf(server), namespace);
}

/** Throws when there is none of the name. */
export function readMadeUp(
  server: ServerContext,
  kind: KindDefinition,
  place: { readonly namespace: string; readonly name: string },
): KubernetesObject {
  const objects = madeUpObjects(server, kind, place.namespace) ?? [];
  const found = objects.find(({ metadata }) => metadata.name === place.name);
  if (found !== undefined) return found;
  throw kind.absent?.(viewOf(server), place) ?? notFound(qualifiedResource(kind), place.name);
}

const viewOf = ({ state, etcd, kinds, nodes }: ServerContext): ClusterView => ({
  now: state.now,
  list(name, namespace = "") {
    const kind = kinds.kind("v1", name);
    if (kind === undefined) return [];
    return etcd.list(storagePrefix(kind, namespace)).flatMap(({ value }) => asObject(value) ?? []);
  },
  usage: () => nodes?.usage() ?? [],
});
