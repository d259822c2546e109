// The kubeconfigs that `kubeadm init` and `kubeadm join` leave in `/etc/kubernetes`.
import { certificateFor } from "../../apiserver/credentials";
import { clusterCertificate } from "../../controllers/cluster-certificate";
import { encodeBase64 } from "../../meta/base64";
import type { NodeSize } from "../define-preset";

export interface Holder {
  /** The name of its entry in the file. */
  readonly entry: string;
  readonly name: string;
  readonly groups: readonly string[];
}

export const administrator: Holder = {
  entry: "kubernetes-admin",
  name: "kubernetes-admin",
  groups: ["kubeadm:cluster-admins"],
};

export const superAdministrator: Holder = {
  entry: "kubernetes-super-admin",
  name: "kubernetes-super-admin",
  groups: ["system:masters"],
};

export const component = (name: string): Holder => ({
  entry: `system:${name}`,
  name: `system:${name}`,
  groups: [],
});

/** Whose certificates lie in the files of a host from the beginning. */
export const holdersOn = ({
  name,
  isControlPlane,
}: NodeSize): Pick<Holder, "name" | "groups">[] => [
  { name: `system:node:${name}`, groups: ["system:nodes"] },
  ...(isControlPlane
    ? [
        administrator,
        superAdministrator,
        component("kube-controller-manager"),
        component("kube-scheduler"),
      ]
    : []),
];

const key = encodeBase64(
  "-----BEGIN RSA PRIVATE KEY-----\nbmFydQ==\n-----END RSA PRIVATE KEY-----\n",
);

export function kubeconfig(server: string, { entry, name, groups }: Holder): string {
  return `${head(server, entry)}users:
- name: ${entry}
  user:
    client-certificate-data: ${certificateFor({ name, groups })}
    client-key-data: ${key}
`;
}

/** A kubelet's: its certificate is a file which it renews itself. */
export function kubeletKubeconfig(server: string, node: string): string {
  const entry = `system:node:${node}`;
  const file = "/var/lib/kubelet/pki/kubelet-client-current.pem";
  return `${head(server, entry)}users:
- name: ${entry}
  user:
    client-certificate: ${file}
    client-key: ${file}
`;
}

const head = (server: string, entry: string): string => `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${encodeBase64(clusterCertificate)}
    server: ${server}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: ${entry}
  name: ${entry}@kubernetes
current-context: ${entry}@kubernetes
kind: Config
`;
