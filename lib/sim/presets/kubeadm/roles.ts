// The roles and bindings every cluster starts with.
//
// Kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
//
// Differs: the roles people are given (admin, edit, view) and those that let people in are here; the roles of
// the single controllers are not, as controllers are not held to them.
import type { PresetTools } from "../define-preset";

const labels = { "kubernetes.io/bootstrapping": "rbac-defaults" };
const annotations = { "rbac.authorization.kubernetes.io/autoupdate": "true" };
const apiGroup = "rbac.authorization.k8s.io";

const read = ["get", "list", "watch"];
const write = ["create", "delete", "deletecollection", "patch", "update"];

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const groupsOfEditor: readonly (readonly [group: string, resources: readonly string[]])[] = [
  [
    "",
    [
      "pods",
      "services",
      "configmaps",
      "secrets",
      "serviceaccounts",
      "endpoints",
      "persistentvolumeclaims",
      "replicationcontrollers",
      "replicationcontrollers/scale",
      "pods/exec",
      "pods/attach",
      "pods/portforward",
      "pods/log",
      "events",
    ],
  ],
  [
    "apps",
    [
      "deployments",
      "deployments/scale",
      "replicasets",
      "replicasets/scale",
      "statefulsets",
      "statefulsets/scale",
      "daemonsets",
      "controllerrevisions",
    ],
  ],
  ["batch", ["jobs", "cronjobs"]],
  ["autoscaling", ["horizontalpodautoscalers"]],
  ["networking.k8s.io", ["ingresses", "networkpolicies"]],
  ["policy", ["poddisruptionbudgets"]],
  ["discovery.k8s.io", ["endpointslices"]],
];

const secret = new Set(["secrets", "pods/exec", "pods/attach", "pods/portforward"]);
const readOnlyCore = [
  "bindings",
  "events",
  "limitranges",
  "namespaces",
  "namespaces/status",
  "pods/status",
  "resourcequotas",
  "resourcequotas/status",
];

function viewRules(): Rule[] {
  const rules = groupsOfEditor.map(([group, resources]) => ({
    apiGroups: [group],
    resources: resources.filter((resource) => !secret.has(resource)),
    verbs: read,
  }));
  return [...rules, { apiGroups: [""], resources: readOnlyCore, verbs: read }];
}

function editRules(): Rule[] {
  const rules = groupsOfEditor.map(([group, resources]) => ({
    apiGroups: [group],
    resources: [...resources],
    verbs: [...read, ...write],
  }));
  return [...rules, { apiGroups: [""], resources: readOnlyCore, verbs: read }];
}

const adminRules = (): Rule[] => [
  ...editRules(),
  { apiGroups: [apiGroup], resources: ["rolebindings", "roles"], verbs: [...read, ...write] },
];

export function createRoles({ client }: PresetTools): void {
  const clusterRole = (name: string, rules: readonly object[]): void => {
    client.create("ClusterRole", { metadata: { name, labels, annotations }, rules } as never);
  };
  clusterRole("cluster-admin", [
    { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
    { nonResourceURLs: ["*"], verbs: ["*"] },
  ]);
  clusterRole("admin", adminRules());
  clusterRole("edit", editRules());
  clusterRole("view", viewRules());
  clusterRole("system:basic-user", [
    {
      apiGroups: ["authorization.k8s.io"],
      resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
      verbs: ["create"],
    },
    { apiGroups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"], verbs: ["create"] },
  ]);
  clusterRole("system:discovery", [
    {
      nonResourceURLs: [
        "/api",
        "/api/*",
        "/apis",
        "/apis/*",
        "/healthz",
        "/livez",
        "/openapi",
        "/openapi/*",
        "/readyz",
        "/version",
        "/version/",
      ],
      verbs: ["get"],
    },
  ]);
  clusterRole("system:public-info-viewer", [
    { nonResourceURLs: ["/healthz", "/livez", "/readyz", "/version", "/version/"], verbs: ["get"] },
  ]);
  bind(client, "cluster-admin", "cluster-admin", ["system:masters"]);
  bind(client, "kubeadm:cluster-admins", "cluster-admin", ["kubeadm:cluster-admins"]);
  bind(client, "system:basic-user", "system:basic-user", ["system:authenticated"]);
  bind(client, "system:discovery", "system:discovery", ["system:authenticated"]);
  bind(client, "system:public-info-viewer", "system:public-info-viewer", [
    "system:authenticated",
    "system:unauthenticated",
  ]);
}

function bind(
  client: PresetTools["client"],
  name: string,
  role: string,
  groups: readonly string[],
): void {
  client.create("ClusterRoleBinding", {
    metadata: { name, labels, annotations },
    roleRef: { apiGroup, kind: "ClusterRole", name: role },
    subjects: groups.map((group) => ({ apiGroup, kind: "Group", name: group })),
  });
}
