// What kubeadm installs on a new cluster: CoreDNS and kube-proxy.
import type { PresetTools } from "../define-preset";

const namespace = "kube-system";

export function createAddons({ client }: PresetTools): void {
  client.create("ServiceAccount", { metadata: { name: "coredns", namespace } });
  client.create("ServiceAccount", { metadata: { name: "kube-proxy", namespace } });
  client.create("ConfigMap", {
    metadata: { name: "coredns", namespace },
    data: { Corefile: corefile },
  });
  client.create("Service", {
    metadata: {
      name: "kube-dns",
      namespace,
      labels: {
        "k8s-app": "kube-dns",
        "kubernetes.io/cluster-service": "true",
        "kubernetes.io/name": "CoreDNS",
      },
      annotations: { "prometheus.io/port": "9153", "prometheus.io/scrape": "true" },
    },
    spec: {
      clusterIP: "10.96.0.10",
      selector: { "k8s-app": "kube-dns" },
      ports: [
        { name: "dns", port: 53, protocol: "UDP", targetPort: 53 },
        { name: "dns-tcp", port: 53, protocol: "TCP", targetPort: 53 },
        { name: "metrics", port: 9153, protocol: "TCP", targetPort: 9153 },
      ],
    },
  });
  client.create("Deployment", {
    metadata: { name: "coredns", namespace, labels: { "k8s-app": "kube-dns" } },
    spec: {
      replicas: 2,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
      selector: { matchLabels: { "k8s-app": "kube-dns" } },
      template: { metadata: { labels: { "k8s-app": "kube-dns" } }, spec: corednsPod },
    },
  });
}

export function createKubeProxy({ client }: PresetTools): void {
  client.create("DaemonSet", {
    metadata: { name: "kube-proxy", namespace, labels: { "k8s-app": "kube-proxy" } },
    spec: {
      selector: { matchLabels: { "k8s-app": "kube-proxy" } },
      template: {
        metadata: { labels: { "k8s-app": "kube-proxy" } },
        spec: {
          hostNetwork: true,
          priorityClassName: "system-node-critical",
          serviceAccountName: "kube-proxy",
          nodeSelector: { "kubernetes.io/os": "linux" },
          tolerations: [{ operator: "Exists" }],
          containers: [
            {
              name: "kube-proxy",
              image: "registry.k8s.io/kube-proxy:v1.36.2",
              command: [
                "/usr/local/bin/kube-proxy",
                "--config=/var/lib/kube-proxy/config.conf",
                "--hostname-override=$(NODE_NAME)",
              ],
              env: [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
              securityContext: { privileged: true },
            },
          ],
        },
      },
    },
  });
}

const corednsPod = {
  serviceAccountName: "coredns",
  priorityClassName: "system-cluster-critical",
  dnsPolicy: "Default",
  nodeSelector: { "kubernetes.io/os": "linux" },
  tolerations: [
    { key: "CriticalAddonsOnly", operator: "Exists" },
    { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
  ],
  containers: [
    {
      name: "coredns",
      image: "registry.k8s.io/coredns/coredns:v1.14.1",
      args: ["-conf", "/etc/coredns/Corefile"],
      resources: { limits: { memory: "170Mi" }, requests: { cpu: "100m", memory: "70Mi" } },
      ports: [
        { containerPort: 53, name: "dns", protocol: "UDP" },
        { containerPort: 53, name: "dns-tcp", protocol: "TCP" },
        { containerPort: 9153, name: "metrics", protocol: "TCP" },
      ],
      volumeMounts: [{ name: "config-volume", mountPath: "/etc/coredns", readOnly: true }],
    },
  ],
  volumes: [
    {
      name: "config-volume",
      configMap: { name: "coredns", items: [{ key: "Corefile", path: "Corefile" }] },
    },
  ],
};

const corefile = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30
    loop
    reload
    loadbalance
}
`;
