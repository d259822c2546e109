// What the parts of the control plane, nodes and joining nodes may do.
//
// Kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/{policy,namespace_policy}.go
//
// Differs: the roles of the single controllers are left out, as controllers are not held to them.
import type { PresetTools } from "../../define-preset";

const labels = { "kubernetes.io/bootstrapping": "rbac-defaults" };
const annotations = { "rbac.authorization.kubernetes.io/autoupdate": "true" };
const apiGroup = "rbac.authorization.k8s.io";

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const rule = (group: string, resources: string, verbs: string, names?: string): Rule => ({
  apiGroups: [group],
  resources: resources.split(" "),
  verbs: verbs.split(" "),
  ...(names === undefined ? {} : { resourceNames: names.split(" ") }),
});

const read = "get list watch";
const certificates = "certificates.k8s.io";
const requests = "certificatesigningrequests";
const reviews = [
  rule("authentication.k8s.io", "tokenreviews", "create"),
  rule("authorization.k8s.io", "subjectaccessreviews", "create"),
];
const approve = (signer: string): Rule[] => [rule(certificates, "signers", "approve", signer)];

const clusterRoles: Readonly<Record<string, readonly Rule[]>> = {
  "system:auth-delegator": reviews,
  [`system:certificates.k8s.io:${requests}:nodeclient`]: [
    rule(certificates, `${requests}/nodeclient`, "create"),
  ],
  [`system:certificates.k8s.io:${requests}:selfnodeclient`]: [
    rule(certificates, `${requests}/selfnodeclient`, "create"),
  ],
  "system:certificates.k8s.io:kube-apiserver-client-approver": approve(
    "kubernetes.io/kube-apiserver-client",
  ),
  "system:certificates.k8s.io:kube-apiserver-client-kubelet-approver": approve(
    "kubernetes.io/kube-apiserver-client-kubelet",
  ),
  "system:certificates.k8s.io:kubelet-serving-approver": approve("kubernetes.io/kubelet-serving"),
  "system:certificates.k8s.io:legacy-unknown-approver": approve("kubernetes.io/legacy-unknown"),
  "system:kube-dns": [rule("", "endpoints services", "list watch")],
  "system:kubelet-api-admin": [
    rule("", "nodes", "get list watch proxy"),
    rule("", "nodes/log nodes/metrics nodes/proxy nodes/stats", "*"),
  ],
  "system:node-bootstrapper": [rule(certificates, requests, "create get list watch")],
  "system:node-proxier": [
    rule("", "endpoints services", "list watch"),
    rule("", "nodes", read),
    rule("discovery.k8s.io", "endpointslices", "list watch"),
    rule("networking.k8s.io", "servicecidrs", "list watch"),
  ],
  "system:persistent-volume-provisioner": [
    rule("", "persistentvolumes", "create delete get list watch"),
    rule("", "persistentvolumeclaims", "get list update watch"),
    rule("storage.k8s.io", "storageclasses", read),
    rule("", "events", "watch create update patch"),
  ],
};

const leases = "coordination.k8s.io";
const locks = (name: string): Rule[] => [
  rule("", "configmaps", "watch"),
  rule("", "configmaps", "get update", name),
  rule(leases, "leases", "create watch"),
  rule(leases, "leases", "get list update", name),
];

/** Namespace/name, its rules, and to whom they are given. */
const namespacedRoles: readonly (readonly [string, readonly Rule[], readonly Subject[]])[] = [
  [
    "kube-public/system:controller:bootstrap-signer",
    [
      rule("", "configmaps", read),
      rule("", "configmaps", "update", "cluster-info"),
      rule("", "events", "create patch update"),
    ],
    [account("bootstrap-signer")],
  ],
  [
    "kube-system/extension-apiserver-authentication-reader",
    [rule("", "configmaps", read, "extension-apiserver-authentication")],
    [],
  ],
  [
    "kube-system/system::leader-locking-kube-controller-manager",
    locks("kube-controller-manager"),
    [user("system:kube-controller-manager"), account("kube-controller-manager")],
  ],
  [
    "kube-system/system::leader-locking-kube-scheduler",
    locks("kube-scheduler"),
    [user("system:kube-scheduler"), account("kube-scheduler")],
  ],
  [
    "kube-system/system:controller:bootstrap-signer",
    [rule("", "secrets", read)],
    [account("bootstrap-signer")],
  ],
  [
    "kube-system/system:controller:cloud-provider",
    [rule("", "configmaps", "create get list watch")],
    [account("cloud-provider")],
  ],
  [
    "kube-system/system:controller:token-cleaner",
    [rule("", "secrets", "get list watch delete"), rule("", "events", "create patch update")],
    [account("token-cleaner")],
  ],
];

interface Subject {
  readonly kind: "User" | "ServiceAccount" | "Group";
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

function account(name: string): Subject {
  return { kind: "ServiceAccount", name, namespace: "kube-system" };
}

function user(name: string): Subject {
  return { apiGroup, kind: "User", name };
}

export function createSystemRoles({ client }: PresetTools): void {
  for (const [name, rules] of Object.entries(clusterRoles)) {
    client.create("ClusterRole", { metadata: { name, labels, annotations }, rules } as never);
  }
  for (const [place, rules, subjects] of namespacedRoles) {
    const slash = place.indexOf("/");
    const metadata = {
      namespace: place.slice(0, slash),
      name: place.slice(slash + 1),
      labels,
      annotations,
    };
    client.create("Role", { metadata, rules } as never);
    if (subjects.length === 0) continue;
    const roleRef = { apiGroup, kind: "Role", name: metadata.name };
    client.create("RoleBinding", { metadata, roleRef, subjects } as never);
  }
  client.create("RoleBinding", {
    metadata: {
      namespace: "kube-system",
      name: "system::extension-apiserver-authentication-reader",
      labels,
      annotations,
    },
    roleRef: { apiGroup, kind: "Role", name: "extension-apiserver-authentication-reader" },
    subjects: [user("system:kube-controller-manager"), user("system:kube-scheduler")],
  } as never);
}
