// The answer to a patch whose outcome is no object of the kind: a number that became a text, a field that does
// not exist. It quotes what could not be read: the patched document, or the patch where that was a map.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (jsonPatcher, applyPatchToObject),
// staging/src/k8s.io/apimachinery/pkg/runtime/converter.go (fromUnstructured)
import { fieldPath, invalid as invalidField } from "../meta/field-errors";
import { goJson, goJsonString } from "../meta/go-json";
import { compareText } from "../meta/go-text";
import { deepEqual, isJsonObject } from "../meta/object";
import { invalid, type StatusError } from "../meta/status-error";
import { mediaType } from "./patch-text";
import type { ApiRequest } from "./request";

export interface UndecodablePatch {
  readonly request: ApiRequest;
  readonly document: unknown;
  readonly patched: unknown;
  readonly error: StatusError;
}

export function undecodablePatch({
  request,
  document,
  patched,
  error,
}: UndecodablePatch): StatusError {
  const why = error.message.replace(/^\S+ in version "[^"]*" cannot be handled as a \S+: /, "");
  const isStrategic = mediaType(request) === "application/strategic-merge-patch+json";
  const value = isStrategic
    ? goValue(JSON.parse(String(request.body)))
    : patchedText(document, patched);
  const reason = isStrategic ? conversionError(why) : why;
  const errors = [invalidField(fieldPath("patch"), value, reason)];
  return invalid({ group: "", kind: "" }, "", errors);
}

/** What a patch goes through becomes a map, whose keys Go sorts; the rest stays as it was written. */
function patchedText(before: unknown, after: unknown): string {
  if (!isJsonObject(before) || !isJsonObject(after) || deepEqual(before, after)) {
    return goJson(withSortedFields(after), { keepOrder: true });
  }
  const fields = Object.keys(after)
    .sort(compareText)
    .map((key) => `${goJsonString(key)}:${patchedText(before[key], after[key])}`);
  return `{${fields.join(",")}}`;
}

/** Sets of managed fields are written in order, wherever they came from. */
function withSortedFields(value: unknown): unknown {
  const entries = isJsonObject(value) ? value.managedFields : undefined;
  if (!isJsonObject(value) || !Array.isArray(entries)) return value;
  const managedFields = entries.map((entry) =>
    isJsonObject(entry) ? { ...entry, fieldsV1: JSON.parse(goJson(entry.fieldsV1 ?? {})) } : entry,
  );
  return { ...value, managedFields };
}

/** `%+v` of decoded JSON: `map[spec:map[replicas:two]]`. */
function goValue(value: unknown): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goValue).join(" ")}]`;
  if (!isJsonObject(value)) return String(value);
  const fields = Object.keys(value)
    .sort(compareText)
    .map((key) => `${key}:${goValue(value[key])}`);
  return `map[${fields.join(" ")}]`;
}

const goKinds: Readonly<Record<string, string>> = {
  object: "map",
  array: "slice",
  number: "int64",
};

/** A strategic patch is not decoded from JSON but converted from a map, with other words for the same. */
function conversionError(why: string): string {
  const [, sent = "", wanted] =
    /^json: cannot unmarshal (\w+)(?: \S+)? into Go (?:struct field \S+|value) of type (\S+)$/.exec(
      why,
    ) ?? [];
  if (wanted === undefined) return why;
  const from = goKinds[sent] ?? sent;
  if (wanted.startsWith("[]")) return `cannot restore slice from ${from}`;
  if (wanted.startsWith("map[")) return `cannot restore map from ${from}`;
  if (/^\w+\.[A-Z]/.test(wanted) && sent !== "object" && !isNamedString(wanted, sent)) {
    return `cannot restore struct from: ${from}`;
  }
  const isText = wanted === "string" || isNamedString(wanted, sent);
  if (from === "int64" && isText) return `cannot convert int64 to ${wanted}`;
  return `unrecognized type: ${isText ? "string" : wanted}`;
}

/** Named strings of Go, such as `v1.PullPolicy`, and structs look alike; only numbers and texts tell. */
const isNamedString = (wanted: string, sent: string): boolean =>
  /(Type|Policy|Mode|Protocol|Operator|Phase|Effect|Affinity|Scope|Name|Status|UID)$/.test(
    wanted,
  ) && sent !== "string";
