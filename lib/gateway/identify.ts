// Who is asking: whoever holds the kubeconfig's token, a client certificate that the listener has verified, or a
// token that the cluster itself has issued.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { UserInfo } from "@/lib/sim";
import type { ServedCluster } from "./served-cluster";

export interface Identities {
  /** Who was given this token outside of the cluster. */
  userOf(token: string): UserInfo | undefined;
  /** `--anonymous-auth`: whether somebody without credentials is asked in as `system:anonymous`. */
  readonly admitsAnyone?: boolean;
  /** The subject of the connection's certificate, if it was verified. */
  certificateUser?(request: IncomingMessage): UserInfo | undefined;
}

/** Nothing for somebody without credentials; "invalid" when they are nobody's. */
export async function identify(
  request: IncomingMessage,
  { userOf, certificateUser }: Identities,
  served: ServedCluster,
): Promise<UserInfo | undefined | "invalid"> {
  const subject = certificateUser?.(request);
  if (subject !== undefined) return subject;
  const token = bearerToken(request);
  if (token === undefined) return undefined;
  return userOf(token) ?? served.look((cluster) => cluster.userOf({ token }) ?? "invalid");
}

export const bearerToken = ({ headers }: IncomingMessage): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];

/** In constant time, whatever the lengths. */
export function isSameToken(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
