// Who a token or a client certificate belongs to.
//
// Differs: a certificate of kubeadm's carries its subject in clear instead of in ASN.1. Certificates are
// believed when this cluster's state says that it issued them, tokens when they carry its signature.
import { defineTable, type State } from "../kernel/state";
import { decodeBase64, encodeBase64 } from "../meta/base64";
import { certificateSubject, readPem } from "../meta/certificate";
import { isJsonObject } from "../meta/object";
import { sha256Hex } from "../meta/sha256";
import { asObject } from "./indexes";
import type { UserInfo } from "./request";
import type { ServerContext } from "./server-context";
import { verified } from "./signing-key";

const issuedTable = defineTable<true>("apiserver.certificates");

/** Who the server's own tokens are for, and from. */
export const ownAudience = "https://kubernetes.default.svc.cluster.local";

export interface Credentials {
  readonly token?: string;
  /** PEM in base64, as in a kubeconfig. */
  readonly clientCertificateData?: string;
}

/** The user; nothing when no credentials were given; "invalid" when they belong to nobody. */
export function findUser(
  server: ServerContext,
  credentials: Credentials,
): UserInfo | undefined | "invalid" {
  const { token, clientCertificateData } = credentials;
  if (token !== undefined && token !== "") return serviceAccountOf(server, token) ?? "invalid";
  if (clientCertificateData === undefined || clientCertificateData === "") return undefined;
  return issuedTo(server.state, clientCertificateData) ?? "invalid";
}

/** A client certificate for a user, in base64 of PEM; issued, it opens the cluster. */
export function issueCertificate(state: State, user: UserInfo): string {
  const data = certificateFor(user);
  rememberCertificate(state, data);
  return data;
}

/** The text of such a certificate, the same in every cluster: kubeadm's files are. */
export function certificateFor(user: Pick<UserInfo, "name" | "groups">): string {
  const body = encodeBase64(JSON.stringify({ CN: user.name, O: user.groups }));
  const lines = body.match(/.{1,64}/g) ?? [];
  return encodeBase64(
    `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  );
}

/** Remembers a certificate that the cluster has signed, in base64 of PEM. */
export function rememberCertificate(state: State, data: string): void {
  state.table(issuedTable).set(sha256Hex(data), true);
}

/** The user of a certificate that was signed here; of others anyone may have made them. */
function issuedTo(state: State, data: string): UserInfo | undefined {
  if (!state.table(issuedTable).has(sha256Hex(data))) return undefined;
  const subject = subjectOf(data);
  if (subject === undefined || subject.name === "") return undefined;
  return {
    name: subject.name,
    groups: [...subject.groups, "system:authenticated"],
    extra: { "authentication.kubernetes.io/credential-id": [`X509SHA256=${sha256Hex(data)}`] },
  };
}

function subjectOf(data: string): UserInfo | undefined {
  const pem = decodeBase64(data) ?? "";
  const bytes = readPem(pem, "CERTIFICATE");
  const subject = bytes && certificateSubject(bytes);
  if (subject !== undefined) return { name: subject.commonName, groups: subject.organizations };
  const body = /-----BEGIN CERTIFICATE-----\n([^-]*)-----END/.exec(pem)?.[1];
  const plain = parse(decodeBase64(body ?? ""));
  if (typeof plain?.CN !== "string" || !Array.isArray(plain.O)) return undefined;
  return { name: plain.CN, groups: plain.O.map(String) };
}

/**
 * A token made by `serviceaccounts/token`: signed here, for this server, in its time, and of an account that is
 * still there.
 *
 * Kubernetes: pkg/serviceaccount/jwt.go, claims.go (Validate)
 */
function serviceAccountOf(server: ServerContext, token: string): UserInfo | undefined {
  const [, payload = ""] = verified(server.state, token)?.split(".") ?? [];
  const claims = parse(decodeBase64(payload.replaceAll("-", "+").replaceAll("_", "/")));
  const { sub, aud, exp, nbf, jti } = claims ?? {};
  if (typeof sub !== "string" || typeof exp !== "number" || typeof nbf !== "number")
    return undefined;
  const now = server.state.now;
  if (exp * 1000 < now || nbf * 1000 > now) return undefined;
  if (!Array.isArray(aud) || !aud.includes(ownAudience)) return undefined;
  const [, , namespace = "", name = ""] = sub.split(":");
  const account = asObject(
    server.etcd.get(`/registry/serviceaccounts/${namespace}/${name}`)?.value,
  );
  const uid = account?.metadata.uid;
  if (uid === undefined || uid !== boundTo(claims)) return undefined;
  return {
    name: sub,
    uid,
    groups: [
      "system:serviceaccounts",
      `system:serviceaccounts:${namespace}`,
      "system:authenticated",
    ],
    extra: { "authentication.kubernetes.io/credential-id": [`JTI=${String(jti)}`] },
  };
}

/** The uid of the account that a token was made for: one made anew under its name is another. */
function boundTo(claims: Readonly<Record<string, unknown>> | undefined): unknown {
  const own = claims?.["kubernetes.io"];
  const account = isJsonObject(own) ? own.serviceaccount : undefined;
  return isJsonObject(account) ? account.uid : undefined;
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
