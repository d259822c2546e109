// Server-side apply: the request says what its manager wants, the server knows who set which field.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (applyPatcher)
import { apiVersionOf, type Draft } from "../kinds/define-kind";
import {
  deepClone,
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  parseApiVersion,
} from "../meta/object";
import { applyConfiguration } from "../meta/patch/apply/managed-fields";
import { badRequest } from "../meta/status-error";
import { readYaml } from "../meta/yaml/read";
import { decodeAs } from "./body";
import type { Call } from "./call";
import { createObject } from "./create";
import { managerContext } from "./field-tracking";
import { asObject } from "./indexes";
import { storageKey } from "./kind-index";
import type { ServerContext } from "./server-context";
import type { ObjectTarget } from "./stored-object";
import { updateObject } from "./update";

export interface Applied {
  readonly object: KubernetesObject;
  readonly isNew: boolean;
}

export function applyObject(server: ServerContext, target: ObjectTarget, call: Call): Applied {
  const { kind, namespace, name, subresource } = target;
  const { query } = call.request;
  const manager = query.fieldManager?.[0] ?? "";
  const sent = readPatch(call);
  refuseOther(sent, call);
  const patch =
    call.asked.conversion === undefined ? sent : { ...sent, apiVersion: apiVersionOf(kind) };
  const stored = asObject(server.etcd.get(storageKey(kind, namespace, name))?.value);
  const { object } = applyConfiguration(stored as JsonObject | undefined, patch, {
    ...managerContext(server, { kind, subresource, manager }),
    force: query.force?.[0] === "true",
  });
  const draft = decodeApplied(kind, object, call);
  draft.metadata.name ??= name;
  const write = { ...call.write, isTracked: true };
  if (stored === undefined) {
    return { object: createObject(server, kind, namespace, draft, write), isNew: true };
  }
  return { object: updateObject(server, target, draft, write), isNew: false };
}

/** What is applied must be what the URL names. */
function refuseOther(sent: JsonObject, { asked, info }: Call): void {
  const { kind, apiVersion, metadata } = sent;
  const { group, version } = parseApiVersion(String(apiVersion));
  if (kind !== asked.kind || apiVersion !== apiVersionOf(asked)) {
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${String(kind)}`);
  }
  const name = isJsonObject(metadata) ? (metadata.name ?? info.name) : info.name;
  if (name === info.name) return;
  throw badRequest(
    `the name of the object (${String(name)}) does not match the name on the URL (${info.name})`,
  );
}

function readPatch({ request }: Call): JsonObject {
  const parsed = readYaml(typeof request.body === "string" ? request.body : "");
  if ("error" in parsed) throw badRequest(`error decoding YAML: ${parsed.error}`);
  if (!isJsonObject(parsed.value))
    throw badRequest("error decoding YAML: the patch is not an object");
  return parsed.value;
}

/** Managed fields go round the decoder: their keys are data, not fields of a schema. */
function decodeApplied(
  kind: ObjectTarget["kind"],
  object: JsonObject,
  call: Call,
): Draft<KubernetesObject> {
  const decoded = decodeAs(kind, object, call.request);
  call.warnings.push(...decoded.warnings);
  const draft = deepClone(decoded.object);
  const managedFields = asObject(object)?.metadata.managedFields;
  if (managedFields !== undefined) draft.metadata.managedFields = deepClone(managedFields);
  return draft;
}
