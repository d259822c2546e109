// PATCH in its four forms. A patch is worked out on the stored object and then goes the way of an update.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go
import type { Draft, KindDefinition } from "../kinds/define-kind";
import { parseJson } from "../meta/json/parse-json";
import { deepClone, isJsonObject, type JsonObject, type KubernetesObject } from "../meta/object";
import { applyJsonPatch } from "../meta/patch/json-patch";
import { applyMergePatch } from "../meta/patch/merge-patch";
import { applyStrategicMergePatch } from "../meta/patch/strategic-merge-patch";
import { rootProperty } from "../meta/schema/lookup";
import { decode } from "../meta/schema/decode";
import { badRequest, unsupportedMediaType } from "../meta/status-error";
import { applyObject } from "./apply";
import { validationMode } from "./body";
import { asObject } from "./indexes";
import type { ApiRequest } from "./request";
import type { Call } from "./server";
import type { ServerContext } from "./server-context";
import { readObject, type UpdateTarget, updateObject } from "./update";

export type PatchTarget = UpdateTarget;

export interface Patched {
  readonly object: KubernetesObject;
  /** Server-side apply may make the object. */
  readonly isNew: boolean;
}

const strategic = "application/strategic-merge-patch+json";
const merge = "application/merge-patch+json";
const jsonPatch = "application/json-patch+json";
const applyYaml = "application/apply-patch+yaml";

export function patchObject(server: ServerContext, target: PatchTarget, call: Call): Patched {
  if (mediaType(call.request) === applyYaml) return applyObject(server, target, call);
  const old = readObject(server, target);
  const patched = applyPatchText(call.request, withoutManagedFields(old), target.kind);
  const draft = decodePatched(target.kind, patched, call);
  draft.metadata.resourceVersion = resourceVersionOf(patched) ?? old.metadata.resourceVersion;
  if (draft.metadata.managedFields === undefined && old.metadata.managedFields !== undefined) {
    draft.metadata.managedFields = deepClone(old.metadata.managedFields);
  }
  return { object: updateObject(server, target, draft, call.write), isNew: false };
}

/** The document after the request's patch; `kind` is needed for strategic merge patches only. */
export function applyPatchText(request: ApiRequest, document: unknown, kind?: KindDefinition): unknown {
  const { body } = request;
  if (typeof body !== "string") throw unsupportedMediaType([jsonPatch, merge, strategic, applyYaml]);
  const parsed = parseJson(body);
  if ("error" in parsed) throw badRequest(`error decoding patch: ${parsed.error}`);
  switch (mediaType(request)) {
    case jsonPatch:
      return applyJsonPatch(document, parsed.value);
    case merge:
      return applyMergePatch(document, parsed.value);
    case strategic:
      return applyStrategic(document, parsed.value, kind);
    default:
      throw unsupportedMediaType([jsonPatch, merge, strategic, applyYaml]);
  }
}

function applyStrategic(document: unknown, patch: unknown, kind?: KindDefinition): unknown {
  if (!isJsonObject(patch) || !isJsonObject(document)) {
    throw badRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
  }
  const schema = kind && rootProperty(kind);
  if (schema === undefined) throw unsupportedMediaType([jsonPatch, merge, applyYaml]);
  return applyStrategicMergePatch(document, patch, schema);
}

function decodePatched(kind: KindDefinition, patched: unknown, call: Call): Draft<KubernetesObject> {
  const gvk = { group: kind.group, version: kind.version, kind: kind.kind };
  const { object, warnings } = decode(gvk, patched, validationMode(call.request));
  call.warnings.push(...warnings);
  return deepClone(object);
}

const mediaType = (request: ApiRequest): string =>
  (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";

/** Patches see objects without their bookkeeping, as upstream strips it before comparing. */
function withoutManagedFields(object: KubernetesObject): JsonObject & KubernetesObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata } as JsonObject & KubernetesObject;
}

function resourceVersionOf(patched: unknown): string | undefined {
  return asObject(patched)?.metadata.resourceVersion;
}
