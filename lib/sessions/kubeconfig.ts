// The way into a session's cluster for a kubectl of the learner's own. The token follows from the server's secret,
// so nothing that opens a cluster is stored; raising the session's issue takes back all tokens given out.
import { createHmac } from "node:crypto";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { isSameToken } from "@/lib/gateway/identify";
import { serverAuthority, serverName } from "@/lib/gateway/server-authority";
import type { UserInfo } from "@/lib/sim";
import { openSession } from "./open-session";

/** As whom the kubeconfig signs in: the administrator that kubeadm makes, as in the terminal. */
export const learnerUser: UserInfo = {
  name: "kubernetes-admin",
  groups: ["kubeadm:cluster-admins", "system:authenticated"],
};

/** The path of the session's API server on this Naru. */
export const clusterPath = (id: string): string => `/clusters/${id}`;

/** `origin` is where the learner reaches this Naru: `https://naru.example`. */
export async function readKubeconfig(viewer: Viewer, id: string, origin: string): Promise<string> {
  await openSession(viewer, id, "act");
  const { kubeconfigIssue } = await db().labSession.findUniqueOrThrow({
    where: { id },
    select: { kubeconfigIssue: true },
  });
  return kubeconfig({ origin, path: clusterPath(id), token: tokenOf(id, kubeconfigIssue) });
}

/** Every kubeconfig given out so far is nobody's from now on. */
export async function revokeKubeconfigs(viewer: Viewer, id: string): Promise<void> {
  await openSession(viewer, id, "act");
  await db().labSession.update({
    where: { id },
    data: { kubeconfigIssue: { increment: 1 } },
  });
}

export interface ClusterDoor {
  /** Whose session it is: what is done there is logged as theirs. */
  readonly ownerId: string;
  /** The learner started anew; nothing is behind this door any more. */
  readonly isGone: boolean;
  opensTo(token: string): boolean;
}

/** Nothing when there is no such session. */
export async function findDoor(id: string): Promise<ClusterDoor | undefined> {
  const row = await db().labSession.findUnique({
    where: { id },
    select: { userId: true, archivedAt: true, kubeconfigIssue: true },
  });
  if (row === null) return undefined;
  return {
    ownerId: row.userId,
    isGone: row.archivedAt !== null,
    opensTo: (token) => isSameToken(token, tokenOf(id, row.kubeconfigIssue)),
  };
}

function tokenOf(id: string, issue: number): string {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: start Naru with `npm start`.");
  return createHmac("sha256", secret).update(`kubeconfig ${issue} ${id}`).digest("base64url");
}

interface Parts {
  readonly origin: string;
  readonly path: string;
  readonly token: string;
}

function kubeconfig({ origin, path, token }: Parts): string {
  const { host, protocol } = new URL(origin);
  // Behind a proxy with a certificate of its own that is trusted; else ours is, on the same port.
  const trust = protocol === "https:" ? "" : ownTrust();
  return `apiVersion: v1
kind: Config
clusters:
- name: naru
  cluster:
    server: ${JSON.stringify(`https://${host}${path}`)}
${trust}contexts:
- name: naru
  context:
    cluster: naru
    user: ${learnerUser.name}
current-context: naru
users:
- name: ${learnerUser.name}
  user:
    token: ${token}
`;
}

const ownTrust = (): string => `    tls-server-name: ${serverName}
    certificate-authority-data: ${Buffer.from(serverAuthority().certificate).toString("base64")}
`;
