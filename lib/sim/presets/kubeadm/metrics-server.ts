// The metrics-server as its own manifests install it, told to trust kubelets whose certificates nobody signed.
//
// Kubernetes: sigs.k8s.io/metrics-server manifests/base
//
// Differs: without the bindings to roles of other components' making (`system:auth-delegator` and the like).
import type { PresetTools } from "../define-preset";

const namespace = "kube-system";
const labels = { "k8s-app": "metrics-server" };
const name = "metrics-server";
const apiGroup = "rbac.authorization.k8s.io";

export function createMetricsServer(tools: PresetTools): void {
  const { client } = tools;
  client.create("ServiceAccount", { metadata: { name, namespace, labels } });
  createAccess(tools);
  client.create("Service", {
    metadata: { name, namespace, labels },
    spec: {
      selector: labels,
      ports: [
        { appProtocol: "https", name: "https", port: 443, protocol: "TCP", targetPort: "https" },
      ],
    },
  });
  client.create("Deployment", {
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
      template: { metadata: { labels }, spec: pod },
    },
  });
  client.create("APIService", {
    metadata: { name: "v1beta1.metrics.k8s.io", labels },
    spec: {
      group: "metrics.k8s.io",
      groupPriorityMinimum: 100,
      insecureSkipTLSVerify: true,
      service: { name, namespace, port: 443 },
      version: "v1beta1",
      versionPriority: 100,
    },
  });
}

function createAccess({ client }: PresetTools): void {
  const toPeople = Object.fromEntries(
    ["admin", "edit", "view"].map((level) => [
      `rbac.authorization.k8s.io/aggregate-to-${level}`,
      "true",
    ]),
  );
  client.create("ClusterRole", {
    metadata: { name: "system:aggregated-metrics-reader", labels: { ...labels, ...toPeople } },
    rules: [
      {
        apiGroups: ["metrics.k8s.io"],
        resources: ["pods", "nodes"],
        verbs: ["get", "list", "watch"],
      },
    ],
  });
  client.create("ClusterRole", {
    metadata: { name: "system:metrics-server", labels },
    rules: [
      { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
      { apiGroups: [""], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] },
    ],
  });
  client.create("ClusterRoleBinding", {
    metadata: { name: "system:metrics-server", labels },
    roleRef: { apiGroup, kind: "ClusterRole", name: "system:metrics-server" },
    subjects: [{ kind: "ServiceAccount", name, namespace }],
  });
}

const check = (path: string) => ({ path, port: "https", scheme: "HTTPS" });

const pod = {
  serviceAccountName: name,
  priorityClassName: "system-cluster-critical",
  nodeSelector: { "kubernetes.io/os": "linux" },
  containers: [
    {
      name,
      image: "registry.k8s.io/metrics-server/metrics-server:v0.8.0",
      imagePullPolicy: "IfNotPresent",
      args: [
        "--cert-dir=/tmp",
        "--secure-port=10250",
        "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
        "--kubelet-use-node-status-port",
        "--metric-resolution=15s",
        "--kubelet-insecure-tls",
      ],
      ports: [{ containerPort: 10250, name: "https", protocol: "TCP" }],
      livenessProbe: { failureThreshold: 3, httpGet: check("/livez"), periodSeconds: 10 },
      readinessProbe: {
        failureThreshold: 3,
        httpGet: check("/readyz"),
        initialDelaySeconds: 20,
        periodSeconds: 10,
      },
      resources: { requests: { cpu: "100m", memory: "200Mi" } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: "RuntimeDefault" },
      },
      volumeMounts: [{ mountPath: "/tmp", name: "tmp-dir" }],
    },
  ],
  volumes: [{ emptyDir: {}, name: "tmp-dir" }],
};
