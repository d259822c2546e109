// What lies below an object: `/status`, `/scale`, `/binding` and the rest.
import { failure, methodNotSupported, noSuchRoute } from "../../meta/status-error";
import { readObjectBody } from "../body";
import { type Call, ok, targetOf } from "../call";
import { answerPatch } from "../patch";
import type { ApiResponse } from "../request";
import type { ServerContext } from "../server-context";
import { readObject } from "../stored-object";
import { updateObject } from "../update";
import { bindFromBody } from "./binding";
import { evictPod } from "./eviction";
import { finalizeNamespace } from "./finalize";
import { handleScale } from "./scale";
import { openPortForward, openStream, readPodLog } from "./streams";
import { createToken } from "./token";

export function handleSubresource(server: ServerContext, call: Call): ApiResponse {
  const { kind, info } = call;
  const { subresource, verb } = info;
  if (subresource === "status" && kind.hasStatus) return handleStatus(server, call);
  if (subresource === "scale" && kind.scale !== undefined) return handleScale(server, call);
  const isKnown = kind.subresources?.some(({ name }) => name === subresource) ?? false;
  if (!isKnown) throw noSuchRoute();
  if (kind.plural === "pods" && verb === "create" && subresource === "binding")
    return bindFromBody(server, call);
  if (kind.plural === "pods" && verb === "create" && subresource === "eviction")
    return evictPod(server, call);
  if (kind.plural === "pods" && subresource === "log" && verb === "get")
    return readPodLog(server, call);
  if (kind.plural === "pods" && (subresource === "exec" || subresource === "attach"))
    return openStream(server, call);
  if (kind.plural === "pods" && subresource === "portforward") return openPortForward(server, call);
  if (kind.plural === "namespaces" && subresource === "finalize") {
    return ok(server, call, finalizeNamespace(server, readObjectBody(call), call.write));
  }
  if (kind.plural === "serviceaccounts" && subresource === "token")
    return createToken(server, call);
  if (kind.plural === "certificatesigningrequests" && subresource === "approval") {
    return handleStatus(server, call);
  }
  if (["ephemeralcontainers", "resize"].includes(subresource)) return handleStatus(server, call);
  if (subresource === "proxy") {
    readObject(server, { ...targetOf(call), subresource: "" });
    throw failure(501, "NotImplemented", `${kind.plural}/${subresource} is not simulated here`);
  }
  throw methodNotSupported({ group: kind.group, resource: `${kind.plural}/${subresource}` }, verb);
}

function handleStatus(server: ServerContext, call: Call): ApiResponse {
  const target = targetOf(call);
  switch (call.info.verb) {
    case "get":
      return ok(server, call, readObject(server, target));
    case "update":
      return ok(server, call, updateObject(server, target, readObjectBody(call), call.write));
    case "patch":
      return answerPatch(server, call, target);
    default:
      throw methodNotSupported(
        { group: call.kind.group, resource: call.kind.plural },
        call.info.verb,
      );
  }
}
