// The control plane as mirror pods: what the kubelet shows of the manifests on the first node.
import type { NodeSize, PresetTools } from "../define-preset";

interface Part {
  readonly name: string;
  readonly image: string;
  readonly requests: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

const release = "v1.36.2";

export function createStaticPods({ client }: PresetTools, node: NodeSize): void {
  const owner = client.get("Node", { name: node.name });
  for (const part of partsOn(node)) {
    const hash = part.name.length.toString(16).padStart(32, "7c");
    client.create("Pod", {
      metadata: {
        name: `${part.name}-${node.name}`,
        namespace: "kube-system",
        labels: { component: part.name, tier: "control-plane" },
        annotations: {
          "kubernetes.io/config.hash": hash,
          "kubernetes.io/config.mirror": hash,
          "kubernetes.io/config.seen": "2026-01-01T00:00:00.000000000Z",
          "kubernetes.io/config.source": "file",
        },
        ownerReferences: [
          {
            apiVersion: "v1",
            kind: "Node",
            name: node.name,
            uid: owner?.metadata.uid ?? "",
            controller: true,
          },
        ],
      },
      spec: {
        hostNetwork: true,
        nodeName: node.name,
        priorityClassName: "system-node-critical",
        priority: 2_000_001_000,
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        tolerations: [{ effect: "NoExecute", operator: "Exists" }],
        containers: [
          {
            name: part.name,
            image: part.image,
            imagePullPolicy: "IfNotPresent",
            command: [part.name, ...part.flags],
            resources: { requests: part.requests },
          },
        ],
      },
    });
  }
}

function partsOn({ name, address }: NodeSize): Part[] {
  const pki = "/etc/kubernetes/pki";
  const kubeconfig = (who: string): string => `--kubeconfig=/etc/kubernetes/${who}.conf`;
  return [
    {
      name: "etcd",
      image: "registry.k8s.io/etcd:3.6.8-0",
      requests: { cpu: "100m", memory: "100Mi" },
      flags: [
        `--advertise-client-urls=https://${address}:2379`,
        `--cert-file=${pki}/etcd/server.crt`,
        "--client-cert-auth=true",
        "--data-dir=/var/lib/etcd",
        `--initial-advertise-peer-urls=https://${address}:2380`,
        `--initial-cluster=${name}=https://${address}:2380`,
        `--key-file=${pki}/etcd/server.key`,
        `--listen-client-urls=https://127.0.0.1:2379,https://${address}:2379`,
        `--name=${name}`,
        `--trusted-ca-file=${pki}/etcd/ca.crt`,
      ],
    },
    {
      name: "kube-apiserver",
      image: `registry.k8s.io/kube-apiserver:${release}`,
      requests: { cpu: "250m" },
      flags: [
        `--advertise-address=${address}`,
        "--allow-privileged=true",
        "--authorization-mode=Node,RBAC",
        `--client-ca-file=${pki}/ca.crt`,
        "--enable-admission-plugins=NodeRestriction",
        "--etcd-servers=https://127.0.0.1:2379",
        "--secure-port=6443",
        "--service-cluster-ip-range=10.96.0.0/12",
      ],
    },
    {
      name: "kube-controller-manager",
      image: `registry.k8s.io/kube-controller-manager:${release}`,
      requests: { cpu: "200m" },
      flags: [
        "--allocate-node-cidrs=true",
        "--cluster-cidr=10.244.0.0/16",
        "--controllers=*,bootstrapsigner,tokencleaner",
        kubeconfig("controller-manager"),
        "--leader-elect=true",
        "--service-cluster-ip-range=10.96.0.0/12",
        "--use-service-account-credentials=true",
      ],
    },
    {
      name: "kube-scheduler",
      image: `registry.k8s.io/kube-scheduler:${release}`,
      requests: { cpu: "100m" },
      flags: ["--bind-address=127.0.0.1", kubeconfig("scheduler"), "--leader-elect=true"],
    },
  ];
}
