// PATCH in its four forms. A patch is worked out on the stored object and then goes the way of an update.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go
import type { Draft } from "../kinds/define-kind";
import { fieldPath, invalid as invalidField } from "../meta/field-errors";
import { deepClone, isJsonObject, type KubernetesObject } from "../meta/object";
import type { Decoded } from "../meta/schema/decode";
import { badRequest, invalid, StatusError } from "../meta/status-error";
import { applyObject } from "./apply";
import { decodeAs, requireKind } from "./body";
import { type Call, ok } from "./call";
import { asObject } from "./indexes";
import { applyPatchText, mediaType } from "./patch-text";
import { inVersion } from "./present";
import type { ApiResponse } from "./request";
import type { ServerContext } from "./server-context";
import { type ObjectTarget, readObject } from "./stored-object";
import { undecodablePatch } from "./undecodable-patch";
import { updateObject } from "./update";

export interface Patched {
  readonly object: KubernetesObject;
  /** Server-side apply may make the object. */
  readonly isNew: boolean;
}

const applyYaml = "application/apply-patch+yaml";

/** Works the patch out and answers with the object. */
export function answerPatch(server: ServerContext, call: Call, target: ObjectTarget): ApiResponse {
  const { object, isNew } = patchObject(server, target, call);
  return ok(server, call, object, isNew ? 201 : 200);
}

function patchObject(server: ServerContext, target: ObjectTarget, call: Call): Patched {
  if (mediaType(call.request) === applyYaml) return applyObject(server, target, call);
  const old = readObject(server, target);
  const document = inVersion(call.asked, old);
  const patched = applyPatchText(call.request, document, call.asked);
  const draft = decodePatched(document, patched, call);
  if (draft.metadata.name !== target.name) {
    throw badRequest(
      `the name of the object (${draft.metadata.name}) does not match the name on the URL (${target.name})`,
    );
  }
  if (draft.metadata.uid !== old.metadata.uid) {
    const error = invalidField(
      fieldPath("metadata", "uid"),
      draft.metadata.uid ?? "",
      "field is immutable",
    );
    throw invalid(target.kind, target.name, [error]);
  }
  draft.metadata.resourceVersion = resourceVersionOf(patched) ?? old.metadata.resourceVersion;
  // Their keys are data, which the decoder does not know.
  const managedFields = asObject(patched)?.metadata.managedFields;
  if (managedFields === undefined) delete draft.metadata.managedFields;
  else draft.metadata.managedFields = deepClone(managedFields);
  return { object: updateObject(server, target, draft, call.write), isNew: false };
}

function decodePatched(
  document: KubernetesObject,
  patched: unknown,
  call: Call,
): Draft<KubernetesObject> {
  const { object, warnings } = decodeOrExplain(document, patched, call);
  call.warnings.push(...warnings);
  return deepClone(call.asked.conversion?.toStored(object) ?? object);
}

function decodeOrExplain(document: KubernetesObject, patched: unknown, call: Call): Decoded {
  const { asked, request } = call;
  // A strategic patch works on fields of a Go struct, which has none for its kind.
  const isStrategic = mediaType(request) === "application/strategic-merge-patch+json";
  const { kind, apiVersion } = document;
  const whole = isStrategic && isJsonObject(patched) ? { ...patched, kind, apiVersion } : patched;
  try {
    if (isJsonObject(whole)) requireKind(asked, whole);
    return decodeAs(asked, whole, request);
  } catch (error) {
    if (!(error instanceof StatusError) || asked.decode !== undefined) throw error;
    throw undecodablePatch({ request, document, patched, error });
  }
}

function resourceVersionOf(patched: unknown): string | undefined {
  return asObject(patched)?.metadata.resourceVersion;
}
