// Reading a request's body: JSON or YAML, bounded, of the kind the path names.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go, update.go, delete.go
import { limits } from "../kernel/limits";
import type { Draft, KindDefinition } from "../kinds/define-kind";
import { apiVersionOf } from "../kinds/define-kind";
import { goQuote, utf8Bytes } from "../meta/go-text";
import { parseJson } from "../meta/json/parse-json";
import {
  deepClone,
  type GroupVersionKind,
  isJsonObject,
  type KubernetesObject,
  parseApiVersion,
} from "../meta/object";
import { decodeProtobuf, protobufType } from "../meta/protobuf/envelope";
import { cannotHandle, type Decoded, decode } from "../meta/schema/decode";
import { valueKind } from "../meta/schema/decode-scalar";
import { lookup } from "../meta/schema/lookup";
import { badRequest, requestEntityTooLarge, unsupportedMediaType } from "../meta/status-error";
import { readYaml } from "../meta/yaml/read";
import type { Call } from "./call";
import type { DeleteOptions } from "./delete";
import type { ApiRequest } from "./request";

const mediaTypes = ["application/json", "application/yaml", protobufType];

/** The body as an object of the call's kind: decoded, checked against the schema, its own copy. */
export function readObjectBody(call: Call): Draft<KubernetesObject> {
  const { asked: kind, request, warnings } = call;
  const parsed = parseBody(request);
  if ("error" in parsed) throw unrecognized(kind.kind, parsed.error, request);
  const { value, duplicates } = parsed;
  if (!isJsonObject(value)) {
    const why =
      value === undefined
        ? "unexpected end of JSON input"
        : `json: cannot unmarshal ${valueKind(value)} into Go value of type ${typeMetaType}`;
    throw unrecognized(kind.kind, why, request);
  }
  const wanted = apiVersionOf(kind);
  const typed = { ...value, apiVersion: value.apiVersion ?? wanted, kind: value.kind ?? kind.kind };
  requireKind(kind, typed);
  const decoded = decodeAs(kind, typed, request, duplicates);
  warnings.push(...decoded.warnings);
  const draft = deepClone(kind.conversion?.toStored(decoded.object) ?? decoded.object);
  draft.metadata ??= { name: "" };
  return draft;
}

/** Refuses an object that says it is of another kind. */
export function requireKind(
  kind: KindDefinition,
  typed: { readonly kind?: unknown; readonly apiVersion?: unknown },
): void {
  if (typed.kind === kind.kind && typed.apiVersion === apiVersionOf(kind)) return;
  const { group, version } = kind;
  throw unknownConversion(typed, { group, version, kind: kind.kind });
}

/** By the kind's own schema, built in or not. */
export function decodeAs(
  kind: KindDefinition,
  json: unknown,
  request: ApiRequest,
  duplicates: readonly string[] = [],
): Decoded {
  const mode = validationMode(request);
  return kind.decode?.(json, mode, duplicates) ?? decode(kind, json, mode, duplicates);
}

function unknownConversion(
  typed: { readonly kind?: unknown; readonly apiVersion?: unknown },
  wanted: GroupVersionKind,
): Error {
  const { group, version, kind } = wanted;
  const sent = parseApiVersion(String(typed.apiVersion));
  // Built-in kinds are converted to the form the server works with, custom ones to their own version.
  const isBuiltIn = lookup(wanted) !== undefined;
  const into = isBuiltIn ? group.split(".")[0] || "core" : `${group}/${version}`;
  const gvk = { ...sent, kind: String(typed.kind) };
  if (isBuiltIn && lookup(gvk) === undefined) {
    return cannotHandle(
      gvk,
      `no kind ${goQuote(gvk.kind)} is registered for version ${goQuote(String(typed.apiVersion))} in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
      kind,
    );
  }
  return cannotHandle(
    gvk,
    `converting (${String(typed.apiVersion)}.${String(typed.kind)}) to (${into}.${kind}): unknown conversion`,
    kind,
  );
}

export function validationMode(request: ApiRequest): "Strict" | "Warn" | "Ignore" {
  const asked = request.query.fieldValidation?.[0];
  return asked === "Strict" || asked === "Ignore" ? asked : "Warn";
}

/** The body as a JSON value. */
export const readValue = (request: ApiRequest): unknown => readParsed(request).value;

interface Parsed {
  readonly value: unknown;
  /** Paths of keys written twice. */
  readonly duplicates: readonly string[];
}

function readParsed(request: ApiRequest): Parsed {
  const parsed = parseBody(request);
  if (!("error" in parsed)) return parsed;
  throw badRequest(`couldn't get version/kind; json parse error: ${parsed.error}`);
}

const typeMetaType =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go (transformDecodeError, summarizeData)
function unrecognized(kind: string, why: string, { body }: ApiRequest): Error {
  const text = typeof body === "string" ? body : "";
  const shown = text.length > 30 ? `${text.slice(0, 30)} ...` : text;
  const summary = text === "" ? "<empty>" : text.startsWith("{") ? shown : hexOf(text);
  return badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why} (${summary})`,
  );
}

function hexOf(text: string): string {
  const bytes = utf8Bytes(text);
  const hex = bytes.slice(0, 30).map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("") + (bytes.length > 30 ? " ..." : "");
}

function parseBody(request: ApiRequest): Parsed | { readonly error: string } {
  const { body, headers } = request;
  const type = (headers["content-type"] ?? "application/json").split(";")[0]?.trim() ?? "";
  if (body === undefined || body.length === 0) return { value: undefined, duplicates: [] };
  if (body.length > limits.requestBodyBytes) {
    throw requestEntityTooLarge(`Request entity too large: limit is ${limits.requestBodyBytes}`);
  }
  if (type === protobufType && typeof body !== "string") {
    const decoded = decodeProtobuf(body);
    if ("error" in decoded) throw badRequest(decoded.error);
    return { ...decoded, duplicates: [] };
  }
  if (typeof body !== "string") throw unsupportedMediaType(mediaTypes);
  if (type !== "application/json" && type !== "application/yaml" && type !== "") {
    throw unsupportedMediaType(mediaTypes);
  }
  const parsed = type === "application/yaml" ? readYaml(body) : parseJson(body);
  if ("error" in parsed) return parsed;
  return { duplicates: [], ...parsed };
}

/** From the body or, as older clients send them, from the query. */
export function readDeleteOptions({ request }: Call): DeleteOptions {
  const value = readValue(request);
  const body = isJsonObject(value) ? value : {};
  const query = (name: string): string | undefined => request.query[name]?.[0];
  const grace = body.gracePeriodSeconds ?? query("gracePeriodSeconds");
  const policy = body.propagationPolicy ?? query("propagationPolicy");
  const preconditions = isJsonObject(body.preconditions) ? body.preconditions : {};
  return {
    ...(grace === undefined || grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === "Orphan" || policy === "Background" || policy === "Foreground"
      ? { propagationPolicy: policy }
      : {}),
    ...(Array.isArray(body.dryRun) && body.dryRun.includes("All") ? { dryRun: true } : {}),
    preconditions: {
      ...(typeof preconditions.uid === "string" ? { uid: preconditions.uid } : {}),
      ...(typeof preconditions.resourceVersion === "string"
        ? { resourceVersion: preconditions.resourceVersion }
        : {}),
    },
  };
}
