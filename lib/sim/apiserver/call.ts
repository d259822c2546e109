// One request on its way through the server, and how its answer is written.
import type { KindDefinition } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { type Presentation, presentObject } from "./present";
import type { ApiRequest, ApiResponse, RequestInfo, UserInfo } from "./request";
import type { ServerContext } from "./server-context";
import type { ObjectTarget, WriteOptions } from "./stored-object";

/** One request on its way: what it asks, who asks, and how the answer is to look. */
export interface Call {
  readonly request: ApiRequest;
  readonly info: RequestInfo;
  readonly user: UserInfo;
  /** As it is stored. */
  readonly kind: KindDefinition;
  /** In the version that was asked for. */
  readonly asked: KindDefinition;
  readonly presentation: Presentation;
  readonly write: WriteOptions;
  readonly warnings: string[];
}

export function targetOf({ kind, info }: Call): ObjectTarget {
  const { namespace, name, subresource } = info;
  return { kind, namespace: kind.namespaced ? namespace : "", name, subresource };
}

export function ok(
  server: ServerContext,
  { asked, presentation, warnings }: Call,
  object: KubernetesObject,
  code = 200,
): ApiResponse {
  return json(code, presentObject(asked, object, presentation, server.state.now), warnings);
}

export function json(code: number, body: unknown, warnings: readonly string[] = []): ApiResponse {
  return { code, headers: { "content-type": "application/json" }, warnings, body };
}
