// A request to the API server as the log keeps it, and back. Both ways lose nothing that the server looks at, so
// that a replay asks the very same.
import { readTarget, writeTarget } from "@/lib/gateway/target";
import type { ApiRequest } from "@/lib/sim";
import { limits, protobufType } from "@/lib/sim";
import type { SessionAction } from "./action";

export type LoggedRequest = SessionAction & { readonly kind: "api-request" };

/** The headers that make a difference, and the one that names the learner's command. */
const kept = new Set(["accept", "content-type", "user-agent", "kubectl-command", "upgrade"]);

/** Throws for what is only read. */
export function loggedRequest(request: ApiRequest): LoggedRequest {
  const { method, headers, body, user } = request;
  if (method === "HEAD" || method === "OPTIONS") throw new Error(`${method} changes nothing`);
  return {
    kind: "api-request",
    method,
    target: writeTarget(request),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        kept.has(name) || name.startsWith("impersonate-")
          ? [[name, value.slice(0, limits.requestHeaderCharacters)]]
          : [],
      ),
    ),
    ...(body === undefined ? {} : { body: Buffer.from(body).toString("base64") }),
    ...(user === undefined
      ? {}
      : {
          user: {
            name: user.name,
            groups: [...user.groups],
            ...(user.uid === undefined ? {} : { uid: user.uid }),
            ...(user.extra === undefined
              ? {}
              : {
                  extra: Object.fromEntries(
                    Object.entries(user.extra).map(([name, values]) => [name, [...values]]),
                  ),
                }),
          },
        }),
  };
}

export function apiRequestOf({ method, target, headers, body, user }: LoggedRequest): ApiRequest {
  const { path, query } = readTarget(target) ?? { path: target, query: {} };
  const bytes = body === undefined ? undefined : Buffer.from(body, "base64");
  const isProtobuf = headers["content-type"]?.split(";")[0]?.trim() === protobufType;
  return {
    method,
    path,
    query,
    headers,
    ...(bytes === undefined
      ? {}
      : { body: isProtobuf ? new Uint8Array(bytes) : bytes.toString("utf8") }),
    ...(user === undefined
      ? {}
      : {
          user: {
            name: user.name,
            groups: user.groups,
            ...(user.uid === undefined ? {} : { uid: user.uid }),
            ...(user.extra === undefined ? {} : { extra: user.extra }),
          },
        }),
  };
}
