// Secrets of type `kubernetes.io/service-account-token` get a token for their account, and go with it.
//
// Kubernetes: pkg/controller/serviceaccount/tokens_controller.go
//
// Differs: the token is not signed; it has the form of one, and this cluster's server knows whose it is.
import type { Secret, ServiceAccount } from "@/generated/kubernetes/types";
import type { ObjectChange } from "../../client/reconciler";
import { randomHex } from "../../kernel/random";
import { encodeBase64 } from "../../meta/base64";
import { clusterCertificate } from "../cluster-certificate";
import { type ControllerContext, defineController, splitKey } from "../define-controller";

const type = "kubernetes.io/service-account-token";
const nameAnnotation = "kubernetes.io/service-account.name";
const uidAnnotation = "kubernetes.io/service-account.uid";
/** These tokens do not expire: a century will do. */
const lifetimeSeconds = 3_153_600_000;

export const serviceAccountTokenController = defineController({
  name: "tokens-controller",
  watches: [
    { kind: "Secret", keys: ({ current }) => (isTokenSecret(current) ? [keyOf(current)] : []) },
    { kind: "ServiceAccount", keys: accountKeys },
  ],
  resync: ({ client }) => client.list("Secret").filter(isTokenSecret).map(keyOf),
  reconcile(key, context) {
    if (key.endsWith("/")) return wakeSecrets(key.slice(0, -1), context);
    const secret = context.client.get("Secret", splitKey(key));
    if (secret !== undefined && isTokenSecret(secret)) fill(secret, context);
  },
});

const keyOf = ({ metadata }: Secret): string => `${metadata.namespace}/${metadata.name}`;

const isTokenSecret = (object: unknown): object is Secret =>
  (object as Secret | undefined)?.type === type;

/** An account that comes or goes wakes the secrets of its namespace. */
function accountKeys({ old, current }: ObjectChange): string[] {
  const isNews = old === undefined || current === undefined;
  return isNews ? [`${(current ?? old)?.metadata.namespace}/`] : [];
}

function wakeSecrets(namespace: string, { client, enqueue }: ControllerContext): void {
  for (const secret of client.list("Secret", { namespace })) {
    if (isTokenSecret(secret)) enqueue(keyOf(secret), 0);
  }
}

function fill(secret: Secret, context: ControllerContext): void {
  const { client } = context;
  const { annotations, namespace = "" } = secret.metadata;
  const account = client.get("ServiceAccount", {
    namespace,
    name: annotations?.[nameAnnotation] ?? "",
  });
  const wantedUid = annotations?.[uidAnnotation];
  if (account === undefined || (wantedUid !== undefined && wantedUid !== account.metadata.uid)) {
    return client.delete("Secret", secret.metadata);
  }
  const data = {
    ...secret.data,
    "ca.crt": secret.data?.["ca.crt"] ?? encodeBase64(clusterCertificate),
    namespace: secret.data?.namespace ?? encodeBase64(namespace),
    token: secret.data?.token ?? encodeBase64(tokenFor(account, secret, context)),
  };
  const uid = account.metadata.uid ?? "";
  const isComplete =
    wantedUid === uid && Object.keys(data).length === Object.keys(secret.data ?? {}).length;
  if (isComplete) return;
  client.update("Secret", {
    ...secret,
    metadata: { ...secret.metadata, annotations: { ...annotations, [uidAnnotation]: uid } },
    data,
  });
}

function tokenFor(
  { metadata }: ServiceAccount,
  secret: Secret,
  { now, state }: ControllerContext,
): string {
  const { name, namespace = "", uid = "" } = metadata;
  const issued = Math.floor(now / 1000);
  const claims = {
    exp: issued + lifetimeSeconds,
    iss: "kubernetes/serviceaccount",
    "kubernetes.io/serviceaccount/namespace": namespace,
    "kubernetes.io/serviceaccount/secret.name": secret.metadata.name,
    "kubernetes.io/serviceaccount/service-account.name": name,
    "kubernetes.io/serviceaccount/service-account.uid": uid,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  const part = (value: string): string =>
    encodeBase64(value).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const signature = part(randomHex(state, "tokens", 64));
  return `${part(JSON.stringify({ alg: "RS256", kid: "naru" }))}.${part(JSON.stringify(claims))}.${signature}`;
}
