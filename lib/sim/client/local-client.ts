// The client that lives beside the API server: no text is made or parsed on the way, the steps of a request
// are the same.
//
// Differs: no client-side rate limit (upstream's controller manager sends 20 requests a second), so that big
// Deployments start as fast as the scheduler places them.
import { isAvailable, isInstalled } from "../apiserver/aggregation";
import { createObject } from "../apiserver/create";
import { deleteObject } from "../apiserver/delete";
import {
  asObject,
  controllerIndex,
  nodeIndex,
  orphanIndex,
  ownerIndex,
} from "../apiserver/indexes";
import { storageKey } from "../apiserver/kind-index";
import { listObjects } from "../apiserver/list";
import type { UserInfo } from "../apiserver/request";
import type { ServerContext } from "../apiserver/server-context";
import type { WriteOptions } from "../apiserver/stored-object";
import { bindPod } from "../apiserver/subresources/binding";
import { finalizeNamespace } from "../apiserver/subresources/finalize";
import { updateObject } from "../apiserver/update";
import { invariant } from "../kernel/invariant";
import { apiVersionOf, type KindDefinition, qualifiedResource } from "../kinds/define-kind";
import { deepClone, deepEqual, type KubernetesObject } from "../meta/object";
import { StatusError, serviceUnavailable } from "../meta/status-error";
import type { Client, KindName } from "./client";

export interface LocalClientOptions {
  readonly user: UserInfo;
  /** As managed fields name the writer. */
  readonly fieldManager: string;
  /** Whether the API server answers at the moment. */
  isServing(): boolean;
}

export function createLocalClient(
  server: ServerContext,
  kinds: ReadonlyMap<string, KindDefinition>,
  options: LocalClientOptions,
): Client {
  const write: WriteOptions = { user: options.user, fieldManager: options.fieldManager };
  const definition = (name: KindName): KindDefinition => {
    const kind = kinds.get(name) ?? server.kinds.added.find((each) => addedName(each) === name);
    invariant(kind !== undefined, `unknown kind ${name}`);
    return kind;
  };
  const requireServer = (): void => {
    if (!options.isServing()) throw serviceUnavailable("connection refused");
  };
  const ofKind = (name: string, objects: readonly KubernetesObject[]) =>
    objects.filter((object) => object.kind === name);

  // One untyped implementation under the typed face: the kinds list ties names to types.
  const untyped = {
    get(name: KindName, key: { namespace?: string; name: string }) {
      const kind = definition(name);
      return asObject(server.etcd.get(storageKey(kind, key.namespace ?? "", key.name))?.value);
    },
    list(name: KindName, query: { namespace?: string; labelSelector?: string } = {}) {
      const kind = definition(name);
      if (!isAvailable(server.etcd, kind)) return [];
      return listObjects(server, kind, {
        namespace: query.namespace ?? "",
        labelSelector: query.labelSelector ?? "",
        fieldSelector: "",
        limit: 0,
        continueToken: "",
      }).items;
    },
    controlledBy: (name: KindName, uid: string) =>
      ofKind(name, server.indexes.objects(server.etcd, controllerIndex, uid)),
    dependentsOf: (uid: string) => server.indexes.objects(server.etcd, ownerIndex, uid),
    orphanPods: (namespace: string) => server.indexes.objects(server.etcd, orphanIndex, namespace),
    podsOnNode: (node: string) => server.indexes.objects(server.etcd, nodeIndex, node),
    addedKinds: () => server.kinds.added,
    unavailable(name: KindName) {
      const kind = definition(name);
      const why = isInstalled(server.etcd, kind) ? unreachable : unknown;
      return isAvailable(server.etcd, kind) ? undefined : `${why} (get ${qualifiedResource(kind)})`;
    },
    create(name: KindName, object: KubernetesObject) {
      requireServer();
      const kind = definition(name);
      const draft = deepClone({ ...object, apiVersion: apiVersionOf(kind), kind: kind.kind });
      return createObject(server, kind, object.metadata.namespace ?? "", draft, write);
    },
    update(name: KindName, object: KubernetesObject) {
      requireServer();
      return updateObject(
        server,
        targetOf(definition(name), object, ""),
        shallowDraft(object),
        write,
      );
    },
    updateAny: (name: KindName, object: KubernetesObject) => untyped.update(name, object),
    finalizeNamespace(namespace: KubernetesObject) {
      requireServer();
      finalizeNamespace(server, namespace, write);
    },
    updateStatus(name: KindName, object: KubernetesObject) {
      requireServer();
      const kind = definition(name);
      const stored = untyped.get(name, object.metadata);
      const isSame =
        stored !== undefined &&
        deepEqual(stored.status, object.status) &&
        deepEqual(stored.metadata.annotations, object.metadata.annotations);
      if (isSame) return stored;
      return updateObject(server, targetOf(kind, object, "status"), shallowDraft(object), write);
    },
    delete(name: KindName, key: { namespace?: string; name: string }, asked = {}) {
      requireServer();
      try {
        const target = { kind: definition(name), namespace: key.namespace ?? "", name: key.name };
        deleteObject(server, target, asked, write);
      } catch (error) {
        if (!(error instanceof StatusError) || error.status.reason !== "NotFound") throw error;
      }
    },
    bind(pod: { namespace?: string; name: string; uid?: string }, node: string) {
      requireServer();
      bindPod(server, pod, node, write);
    },
  };
  return untyped as unknown as Client;
}

const unknown = "the server could not find the requested resource";
const unreachable = "the server is currently unable to handle the request";

const addedName = ({ group, kind }: KindDefinition): string => `${kind}.${group}`;

function targetOf(kind: KindDefinition, object: KubernetesObject, subresource: string) {
  const { namespace = "", name } = object.metadata;
  return { kind, namespace, name, subresource };
}

/** Components write objects made by spreading; only what the update path itself changes is copied. */
function shallowDraft(object: KubernetesObject) {
  return { ...object, metadata: { ...object.metadata } } as ReturnType<
    typeof deepClone<KubernetesObject>
  >;
}
