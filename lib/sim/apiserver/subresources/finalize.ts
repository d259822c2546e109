// `namespaces/finalize`: takes finalizers off a namespace; with the last one the namespace is gone.
//
// Kubernetes: pkg/registry/core/namespace/storage/storage.go (FinalizeREST)
import { present } from "../../kernel/invariant";
import type { KubernetesObject } from "../../meta/object";
import { storageKey } from "../kind-index";
import type { ServerContext } from "../server-context";
import { readObject, removeObject, storeObject, type WriteOptions } from "../stored-object";

export function finalizeNamespace(
  server: ServerContext,
  namespace: KubernetesObject,
  _options: WriteOptions,
): KubernetesObject {
  const kind = present(
    server.kinds.resource("", "v1", "namespaces"),
    "namespaces are always served",
  );
  const { name } = namespace.metadata;
  const stored = readObject(server, { kind, namespace: "", name, subresource: "finalize" });
  const spec = namespace.spec as { finalizers?: readonly string[] } | undefined;
  const finalizers = spec?.finalizers ?? [];
  const key = storageKey(kind, "", name);
  const isGoing = stored.metadata.deletionTimestamp !== undefined;
  const isFree = finalizers.length === 0 && (stored.metadata.finalizers ?? []).length === 0;
  if (isGoing && isFree) return removeObject(server, key, stored);
  return storeObject(server, key, { ...stored, spec: finalizers.length > 0 ? { finalizers } : {} });
}
