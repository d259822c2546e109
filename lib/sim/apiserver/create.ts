// Creating an object: defaults, admission, strategy, validation, quota, storage, in upstream's order.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go (Create),
// staging/src/k8s.io/apiserver/pkg/registry/rest/create.go (BeforeCreate)
import type { Draft, KindDefinition } from "../kinds/define-kind";
import { qualifiedResource } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { completeObject } from "../meta/schema/complete";
import { alreadyExists, badRequest, invalid } from "../meta/status-error";
import { formatTime } from "../meta/time";
import { trackFields } from "./field-tracking";
import { storageKey } from "./kind-index";
import { validateMetadata } from "./metadata-rules";
import {
  type AdmissionRequest,
  drawNumber,
  drawSuffix,
  drawUuid,
  type ServerContext,
} from "./server-context";
import { storeObject, type WriteOptions } from "./stored-object";

/** Takes `draft` over. Returns the object as stored (as it would be stored, for a dry run). */
export function createObject(
  server: ServerContext,
  kind: KindDefinition,
  namespace: string,
  draft: Draft<KubernetesObject>,
  options: WriteOptions,
): KubernetesObject {
  placeInNamespace(kind, namespace, draft);
  kind.setDefaults?.(draft);
  const request = admissionRequest(kind, namespace, draft, options);
  for (const plugin of server.admission) plugin.mutate?.(draft, request, server);
  fillMetadata(server, kind, draft);
  generateName(server, kind, draft);
  kind.prepareForCreate?.(draft, { now: server.state.now, random: () => drawNumber(server) });
  if (kind.hasGeneration) draft.metadata.generation = 1;

  const object: KubernetesObject = draft;
  const errors = [...validateMetadata(kind, object), ...(kind.validate?.(object) ?? [])];
  if (errors.length > 0) throw invalid(kind, draft.metadata.name ?? "", errors);
  const named = { ...request, name: draft.metadata.name ?? "" };
  for (const plugin of server.admission) plugin.validate?.(object, named, server);

  const key = storageKey(kind, namespace, draft.metadata.name ?? "");
  if (server.etcd.get(key) !== undefined) {
    throw alreadyExists(qualifiedResource(kind), draft.metadata.name ?? "");
  }
  const whole = completeObject(kind, object);
  const tracked = trackFields(server, { kind, object: whole, options, subresource: "" });
  return options.dryRun ? tracked : storeObject(server, key, tracked);
}

/** The URL says which namespace is meant; the object may leave it out. */
export function placeInNamespace(
  kind: KindDefinition,
  namespace: string,
  draft: Draft<KubernetesObject>,
): void {
  if (!kind.namespaced) {
    draft.metadata.namespace = undefined;
    return;
  }
  const asked = draft.metadata.namespace;
  if (asked !== undefined && asked !== "" && asked !== namespace) {
    throw badRequest(
      "the namespace of the provided object does not match the namespace sent on the request",
    );
  }
  draft.metadata.namespace = namespace;
}

function fillMetadata(
  server: ServerContext,
  kind: KindDefinition,
  draft: Draft<KubernetesObject>,
): void {
  const metadata = draft.metadata;
  if (!kind.namespaced) delete metadata.namespace;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.resourceVersion;
  delete metadata.selfLink;
  metadata.uid = drawUuid(server);
  metadata.creationTimestamp = formatTime(server.state.now);
}

/** Upstream tries again when a drawn name is taken. */
const nameAttempts = 8;

// Kubernetes: apiserver/pkg/storage/names/generate.go — the base is cut so that the suffix fits in 63.
function generateName(
  server: ServerContext,
  kind: KindDefinition,
  draft: Draft<KubernetesObject>,
): void {
  const { metadata } = draft;
  if (metadata.name || !metadata.generateName) return;
  for (let attempt = 0; attempt < nameAttempts; attempt++) {
    metadata.name = metadata.generateName.slice(0, 58) + drawSuffix(server);
    if (server.etcd.get(storageKey(kind, metadata.namespace ?? "", metadata.name)) === undefined)
      return;
  }
}

function admissionRequest(
  kind: KindDefinition,
  namespace: string,
  draft: Draft<KubernetesObject>,
  options: WriteOptions,
): AdmissionRequest {
  return {
    operation: "CREATE",
    kind,
    namespace,
    name: draft.metadata.name ?? "",
    subresource: "",
    user: options.user,
    isDryRun: options.dryRun ?? false,
    ...(options.warn === undefined ? {} : { warn: options.warn }),
  };
}
