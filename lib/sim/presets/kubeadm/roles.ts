// The roles and bindings every cluster starts with.
//
// Kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
//
// Differs: the roles people are given (admin, edit, view) and those that let people in are here; the roles of
// the single controllers are not, as controllers are not held to them.
import type { PresetTools } from "../define-preset";
import { aggregationLabel, peoplesRoles } from "./peoples-roles";

const labels = { "kubernetes.io/bootstrapping": "rbac-defaults" };
const annotations = { "rbac.authorization.kubernetes.io/autoupdate": "true" };
const apiGroup = "rbac.authorization.k8s.io";

export function createRoles({ client }: PresetTools): void {
  const clusterRole = (name: string, rules: readonly object[]): void => {
    client.create("ClusterRole", { metadata: { name, labels, annotations }, rules } as never);
  };
  clusterRole("cluster-admin", [
    { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
    { nonResourceURLs: ["*"], verbs: ["*"] },
  ]);
  for (const role of peoplesRoles) {
    const { name, aggregatesTo, aggregates, rules } = role;
    const mark = aggregatesTo === undefined ? {} : { [aggregationLabel(aggregatesTo)]: "true" };
    client.create("ClusterRole", {
      metadata: { name, labels: { ...labels, ...mark }, annotations },
      ...(aggregates === undefined
        ? {}
        : {
            aggregationRule: {
              clusterRoleSelectors: [{ matchLabels: { [aggregationLabel(aggregates)]: "true" } }],
            },
          }),
      ...(rules === undefined ? {} : { rules }),
    } as never);
  }
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
