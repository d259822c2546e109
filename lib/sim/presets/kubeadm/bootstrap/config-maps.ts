// The ConfigMaps that the API server and kubeadm leave behind.
import { clusterCertificate } from "../../../controllers/cluster-certificate";
import { encodeBase64 } from "../../../meta/base64";
import { civilFromMs } from "../../../meta/time";
import type { NodeSize, PresetTools } from "../../define-preset";
import { kubeadmConfiguration, kubeProxyConfiguration } from "../configuration";

const namespace = "kube-system";

export function createConfigMaps(tools: PresetTools, first: NodeSize): void {
  const { client, state } = tools;
  const authority = clusterCertificate;
  client.create("ConfigMap", {
    metadata: { name: "extension-apiserver-authentication", namespace },
    data: {
      "client-ca-file": authority,
      "requestheader-allowed-names": '["front-proxy-client"]',
      "requestheader-client-ca-file": authority,
      "requestheader-extra-headers-prefix": '["X-Remote-Extra-"]',
      "requestheader-group-headers": '["X-Remote-Group"]',
      "requestheader-uid-headers": "[]",
      "requestheader-username-headers": '["X-Remote-User"]',
    },
  });
  const { day, month, year } = civilFromMs(state.now);
  const two = (value: number): string => String(value).padStart(2, "0");
  client.create("ConfigMap", {
    metadata: { name: "kube-apiserver-legacy-service-account-token-tracking", namespace },
    data: { since: `${year}-${two(month)}-${two(day)}` },
  });
  client.create("ConfigMap", {
    metadata: { name: "kubeadm-config", namespace },
    data: { ClusterConfiguration: kubeadmConfiguration },
  });
  client.create("ConfigMap", {
    metadata: { name: "kube-proxy", namespace, labels: { app: "kube-proxy" } },
    data: {
      "config.conf": kubeProxyConfiguration,
      "kubeconfig.conf": proxyKubeconfig(`https://${first.address}:6443`),
    },
  });
}

const proxyKubeconfig = (server: string): string => `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
    server: ${server}
  name: default
contexts:
- context:
    cluster: default
    namespace: default
    user: default
  name: default
current-context: default
users:
- name: default
  user:
    tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
`;

/** What a joining node reads before it knows anybody: kubeadm's `cluster-info`, open to all. */
export function createClusterInfo({ client }: PresetTools, first: NodeSize): void {
  const server = `https://${first.address}:6443`;
  client.create("ConfigMap", {
    metadata: { name: "cluster-info", namespace: "kube-public" },
    data: { kubeconfig: publicKubeconfig(server) },
  });
  const metadata = { name: "kubeadm:bootstrap-signer-clusterinfo", namespace: "kube-public" };
  const apiGroup = "rbac.authorization.k8s.io";
  client.create("Role", {
    metadata,
    rules: [
      {
        apiGroups: [""],
        resourceNames: ["cluster-info"],
        resources: ["configmaps"],
        verbs: ["get"],
      },
    ],
  });
  client.create("RoleBinding", {
    metadata,
    roleRef: { apiGroup, kind: "Role", name: metadata.name },
    subjects: [{ apiGroup, kind: "User", name: "system:anonymous" }],
  });
}

const publicKubeconfig = (server: string): string => `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${encodeBase64(clusterCertificate)}
    server: ${server}
  name: ""
contexts: null
current-context: ""
kind: Config
preferences: {}
users: null
`;
