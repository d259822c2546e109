// The administrator's kubeconfig, as `kubeadm init` leaves it in `/etc/kubernetes/admin.conf`.
import { issueCertificate } from "../../apiserver/credentials";
import type { State } from "../../kernel/state";
import { encodeBase64 } from "../../meta/base64";

export const administrator = { name: "kubernetes-admin", groups: ["kubeadm:cluster-admins"] };

const key = encodeBase64(
  "-----BEGIN RSA PRIVATE KEY-----\nbmFydQ==\n-----END RSA PRIVATE KEY-----\n",
);

export function adminKubeconfig(
  state: State,
  server: string,
  certificateAuthority: string,
): string {
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${encodeBase64(certificateAuthority)}
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
    client-certificate-data: ${issueCertificate(state, administrator)}
    client-key-data: ${key}
`;
}
