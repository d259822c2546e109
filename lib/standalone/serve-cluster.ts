// One simulated cluster behind a port of its own: the gateway, the control path, certificates.
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { createAuthority } from "@/lib/gateway/certificates";
import { createGateway } from "@/lib/gateway/gateway";
import { type Identities, isSameToken } from "@/lib/gateway/identify";
import { LiveCluster } from "@/lib/gateway/live-cluster";
import type { RequestRate } from "@/lib/gateway/request-rate";
import type { UserInfo } from "@/lib/sim";
import { Base } from "./base";
import { handleControl, isControl } from "./control";
import { kubeconfig } from "./kubeconfig";
import { listen } from "./listen";

export interface ServeOptions {
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly preset: string;
  readonly seed: number;
  /** At most so much time passes between two clients: a slow machine then plays as a fast one does. */
  readonly absenceMs?: number;
  readonly rate?: RequestRate;
  readonly onError?: (error: unknown, what: string) => void;
}

export interface Served {
  readonly port: number;
  readonly kubeconfig: string;
  /** For clients without certificates: whoever holds it is the administrator. */
  readonly token: string;
  readonly live: LiveCluster;
  close(): void;
}

const administrator = { name: "kubernetes-admin", groups: ["kubeadm:cluster-admins"] };

export async function serveCluster(options: ServeOptions): Promise<Served> {
  const { host = "127.0.0.1", preset, seed } = options;
  const base = new Base({ preset, seed });
  const live = new LiveCluster(base.fork(), Date.now, options.absenceMs);
  const authority = createAuthority();
  const token = randomBytes(24).toString("base64url");
  const gateway = createGateway({
    cluster: live,
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  });
  const user = { ...administrator, groups: [...administrator.groups, "system:authenticated"] };
  const identities: Identities = {
    userOf: (given) => (isSameToken(given, token) ? user : undefined),
    admitsAnyone: true,
    certificateUser,
  };
  const control = { live, fresh: () => base.fork() };
  const listening = await listen({
    host,
    port: options.port,
    server: authority.issueServer(host),
    authority: authority.certificate,
    onRequest: (request, response) => {
      if (isControl(request)) handleControl(request, response, control);
      else void gateway.handle(request, response, identities);
    },
    onUpgrade: (request, socket, head) =>
      void gateway.upgrade({ request, socket, head }, identities),
  });
  return {
    port: listening.port,
    token,
    live,
    kubeconfig: kubeconfig({
      server: `https://${host}:${listening.port}`,
      authority: authority.certificate,
      administrator: authority.issueClient(administrator.name, administrator.groups),
    }),
    close() {
      live.end();
      listening.close();
    },
  };
}

/** Kubernetes: staging/src/k8s.io/apiserver/pkg/authentication/request/x509/x509.go (CommonNameUserConversion) */
function certificateUser({ socket }: IncomingMessage): UserInfo | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const { subject, fingerprint256 } = socket.getPeerCertificate();
  const groups: string | string[] = subject?.O ?? [];
  if (typeof subject?.CN !== "string") return undefined;
  const digest = fingerprint256.replaceAll(":", "").toLowerCase();
  return {
    name: subject.CN,
    groups: [...[groups].flat(), "system:authenticated"],
    extra: { "authentication.kubernetes.io/credential-id": [`X509SHA256=${digest}`] },
  };
}
