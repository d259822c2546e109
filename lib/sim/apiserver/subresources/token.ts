// `serviceaccounts/token`: a token for a service account.

import { encodeBase64 } from "../../meta/base64";
import { fieldPath, invalid as invalidField } from "../../meta/field-errors";
import { isJsonObject, type KubernetesObject } from "../../meta/object";
import { invalid } from "../../meta/status-error";
import { formatTime } from "../../meta/time";
import { readValue } from "../body";
import { type Call, json, targetOf } from "../call";
import { ownAudience } from "../credentials";
import type { ApiResponse } from "../request";
import { drawUuid, type ServerContext } from "../server-context";
import { sign, urlSafe } from "../signing-key";
import { readObject } from "../stored-object";

const defaultSeconds = 3600;
const shortestSeconds = 600;

export function createToken(server: ServerContext, call: Call): ApiResponse {
  const account = readObject(server, { ...targetOf(call), subresource: "" });
  const body = readValue(call.request);
  const spec = isJsonObject(body) && isJsonObject(body.spec) ? body.spec : {};
  const seconds =
    typeof spec.expirationSeconds === "number" ? spec.expirationSeconds : defaultSeconds;
  if (seconds < shortestSeconds) {
    const detail = "may not specify a duration less than 10 minutes";
    const error = invalidField(fieldPath("spec", "expirationSeconds"), seconds, detail);
    throw invalid({ group: "authentication.k8s.io", kind: "TokenRequest" }, "", [error]);
  }
  const { name, namespace = "" } = account.metadata;
  const { token, audiences, expiresAt } = issueToken(server, account, {
    seconds,
    ...(Array.isArray(spec.audiences) && spec.audiences.length > 0
      ? { audiences: spec.audiences.map(String) }
      : {}),
  });
  return json(201, {
    kind: "TokenRequest",
    apiVersion: "authentication.k8s.io/v1",
    metadata: { name, namespace, creationTimestamp: formatTime(server.state.now) },
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: null },
    status: { token, expirationTimestamp: formatTime(expiresAt) },
  });
}

/** A token for the account. */
export function issueToken(
  server: ServerContext,
  account: KubernetesObject,
  {
    seconds,
    audiences = [ownAudience],
  }: { readonly seconds: number; readonly audiences?: readonly string[] },
) {
  const issued = Math.floor(server.state.now / 1000);
  const { name, namespace = "", uid } = account.metadata;
  const claims = {
    aud: audiences,
    exp: issued + seconds,
    iat: issued,
    iss: ownAudience,
    jti: drawUuid(server),
    "kubernetes.io": { namespace, serviceaccount: { name, uid } },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  const part = (value: unknown): string => urlSafe(encodeBase64(JSON.stringify(value)));
  const token = sign(server.state, `${part({ alg: "HS256", kid: "naru" })}.${part(claims)}`);
  return { token, audiences: claims.aud, expiresAt: (issued + seconds) * 1000 };
}
