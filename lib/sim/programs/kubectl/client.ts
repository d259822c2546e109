// Requests to the API server: paths, headers and bodies as kubectl sends them, errors as client-go reads
// them, `Warning:` lines and the `-v=6` log on standard error.
import type { ApiRequest, ApiResponse } from "@/lib/sim/apiserver/request";
import type { ProgramIo } from "@/lib/sim/machine/program";
import { isJsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { type Status, StatusError } from "@/lib/sim/meta/status-error";
import { formatMicroTime } from "@/lib/sim/meta/time";
import type { Call, Client, Query } from "./client-contract";
import { UnreachableError } from "./command-error";
import { groupVersion, type ResourceKind } from "./discovery";
import { isUnreachable, type KubectlWorld, type Target } from "./world";

/** Where an object is: what a path is made of. */
export interface Place {
  readonly kind: ResourceKind;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

export interface ClientOptions {
  readonly target: Target;
  /** Impersonation and the like. */
  readonly headers: Readonly<Record<string, string>>;
  readonly verbosity: number;
  readonly commandPath: string;
}

export function createClient(io: ProgramIo<KubectlWorld>, options: ClientOptions): Client {
  const { target } = options;
  const warned = new Set<string>();
  const logPrefix = (level: string) => klogPrefix(level, io.process.now, io.process.pid);

  function answer(call: Call): ApiResponse {
    const request = requestOf(call, options);
    const url = `${target.server}${call.path}${queryText(request.query)}`;
    const result = io.world.request(request, target);
    if (isUnreachable(result)) throw new UnreachableError(url, result.unreachable, verbOf(request));
    if (options.verbosity >= 6) {
      const line = `round_trippers.go:632] "Response" verb="${request.method}" url="${url}" status="${result.code} ${statusTexts[result.code] ?? ""}" milliseconds=1`;
      io.stderr(`${logPrefix("I")} ${line}\n`);
    }
    for (const warning of result.warnings) {
      if (warned.has(warning)) continue;
      warned.add(warning);
      io.stderr(`Warning: ${warning}\n`);
    }
    if (result.code >= 400) throw failureOf(result, call, request);
    return result;
  }

  return {
    target,
    raw: (call) => answer(call).body,
    answer,
    readWatch(cursor) {
      const read = io.world.readWatch(cursor, target);
      if (isUnreachable(read)) throw new UnreachableError(target.server, read.unreachable);
      return read;
    },
    logPrefix,
  };
}

function requestOf(call: Call, options: ClientOptions): ApiRequest {
  const headers: Record<string, string> = {
    accept: call.accept ?? "application/json",
    "user-agent": "kubectl/v1.36.4 (linux/amd64) kubernetes/naru",
    "kubectl-command": options.commandPath,
    ...options.headers,
    ...call.headers,
  };
  const { token } = options.target;
  if (token) headers.authorization = `Bearer ${token}`;
  const isText = typeof call.body === "string";
  if (call.body !== undefined) headers["content-type"] = call.contentType ?? "application/json";
  return {
    method: call.method ?? "GET",
    path: call.path,
    query: call.query ?? {},
    headers,
    ...(call.body === undefined
      ? {}
      : { body: isText ? String(call.body) : JSON.stringify(call.body) }),
  };
}

const verbOf = (request: ApiRequest): string =>
  request.method.charAt(0) + request.method.slice(1).toLowerCase();

function queryText(query: Query): string {
  const parts = Object.keys(query)
    .sort()
    .flatMap((key) => (query[key] ?? []).map((value) => `${key}=${encodeURIComponent(value)}`));
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** client-go's own words where the server did not answer with a Status. */
function failureOf(response: ApiResponse, call: Call, request: ApiRequest): StatusError {
  const { body } = response;
  if (isJsonObject(body) && body.kind === "Status")
    return new StatusError(body as unknown as Status);
  const [reason, message] = genericFailures[response.code] ?? [
    "",
    `unknown: ${String(body).trim()}`,
  ];
  const where = resourceOfPath(call.path);
  const suffix = where === "" ? "" : ` (${request.method.toLowerCase()} ${where})`;
  return new StatusError({
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    reason,
    message: `${message}${suffix}`,
    code: response.code,
  });
}

const genericFailures: Readonly<Record<number, readonly [string, string]>> = {
  401: ["Unauthorized", "the server has asked for the client to provide credentials"],
  403: ["Forbidden", "unknown"],
  404: ["NotFound", "the server could not find the requested resource"],
  405: ["MethodNotAllowed", "the server does not allow this method on the requested resource"],
  409: ["Conflict", "the server reported a conflict"],
  415: ["UnsupportedMediaType", "the server was unable to understand the content type"],
  429: [
    "TooManyRequests",
    "the server has received too many requests and has asked us to try again later",
  ],
  500: ["InternalError", "an error on the server"],
  503: ["ServiceUnavailable", "the server is currently unable to handle the request"],
  504: [
    "Timeout",
    "the server was unable to return a response in the time allotted, but may still be processing the request",
  ],
};

/** `/apis/example.com/v1/namespaces/default/boats` → `boats.example.com`. */
function resourceOfPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  const group = parts[0] === "apis" ? (parts[1] ?? "") : "";
  const rest = parts.slice(parts[0] === "apis" ? 3 : 2);
  const resource = rest[0] === "namespaces" && rest.length > 2 ? rest[2] : rest[0];
  if (resource === undefined) return "";
  return group === "" ? resource : `${resource}.${group}`;
}

const statusTexts: Readonly<Record<number, string>> = {
  101: "Switching Protocols",
  200: "OK",
  201: "Created",
  202: "Accepted",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  415: "Unsupported Media Type",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** `I1123 20:01:32.869923   15338`, as klog begins a line. */
export function klogPrefix(level: string, now: number, pid: number): string {
  const time = formatMicroTime(now);
  return `${level}${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 26)} ${String(pid).padStart(7)}`;
}

export function pathOf({ kind, namespace, name, subresource }: Place): string {
  const base = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const inside = kind.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  const named = name === undefined ? "" : `/${encodeURIComponent(name)}`;
  return `${base}${inside}/${kind.plural}${named}${subresource ? `/${subresource}` : ""}`;
}

export function getObject(client: Client, place: Place, query: Query = {}): KubernetesObject {
  return client.raw({ path: pathOf(place), query }) as KubernetesObject;
}

export interface ObjectList {
  readonly items: readonly KubernetesObject[];
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
}

export interface Selection {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly limit?: number;
}

export const selectionQuery = (selection: Selection): Query => ({
  ...(selection.labelSelector ? { labelSelector: [selection.labelSelector] } : {}),
  ...(selection.fieldSelector ? { fieldSelector: [selection.fieldSelector] } : {}),
  ...(selection.limit ? { limit: [String(selection.limit)] } : {}),
});

/** All pages of a list; items carry `apiVersion` and `kind`, as client-go sets them. */
export function listObjects(client: Client, place: Place, selection: Selection = {}): ObjectList {
  const items: KubernetesObject[] = [];
  let query = selectionQuery(selection);
  for (;;) {
    const page = client.raw({ path: pathOf(place), query }) as ObjectList;
    const typed = page.items ?? [];
    const apiVersion = groupVersion(place.kind);
    for (const item of typed)
      items.push(item.kind ? item : { ...item, apiVersion, kind: place.kind.kind });
    const next = page.metadata?.continue;
    if (!next) return { items, metadata: page.metadata ?? {} };
    query = { ...query, continue: [next] };
  }
}

/** `apps/v1, Resource=deployments`, how client-go writes a resource. */
export const resourceText = (kind: ResourceKind): string =>
  `${kind.group}/${kind.version}, Resource=${kind.plural}`;
