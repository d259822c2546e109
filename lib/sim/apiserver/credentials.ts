// Who a token or a client certificate belongs to.
//
// Differs: a certificate carries its subject in clear instead of in signed ASN.1, and is believed when this
// cluster's state says that it issued it.
import { defineTable, type State } from "../kernel/state";
import { decodeBase64, encodeBase64 } from "../meta/base64";
import { certificateSubject, readPem } from "../meta/certificate";
import { isJsonObject } from "../meta/object";
import { sha256Hex } from "../meta/sha256";
import type { UserInfo } from "./request";

const issuedTable = defineTable<true>("apiserver.certificates");
const tokenTable = defineTable<UserInfo>("apiserver.tokens");

export interface Credentials {
  readonly token?: string;
  /** PEM in base64, as in a kubeconfig. */
  readonly clientCertificateData?: string;
}

/** The user; nothing when no credentials were given; "invalid" when they belong to nobody. */
export function findUser(state: State, credentials: Credentials): UserInfo | undefined | "invalid" {
  const { token, clientCertificateData } = credentials;
  if (token !== undefined && token !== "") {
    return state.table(tokenTable).get(token) ?? serviceAccountOf(state, token) ?? "invalid";
  }
  if (clientCertificateData === undefined || clientCertificateData === "") return undefined;
  return issuedTo(state, clientCertificateData) ?? subjectOf(clientCertificateData) ?? "invalid";
}

/** A client certificate for a user, in base64 of PEM. */
export function issueCertificate(user: UserInfo): string {
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
  const bytes = readPem(decodeBase64(data) ?? "", "CERTIFICATE");
  const subject = bytes && certificateSubject(bytes);
  if (subject === undefined || subject.commonName === "") return undefined;
  return {
    name: subject.commonName,
    groups: [...subject.organizations, "system:authenticated"],
    extra: { "authentication.kubernetes.io/credential-id": [`X509SHA256=${sha256Hex(data)}`] },
  };
}

function subjectOf(data: string): UserInfo | undefined {
  const body = /-----BEGIN CERTIFICATE-----\n([^-]*)-----END/.exec(decodeBase64(data) ?? "")?.[1];
  const subject = parse(decodeBase64(body ?? ""));
  if (typeof subject?.CN !== "string" || !Array.isArray(subject.O)) return undefined;
  return {
    name: subject.CN,
    groups: [...subject.O.map(String), "system:authenticated"],
    extra: { "authentication.kubernetes.io/credential-id": [`X509SHA256=${sha256Hex(data)}`] },
  };
}

/** A token made by `serviceaccounts/token`: its claims say whose it is and until when. */
function serviceAccountOf(state: State, token: string): UserInfo | undefined {
  const claims = parse(
    decodeBase64((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")),
  );
  const { sub, exp } = claims ?? {};
  if (typeof sub !== "string" || typeof exp !== "number" || exp * 1000 < state.now)
    return undefined;
  const [, , namespace = ""] = sub.split(":");
  return {
    name: sub,
    groups: [
      "system:serviceaccounts",
      `system:serviceaccounts:${namespace}`,
      "system:authenticated",
    ],
  };
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
