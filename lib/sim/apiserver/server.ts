// The API server: takes a request as a value and gives the answer as a value. Everything that goes wrong on
// the way is a Status, as the learner's kubectl expects.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/installer.go, handlers/*.go
import type { KindDefinition } from "../kinds/define-kind";
import {
  badRequest,
  methodNotAllowed,
  methodNotSupported,
  noSuchRoute,
  StatusError,
  unknownError,
} from "../meta/status-error";
import { inWantedFormat, requireAcceptable } from "./accept";
import { isAvailable, unavailableAnswer } from "./aggregation";
import { authenticate } from "./authenticate";
import { authorize } from "./authorize";
import { readDeleteOptions, readObjectBody } from "./body";
import { type Call, json, ok, targetOf } from "./call";
import { createObject, placeInNamespace } from "./create";
import { deleteObject } from "./delete";
import { discover, pageNotFound } from "./discovery";
import { type ListQuery, listObjects } from "./list";
import { answerPatch } from "./patch";
import { type Presentation, presentList, readAccept } from "./present";
import {
  type ApiRequest,
  type ApiResponse,
  parseRequest,
  type RequestInfo,
  statusResponse,
  type UserInfo,
  type WatchCursor,
} from "./request";
import { checkOptions } from "./request-options";
import { handleReview } from "./reviews";
import type { ServerContext } from "./server-context";
import { readObject, type WriteOptions } from "./stored-object";
import { handleSubresource } from "./subresources";
import { bindFromBody } from "./subresources/binding";
import { updateObject } from "./update";

export function handleRequest(server: ServerContext, request: ApiRequest): ApiResponse {
  const warnings: string[] = [];
  try {
    return inWantedFormat(request, answer(server, request, warnings));
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return statusResponse(error.status, warnings);
  }
}

function answer(server: ServerContext, request: ApiRequest, warnings: string[]): ApiResponse {
  const user = authenticate(server, request);
  const info = parseRequest(request);
  authorize(server.etcd, user, info.isResource ? info : { ...info, path: request.path });
  if (!info.isResource) return discover(server, request, user);
  const review = handleReview(server, request, info, user);
  if (review !== undefined) return review;
  const kind = server.kinds.resource(info.group, info.version, info.resource);
  if (kind === undefined) return unknownResource(server, info.group);
  if (!isAvailable(server.etcd, kind)) return unavailableAnswer;
  const call: Call = {
    request,
    info,
    user,
    kind: server.kinds.stored(kind),
    asked: kind,
    presentation: { as: readAccept(request.headers.accept), includeObject: includeObject(request) },
    write: { ...writeOptions(request, user), warn: (text) => warnings.push(text) },
    warnings,
  };
  refuseMethod(request, info);
  requireAcceptable(request, info.name === "");
  checkOptions(request, info, server.etcd.revision);
  if (kind.deprecation !== undefined) warnings.push(kind.deprecation);
  if (info.subresource !== "") return handleSubresource(server, call);
  if (kind.verbs !== undefined && !kind.verbs.includes(info.verb)) {
    throw methodNotSupported(resourceOf(kind), info.verb);
  }
  return dispatch(server, call);
}

/** A group that is served knows its resources; of others nobody has heard. */
function unknownResource(server: ServerContext, group: string): ApiResponse {
  if (server.kinds.all.some((kind) => kind.group === group)) throw noSuchRoute();
  return pageNotFound;
}

/** Only collections are posted to, only what has a name is replaced. */
function refuseMethod({ method }: ApiRequest, { name, subresource }: RequestInfo): void {
  const isWrong =
    method === "OPTIONS" ||
    (method === "POST" && name !== "" && subresource === "") ||
    ((method === "PUT" || method === "PATCH") && name === "");
  if (isWrong) throw methodNotAllowed();
}

function dispatch(server: ServerContext, call: Call): ApiResponse {
  const { info, kind } = call;
  switch (info.verb) {
    case "get":
      return ok(server, call, readObject(server, targetOf(call)));
    case "list":
      return list(server, call);
    case "watch":
      return startWatch(server, call);
    case "create":
      return create(server, call);
    case "update":
      return update(server, call);
    case "patch":
      return answerPatch(server, call, targetOf(call));
    case "delete":
      return remove(server, call);
    case "deletecollection":
      return removeCollection(server, call);
    default:
      throw methodNotSupported(resourceOf(kind), info.verb);
  }
}

const resourceOf = ({ group, plural }: KindDefinition) => ({ group, resource: plural });

function list(server: ServerContext, call: Call): ApiResponse {
  const result = listObjects(server, call.asked, listQuery(call));
  return json(
    200,
    presentList(call.asked, result, call.presentation, server.state.now),
    call.warnings,
  );
}

function listQuery({ info, kind, request }: Call): ListQuery {
  const first = (name: string): string => request.query[name]?.[0] ?? "";
  const byName = info.name === "" ? "" : `metadata.name=${info.name}`;
  return {
    namespace: kind.namespaced ? info.namespace : "",
    labelSelector: first("labelSelector"),
    fieldSelector: first("fieldSelector") || byName,
    limit: Number.parseInt(first("limit"), 10) || 0,
    continueToken: first("continue"),
  };
}

function startWatch(server: ServerContext, call: Call): ApiResponse {
  const { asked: kind, info, request, presentation } = call;
  const first = (name: string): string => request.query[name]?.[0] ?? "";
  const query = listQuery(call);
  const asked = first("resourceVersion");
  const sendsInitial = first("sendInitialEvents") === "true";
  const isFromStart = sendsInitial || asked === "" || asked === "0";
  const seconds = Number.parseInt(first("timeoutSeconds"), 10);
  const watch: WatchCursor = {
    plural: kind.plural,
    group: kind.group,
    version: kind.version,
    ...(kind.namespaced && info.namespace !== "" ? { namespace: info.namespace } : {}),
    labelSelector: query.labelSelector,
    fieldSelector: query.fieldSelector,
    revision: isFromStart ? server.etcd.revision : Number.parseInt(asked, 10),
    bookmarks: ["true", "1"].includes(first("allowWatchBookmarks")),
    ...presentation,
    initial: isFromStart,
    headersSent: false,
    ...(seconds > 0 ? { expires: server.state.now + seconds * 1000 } : {}),
  };
  return {
    code: 200,
    headers: { "content-type": "application/json" },
    warnings: call.warnings,
    body: undefined,
    watch,
  };
}

function create(server: ServerContext, call: Call): ApiResponse {
  const { kind, info } = call;
  const namespace = kind.namespaced ? info.namespace : "";
  if (kind.kind === "Binding") return bindFromBody(server, call);
  const draft = readObjectBody(call);
  if ((draft.metadata.resourceVersion ?? "") !== "") {
    throw unknownError("resourceVersion should not be set on objects to be created");
  }
  const created = createObject(server, kind, namespace, draft, call.write);
  call.warnings.push(...(kind.warnings?.(created) ?? []));
  return ok(server, call, created, 201);
}

function update(server: ServerContext, call: Call): ApiResponse {
  const { kind, info } = call;
  const draft = readObjectBody(call);
  if ((draft.metadata.name ?? "") === "") draft.metadata.name = info.name;
  if (draft.metadata.name !== info.name) {
    throw badRequest(
      `the name of the object (${draft.metadata.name}) does not match the name on the URL (${info.name})`,
    );
  }
  placeInNamespace(kind, info.namespace, draft);
  const updated = updateObject(server, targetOf(call), draft, call.write);
  call.warnings.push(...(kind.warnings?.(updated) ?? []));
  return ok(server, call, updated);
}

function remove(server: ServerContext, call: Call): ApiResponse {
  const { kind, info } = call;
  const asked = readDeleteOptions(call);
  const { object, isGone } = deleteObject(server, targetOf(call), asked, call.write);
  // Kubernetes: pods and namespaces answer with themselves, most others with a Status when they are gone.
  if (!isGone || kind.deletionGraceSeconds !== undefined) return ok(server, call, object);
  return json(
    200,
    {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Success",
      details: {
        name: info.name,
        ...(kind.group === "" ? {} : { group: kind.group }),
        kind: kind.plural,
        uid: object.metadata.uid,
      },
    },
    call.warnings,
  );
}

function removeCollection(server: ServerContext, call: Call): ApiResponse {
  const { kind } = call;
  const asked = readDeleteOptions(call);
  const result = listObjects(server, kind, { ...listQuery(call), limit: 0 });
  for (const { metadata } of result.items) {
    const target = { kind, namespace: metadata.namespace ?? "", name: metadata.name };
    deleteObject(server, target, asked, call.write);
  }
  return json(
    200,
    presentList(call.asked, result, call.presentation, server.state.now),
    call.warnings,
  );
}

function includeObject(request: ApiRequest): Presentation["includeObject"] {
  const asked = request.query.includeObject?.[0];
  return asked === "Object" || asked === "None" ? asked : "Metadata";
}

function writeOptions(request: ApiRequest, user: UserInfo): WriteOptions {
  const agent = request.headers["user-agent"] ?? "unknown";
  const dryRun = request.query.dryRun?.[0];
  return {
    user,
    fieldManager: request.query.fieldManager?.[0] || agent.split("/")[0] || "unknown",
    dryRun: dryRun === "All",
  };
}
