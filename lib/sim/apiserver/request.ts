// A request and its answer as values, and what a path means. The gateway makes these from HTTP; kubectl in
// the terminal makes them directly.
import { badRequest, noSuchRoute, type Status } from "../meta/status-error";

export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text as sent, or bytes for protobuf. */
  readonly body?: string | Uint8Array;
  /** Who the credentials belong to; the API server decides what they may do. */
  readonly user?: UserInfo;
}

export interface ApiResponse {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Warning` headers, in order, without the `299 - ` prefix. */
  readonly warnings: readonly string[];
  /** A JSON value, or text when the content type is not JSON. */
  readonly body: unknown;
  /** Present for a watch: go on reading with `ApiServer.readWatch`. */
  readonly watch?: WatchCursor;
  /** Present for `log?follow=true`: the body is what there was, `readLogOn` gives what comes. */
  readonly log?: LogCursor;
}

/** A log that is followed, as data: whose it is and how far it was read. */
export interface LogCursor {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly timestamps: boolean;
  /** The kubelet's own. */
  readonly place: LogPlace;
}

export interface LogPlace {
  readonly container: string;
  readonly time: string;
  readonly lines: number;
}

export interface LogRead {
  readonly text: string;
  /** Where to go on; absent when the container has ended. */
  readonly cursor?: LogCursor;
}

/** A watch as data: where it looks, what it lets through, how far it has read. */
export interface WatchCursor {
  readonly plural: string;
  readonly group: string;
  readonly version: string;
  readonly namespace?: string;
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly revision: number;
  readonly bookmarks: boolean;
  /** How objects are written: whole, as tables, or as metadata only. */
  readonly as: "object" | "table" | "partial";
  readonly includeObject: "Metadata" | "Object" | "None";
  /** Initial events that `sendInitialEvents` still owes. */
  readonly initial: boolean;
  /** Column headers go out with the first table only. */
  readonly headersSent: boolean;
  readonly expires?: number;
}

export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  readonly object: unknown;
}

/** What a path asks for. */
export interface RequestInfo {
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  /** The plural; empty for paths that name no resource. */
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly isResource: boolean;
}

// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go
export function parseRequest(request: ApiRequest): RequestInfo {
  const parts = request.path.split("/").filter((part) => part !== "");
  const nothing: RequestInfo = {
    verb: request.method.toLowerCase(),
    group: "",
    version: "",
    resource: "",
    subresource: "",
    namespace: "",
    name: "",
    isResource: false,
  };
  // `/api/v1/watch/…`, older than the parameter of that name.
  const isWatchPath = (parts[0] === "api" ? parts[2] : parts[3]) === "watch";
  if (isWatchPath) parts.splice(parts[0] === "api" ? 2 : 3, 1);
  const isCore = parts[0] === "api";
  const rest = parts.slice(isCore ? 2 : 3);
  if ((!isCore && parts[0] !== "apis") || rest.length === 0) return nothing;
  const place = readPlace(rest);
  const info = {
    ...nothing,
    ...place,
    group: isCore ? "" : (parts[1] ?? ""),
    version: (isCore ? parts[1] : parts[2]) ?? "",
    isResource: true,
  };
  const isOldWatch = isWatchPath && request.method === "GET";
  return { ...info, verb: isOldWatch ? "watch" : verbOf(request, info.name) };
}

/** `namespaces/dev/pods/web/log` → namespace, resource, name, subresource. */
function readPlace(parts: readonly string[]) {
  const [first = "", second = "", third, ...rest] = parts.map(decodePart);
  const isNamespaced = first === "namespaces" && third !== undefined;
  const isNamespaceSubresource = isNamespaced && (third === "status" || third === "finalize");
  if (!isNamespaced || isNamespaceSubresource) {
    const namespace = first === "namespaces" ? second : "";
    return {
      namespace,
      resource: first,
      name: second,
      subresource: [third, ...rest].filter(Boolean).join("/"),
    };
  }
  const [name = "", ...subresource] = rest;
  return { namespace: second, resource: third, name, subresource: subresource.join("/") };
}

/** No name holds a slash, however it is written. */
function decodePart(part: string): string {
  const decoded = unescaped(part);
  if (decoded === undefined) throw badRequest(`invalid URL escape in "${part}"`);
  if (decoded.includes("/")) throw noSuchRoute();
  return decoded;
}

function unescaped(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function verbOf(request: ApiRequest, name: string): string {
  const watch = request.query.watch?.[0] ?? "false";
  const isWatch = watch !== "false" && watch !== "0";
  switch (request.method) {
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return name === "" ? "deletecollection" : "delete";
    default:
      if (name !== "") return "get";
      return isWatch ? "watch" : "list";
  }
}

/** Thrown values never leave the API server: this is what the other side sees. */
export function statusResponse(status: Status, warnings: readonly string[] = []): ApiResponse {
  return {
    code: status.code ?? 500,
    headers: {
      "content-type": "application/json",
      ...(status.details?.retryAfterSeconds === undefined
        ? {}
        : { "retry-after": String(status.details.retryAfterSeconds) }),
    },
    warnings,
    body: status,
  };
}
