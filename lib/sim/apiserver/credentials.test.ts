// Tokens and certificates are believed only when this very cluster made them.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster, systemUser } from "../cluster";
import { decodeBase64, encodeBase64 } from "../meta/base64";

let cluster: Cluster;
let token: string;

const path = "/api/v1/namespaces/default/serviceaccounts/default/token";

beforeAll(() => {
  cluster = Cluster.create({ preset: "base-cluster", seed: 7 });
  token = tokenOf(cluster);
});

function tokenOf(from: Cluster, spec: object = {}): string {
  const answer = from.request({
    method: "POST",
    path,
    query: {},
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "TokenRequest", apiVersion: "authentication.k8s.io/v1", spec }),
    user: systemUser,
  });
  return (answer.body as { status: { token: string } }).status.token;
}

const urlSafe = (text: string) =>
  encodeBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The token, saying something else under the same signature. */
function changed(change: (claims: Record<string, unknown>) => unknown): string {
  const [header, payload = "", signature] = token.split(".");
  const claims = JSON.parse(decodeBase64(payload.replaceAll("-", "+").replaceAll("_", "/")) ?? "");
  return [header, urlSafe(JSON.stringify(change(claims))), signature].join(".");
}

describe("a service account's token", () => {
  it("is its own", () => {
    expect(cluster.userOf({ token })).toMatchObject({
      name: "system:serviceaccount:default:default",
      uid: expect.stringMatching(/^[\w-]{36}$/),
      groups: ["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"],
    });
  });

  it("holds in forks and after a save", () => {
    expect(cluster.fork().userOf({ token })).not.toBe("invalid");
    expect(Cluster.restore(cluster.save()).userOf({ token })).not.toBe("invalid");
  });

  it.each<[string, () => string]>([
    [
      "claims of another account",
      () => changed((claims) => ({ ...claims, sub: "system:serviceaccount:kube-system:default" })),
    ],
    ["a later end", () => changed((claims) => ({ ...claims, exp: 9_999_999_999 }))],
    ["no signature", () => `${token.split(".").slice(0, 2).join(".")}.`],
    ["nothing but claims", () => `.${token.split(".")[1]}.`],
    ["the algorithm none", () => `${urlSafe('{"alg":"none"}')}.${token.split(".")[1]}.`],
    ["another signature", () => token.replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
    ["no dots", () => "token"],
    ["a signature of another seed", () => tokenOf(cluster.fork().reseed(8))],
    ["a signature of another session", () => tokenOf(cluster.fork().renewSigningKey("other"))],
    ["another audience", () => tokenOf(cluster, { audiences: ["vault"] })],
  ])("is nobody's with %s", (_name, made) => {
    expect(cluster.userOf({ token: made() })).toBe("invalid");
  });

  it("ends in time, and with its account", () => {
    const later = cluster.fork();
    later.advance(3_601_000);
    expect(later.userOf({ token })).toBe("invalid");
    const without = cluster.fork();
    without.client().delete("ServiceAccount", { namespace: "default", name: "default" });
    expect(without.userOf({ token })).toBe("invalid");
    // The controller makes another account of that name.
    without.settle();
    expect(
      without.client().get("ServiceAccount", { namespace: "default", name: "default" }),
    ).toBeDefined();
    expect(without.userOf({ token })).toBe("invalid");
  });

  it("is known to a TokenReview", () => {
    const review = (asked: string) =>
      cluster.request({
        method: "POST",
        path: "/apis/authentication.k8s.io/v1/tokenreviews",
        query: {},
        headers: {},
        body: JSON.stringify({ spec: { token: asked } }),
        user: systemUser,
      }).body;
    expect(review(token)).toMatchObject({
      status: {
        authenticated: true,
        user: { username: "system:serviceaccount:default:default" },
      },
    });
    expect(review("forged")).toMatchObject({ status: { error: "[invalid bearer token]" } });
  });
});

describe("a client certificate", () => {
  it("is the administrator's in kubeadm's own file", () => {
    const config = cluster.files("controlplane").read("/etc/kubernetes/admin.conf");
    const data = /client-certificate-data: (\S+)/.exec(config)?.[1] ?? "";
    expect(cluster.userOf({ clientCertificateData: data })).toMatchObject({
      name: "kubernetes-admin",
      groups: ["kubeadm:cluster-admins", "system:authenticated"],
    });
  });

  it("is nobody's when somebody has written it", () => {
    const body = encodeBase64(JSON.stringify({ CN: "admin", O: ["system:masters"] }));
    const pem = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
    expect(cluster.userOf({ clientCertificateData: encodeBase64(pem) })).toBe("invalid");
  });
});
