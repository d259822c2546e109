// Three of the four kinds of patch: text onto a document. Server-side apply is in `apply.ts`.
import type { KindDefinition } from "../kinds/define-kind";
import { parseJson } from "../meta/json/parse-json";
import { isJsonObject } from "../meta/object";
import { applyJsonPatch } from "../meta/patch/json-patch";
import { applyMergePatch } from "../meta/patch/merge-patch";
import { applyStrategicMergePatch } from "../meta/patch/strategic-merge-patch";
import { rootProperty } from "../meta/schema/lookup";
import { badRequest, failure, unsupportedMediaType } from "../meta/status-error";
import type { ApiRequest } from "./request";

const strategic = "application/strategic-merge-patch+json";
const merge = "application/merge-patch+json";
const jsonPatch = "application/json-patch+json";
const applyYaml = "application/apply-patch+yaml";
const patchTypes = [jsonPatch, merge, strategic, applyYaml];

/** No route takes it: said before anyone looks at the patch. */
const unknownPatchType = () =>
  failure(415, "UnsupportedMediaType", "415: Unsupported Media Type", {});

/** The document after the request's patch; `kind` is needed for strategic merge patches only. */
export function applyPatchText(
  request: ApiRequest,
  document: unknown,
  kind?: KindDefinition,
): unknown {
  const { body } = request;
  if (!patchTypes.includes(mediaType(request))) throw unknownPatchType();
  if (typeof body !== "string") throw unsupportedMediaType(patchTypes);
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
      throw unsupportedMediaType(patchTypes);
  }
}

function applyStrategic(document: unknown, patch: unknown, kind?: KindDefinition): unknown {
  if (!isJsonObject(patch) || !isJsonObject(document)) {
    throw badRequest(
      "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}",
    );
  }
  const schema = kind && rootProperty(kind);
  if (schema === undefined) throw unsupportedMediaType([jsonPatch, merge, applyYaml]);
  return applyStrategicMergePatch(document, patch, schema);
}

export const mediaType = (request: ApiRequest): string =>
  (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
