// The authority of this Naru: kubectl sends no token over plain HTTP, so the clusters are also served by TLS on the
// same port, under a certificate that the kubeconfig vouches for.
import { type Authority, createAuthority, type Issued, signingKeyFrom } from "./certificates";

/** What the certificate is for, whichever address the learner reaches us by: `tls-server-name`. */
export const serverName = "kubernetes";

const shared = globalThis as typeof globalThis & {
  naruAuthority?: { readonly secret: string; readonly authority: Authority };
};

export function serverAuthority(): Authority {
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  if (secret === "") throw new Error("NEXTAUTH_SECRET is not set: start Naru with `npm start`.");
  if (shared.naruAuthority?.secret !== secret) {
    shared.naruAuthority = { secret, authority: createAuthority(signingKeyFrom(secret)) };
  }
  return shared.naruAuthority.authority;
}

export const issueServerCertificate = (): Issued => serverAuthority().issueServer("127.0.0.1");
