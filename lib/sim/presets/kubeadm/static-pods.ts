// The control plane as static pods: the manifests `kubeadm init` writes, and the mirror pods of them.
//
// Kubernetes: cmd/kubeadm/app/phases/controlplane/manifests.go, phases/etcd/local.go
//
// Differs: without probes. The API server's runs every second, which would be all that an idle cluster does.
import type { Container, Pod, Volume } from "@/generated/kubernetes/types";
import { manifestHash } from "../../kubelet/static-pods";
import { writeYaml } from "../../meta/yaml/write";
import type { NodeSize, PresetTools } from "../define-preset";

interface Part {
  readonly name: string;
  readonly image: string;
  readonly requests: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
}

interface Mount {
  readonly name: string;
  readonly path: string;
  readonly type: "DirectoryOrCreate" | "FileOrCreate";
  readonly isWritable?: boolean;
}

const release = "v1.36.2";
const namespace = "kube-system";
const pki = "/etc/kubernetes/pki";

export const manifestDirectory = "/etc/kubernetes/manifests";

/** What stands in `/etc/kubernetes/manifests`, by the file's name. */
export const staticPodManifests = (node: NodeSize): ReadonlyMap<string, Pod> =>
  new Map(partsOn(node).map((part) => [`${part.name}.yaml`, manifestOf(part)]));

function manifestOf(part: Part): Pod {
  const { name, annotations, mounts } = part;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(annotations === undefined ? {} : { annotations }),
      labels: { component: name, tier: "control-plane" },
      name,
      namespace,
    },
    spec: {
      containers: [containerOf(part)],
      hostNetwork: true,
      priority: 2_000_001_000,
      priorityClassName: "system-node-critical",
      securityContext: { seccompProfile: { type: "RuntimeDefault" } },
      volumes: mounts.map(volumeOf),
    },
    status: {},
  };
}

function containerOf({ name, image, requests, flags, mounts }: Part): Container {
  return {
    command: [name, ...flags],
    image,
    imagePullPolicy: "IfNotPresent",
    name,
    resources: { requests },
    volumeMounts: mounts.map((mount) => ({
      mountPath: mount.path,
      name: mount.name,
      ...(mount.isWritable ? {} : { readOnly: true }),
    })),
  };
}

const volumeOf = ({ name, path, type }: Mount): Volume => ({ hostPath: { path, type }, name });

/** The mirror pods, as the kubelet of the node makes them. */
export function createStaticPods({ client }: PresetTools, node: NodeSize): void {
  const owner = client.get("Node", { name: node.name });
  for (const manifest of staticPodManifests(node).values()) {
    const { name, labels, annotations } = manifest.metadata;
    const hash = manifestHash(writeYaml(manifest));
    client.create("Pod", {
      metadata: {
        name: `${name}-${node.name}`,
        namespace,
        ...(labels === undefined ? {} : { labels }),
        annotations: {
          ...annotations,
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
        ...manifest.spec,
        containers: manifest.spec?.containers ?? [],
        nodeName: node.name,
        tolerations: [{ effect: "NoExecute", operator: "Exists" }],
      },
    });
  }
}

export const etcdFlags = ({ name, address }: NodeSize): string[] => [
  `--advertise-client-urls=https://${address}:2379`,
  `--cert-file=${pki}/etcd/server.crt`,
  "--client-cert-auth=true",
  "--data-dir=/var/lib/etcd",
  "--feature-gates=InitialCorruptCheck=true",
  `--initial-advertise-peer-urls=https://${address}:2380`,
  `--initial-cluster=${name}=https://${address}:2380`,
  `--key-file=${pki}/etcd/server.key`,
  `--listen-client-urls=https://127.0.0.1:2379,https://${address}:2379`,
  "--listen-metrics-urls=http://127.0.0.1:2381",
  `--listen-peer-urls=https://${address}:2380`,
  `--name=${name}`,
  `--peer-cert-file=${pki}/etcd/peer.crt`,
  "--peer-client-cert-auth=true",
  `--peer-key-file=${pki}/etcd/peer.key`,
  `--peer-trusted-ca-file=${pki}/etcd/ca.crt`,
  "--snapshot-count=10000",
  `--trusted-ca-file=${pki}/etcd/ca.crt`,
  "--watch-progress-notify-interval=5s",
];

const apiServerFlags = ({ address }: NodeSize): string[] => [
  `--advertise-address=${address}`,
  "--allow-privileged=true",
  "--authorization-mode=Node,RBAC",
  `--client-ca-file=${pki}/ca.crt`,
  "--enable-admission-plugins=NodeRestriction",
  "--enable-bootstrap-token-auth=true",
  `--etcd-cafile=${pki}/etcd/ca.crt`,
  `--etcd-certfile=${pki}/apiserver-etcd-client.crt`,
  `--etcd-keyfile=${pki}/apiserver-etcd-client.key`,
  "--etcd-servers=https://127.0.0.1:2379",
  `--kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
  `--kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
  "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
  `--proxy-client-cert-file=${pki}/front-proxy-client.crt`,
  `--proxy-client-key-file=${pki}/front-proxy-client.key`,
  "--requestheader-allowed-names=front-proxy-client",
  `--requestheader-client-ca-file=${pki}/front-proxy-ca.crt`,
  "--requestheader-extra-headers-prefix=X-Remote-Extra-",
  "--requestheader-group-headers=X-Remote-Group",
  "--requestheader-username-headers=X-Remote-User",
  "--secure-port=6443",
  "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
  `--service-account-key-file=${pki}/sa.pub`,
  `--service-account-signing-key-file=${pki}/sa.key`,
  "--service-cluster-ip-range=10.96.0.0/12",
  `--tls-cert-file=${pki}/apiserver.crt`,
  `--tls-private-key-file=${pki}/apiserver.key`,
];

const managerConfig = "/etc/kubernetes/controller-manager.conf";
const schedulerConfig = "/etc/kubernetes/scheduler.conf";

const managerFlags = [
  "--allocate-node-cidrs=true",
  `--authentication-kubeconfig=${managerConfig}`,
  `--authorization-kubeconfig=${managerConfig}`,
  "--bind-address=127.0.0.1",
  `--client-ca-file=${pki}/ca.crt`,
  "--cluster-cidr=10.244.0.0/16",
  "--cluster-name=kubernetes",
  `--cluster-signing-cert-file=${pki}/ca.crt`,
  `--cluster-signing-key-file=${pki}/ca.key`,
  "--controllers=*,bootstrapsigner,tokencleaner",
  `--kubeconfig=${managerConfig}`,
  "--leader-elect=true",
  `--requestheader-client-ca-file=${pki}/front-proxy-ca.crt`,
  `--root-ca-file=${pki}/ca.crt`,
  `--service-account-private-key-file=${pki}/sa.key`,
  "--service-cluster-ip-range=10.96.0.0/12",
  "--use-service-account-credentials=true",
];

const schedulerFlags = [
  `--authentication-kubeconfig=${schedulerConfig}`,
  `--authorization-kubeconfig=${schedulerConfig}`,
  "--bind-address=127.0.0.1",
  `--kubeconfig=${schedulerConfig}`,
  "--leader-elect=true",
];

const directory = (name: string, path: string): Mount => ({
  name,
  path,
  type: "DirectoryOrCreate",
});

const certificateMounts = [
  directory("ca-certs", "/etc/ssl/certs"),
  directory("etc-ca-certificates", "/etc/ca-certificates"),
  directory("k8s-certs", pki),
  directory("usr-local-share-ca-certificates", "/usr/local/share/ca-certificates"),
  directory("usr-share-ca-certificates", "/usr/share/ca-certificates"),
];

function partsOn(node: NodeSize): Part[] {
  const { address } = node;
  return [
    {
      name: "etcd",
      image: "registry.k8s.io/etcd:3.6.8-0",
      requests: { cpu: "100m", memory: "100Mi" },
      flags: etcdFlags(node),
      annotations: {
        "kubeadm.kubernetes.io/etcd.advertise-client-urls": `https://${address}:2379`,
      },
      mounts: [
        { ...directory("etcd-data", "/var/lib/etcd"), isWritable: true },
        { ...directory("etcd-certs", `${pki}/etcd`), isWritable: true },
      ],
    },
    {
      name: "kube-apiserver",
      image: `registry.k8s.io/kube-apiserver:${release}`,
      requests: { cpu: "250m" },
      flags: apiServerFlags(node),
      annotations: {
        "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint": `${address}:6443`,
      },
      mounts: certificateMounts,
    },
    {
      name: "kube-controller-manager",
      image: `registry.k8s.io/kube-controller-manager:${release}`,
      requests: { cpu: "200m" },
      flags: managerFlags,
      mounts: [
        ...certificateMounts,
        { name: "kubeconfig", path: managerConfig, type: "FileOrCreate" },
      ],
    },
    {
      name: "kube-scheduler",
      image: `registry.k8s.io/kube-scheduler:${release}`,
      requests: { cpu: "100m" },
      flags: schedulerFlags,
      mounts: [{ name: "kubeconfig", path: schedulerConfig, type: "FileOrCreate" }],
    },
  ];
}
