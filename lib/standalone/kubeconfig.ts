// The kubeconfig of the standalone cluster, as `kubeadm init` writes the administrator's.
import type { Issued } from "@/lib/gateway/certificates";

export interface KubeconfigParts {
  readonly server: string;
  readonly authority: string;
  readonly administrator: Issued;
}

export function kubeconfig({ server, authority, administrator }: KubeconfigParts): string {
  const base64 = (pem: string): string => Buffer.from(pem).toString("base64");
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(authority)}
    server: ${server}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: kubernetes-admin
  name: kubernetes-admin@kubernetes
current-context: kubernetes-admin@kubernetes
kind: Config
users:
- name: kubernetes-admin
  user:
    client-certificate-data: ${base64(administrator.certificate)}
    client-key-data: ${base64(administrator.key)}
`;
}
