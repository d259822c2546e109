// The roles people are given: view, edit and admin, each made up of smaller ones by aggregation.
//
// Kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go

type Level = "admin" | "edit" | "view";

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface PeoplesRole {
  readonly name: string;
  /** The role that takes this one in. */
  readonly aggregatesTo?: Level;
  /** The label of the roles it takes in itself. */
  readonly aggregates?: Level;
  readonly rules?: readonly Rule[];
}

export const aggregationLabel = (level: Level): string =>
  `rbac.authorization.k8s.io/aggregate-to-${level}`;

const read = ["get", "list", "watch"];
const write = ["create", "delete", "deletecollection", "patch", "update"];
const readWrite = [...read, ...write].sort();

const rule = (verbs: readonly string[], group: string, resources: string): Rule => ({
  apiGroups: [group],
  resources: resources.split(" ").sort(),
  verbs,
});

const reachable = "pods/attach pods/exec pods/portforward pods/proxy";
const workloads =
  "daemonsets deployments deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale";
const extensions =
  "daemonsets deployments deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale";

const toEdit: readonly Rule[] = [
  rule(read, "", `${reachable} secrets services/proxy`),
  rule(["impersonate"], "", "serviceaccounts"),
  rule(write, "", `pods ${reachable}`),
  rule(["create"], "", "pods/eviction"),
  rule(
    write,
    "",
    "configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy",
  ),
  rule(["create"], "", "serviceaccounts/token"),
  rule(write, "apps", `${workloads} deployments/rollback`),
  rule(write, "autoscaling", "horizontalpodautoscalers"),
  rule(write, "batch", "cronjobs jobs"),
  rule(write, "extensions", `${extensions} deployments/rollback`),
  rule(write, "policy", "poddisruptionbudgets"),
  rule(write, "networking.k8s.io", "ingresses networkpolicies"),
  rule(readWrite, "coordination.k8s.io", "leases"),
  rule(write, "resource.k8s.io", "resourceclaims resourceclaimtemplates"),
  rule(write, "events.k8s.io", "events"),
];

const toView: readonly Rule[] = [
  rule(
    read,
    "",
    "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status",
  ),
  rule(
    read,
    "",
    "bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status",
  ),
  rule(read, "", "namespaces"),
  rule(read, "discovery.k8s.io", "endpointslices"),
  rule(
    read,
    "apps",
    `${workloads} controllerrevisions daemonsets/status deployments/status replicasets/status statefulsets/status`,
  ),
  rule(read, "autoscaling", "horizontalpodautoscalers horizontalpodautoscalers/status"),
  rule(read, "batch", "cronjobs cronjobs/status jobs jobs/status"),
  rule(
    read,
    "extensions",
    `${extensions} daemonsets/status deployments/status ingresses/status replicasets/status`,
  ),
  rule(read, "policy", "poddisruptionbudgets poddisruptionbudgets/status"),
  rule(read, "networking.k8s.io", "ingresses ingresses/status networkpolicies"),
  rule(read, "events.k8s.io", "events"),
  rule(read, "resource.k8s.io", "resourceclaims resourceclaims/status resourceclaimtemplates"),
];

const toAdmin: readonly Rule[] = [
  rule(["create"], "authorization.k8s.io", "localsubjectaccessreviews"),
  rule(readWrite, "rbac.authorization.k8s.io", "rolebindings roles"),
];

export const peoplesRoles: readonly PeoplesRole[] = [
  { name: "admin", aggregates: "admin" },
  { name: "edit", aggregates: "edit", aggregatesTo: "admin" },
  { name: "view", aggregates: "view", aggregatesTo: "edit" },
  { name: "system:aggregate-to-admin", aggregatesTo: "admin", rules: toAdmin },
  { name: "system:aggregate-to-edit", aggregatesTo: "edit", rules: toEdit },
  { name: "system:aggregate-to-view", aggregatesTo: "view", rules: toView },
];
