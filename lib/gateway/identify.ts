// Who is asking: the gateway's own token, a client certificate that the listener has verified, or a token
// that the cluster itself has issued.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { UserInfo } from "@/lib/sim";
import type { ServedCluster } from "./served-cluster";

export interface Identities {
  /** Given out with the kubeconfig; whoever holds it is `user`. */
  readonly token: string;
  readonly user: UserInfo;
  /** The subject of the connection's certificate, if it was verified. */
  certificateUser?(request: IncomingMessage): UserInfo | undefined;
}

/** Nothing for somebody without credentials; "invalid" when they are nobody's. */
export function identify(
  request: IncomingMessage,
  { token, user, certificateUser }: Identities,
  cluster: ServedCluster,
): UserInfo | undefined | "invalid" {
  const subject = certificateUser?.(request);
  if (subject !== undefined) return subject;
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1];
  if (given === undefined) return undefined;
  if (isSame(given, token)) return user;
  return cluster.userOf({ token: given }) ?? "invalid";
}

/** In constant time, whatever the lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
