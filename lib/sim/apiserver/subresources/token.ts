// `serviceaccounts/token`: a token for a service account.
//
// Differs: the token is not signed with a key anyone could check; only this cluster's own server knows it.

import { encodeBase64 } from "../../meta/base64";
import { isJsonObject, type KubernetesObject } from "../../meta/object";
import { formatTime } from "../../meta/time";
import { readValue } from "../body";
import { type Call, json, targetOf } from "../call";
import type { ApiResponse } from "../request";
import { drawUuid, type ServerContext } from "../server-context";
import { readObject } from "../stored-object";

const defaultSeconds = 3600;

export function createToken(server: ServerContext, call: Call): ApiResponse {
  const account = readObject(server, { ...targetOf(call), subresource: "" });
  const body = readValue(call.request);
  const spec = isJsonObject(body) && isJsonObject(body.spec) ? body.spec : {};
  const seconds =
    typeof spec.expirationSeconds === "number" ? spec.expirationSeconds : defaultSeconds;
  const { name, namespace = "" } = account.metadata;
  const { token, audiences, expiresAt } = issueToken(server, account, seconds);
  return json(201, {
    kind: "TokenRequest",
    apiVersion: "authentication.k8s.io/v1",
    metadata: { name, namespace, creationTimestamp: formatTime(server.state.now) },
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: null },
    status: { token, expirationTimestamp: formatTime(expiresAt) },
  });
}

/** A token for the account, good for `seconds`. */
export function issueToken(server: ServerContext, account: KubernetesObject, seconds: number) {
  const issued = Math.floor(server.state.now / 1000);
  const { name, namespace = "", uid } = account.metadata;
  const claims = {
    aud: ["https://kubernetes.default.svc.cluster.local"],
    exp: issued + seconds,
    iat: issued,
    iss: "https://kubernetes.default.svc.cluster.local",
    jti: drawUuid(server),
    "kubernetes.io": { namespace, serviceaccount: { name, uid } },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  const part = (value: unknown): string => urlSafe(encodeBase64(JSON.stringify(value)));
  const signature = urlSafe(encodeBase64(drawUuid(server) + drawUuid(server)));
  const token = `${part({ alg: "RS256", kid: "naru" })}.${part(claims)}.${signature}`;
  return { token, audiences: claims.aud, expiresAt: (issued + seconds) * 1000 };
}

const urlSafe = (text: string): string =>
  text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
