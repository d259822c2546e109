// May this user do this? RBAC over the stored roles and bindings.
//
// Kubernetes: plugin/pkg/auth/authorizer/rbac/rbac.go, pkg/registry/rbac/validation/rule.go
import type { Etcd } from "../etcd/store";
import type { KubernetesObject } from "../meta/object";
import { forbidden } from "../meta/status-error";
import { asObject } from "./indexes";
import type { RequestInfo, UserInfo } from "./request";

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

interface RoleReference {
  readonly kind: string;
  readonly name: string;
}

/** What is asked; for paths that name no resource, `path` decides. */
export interface Access extends Omit<RequestInfo, "isResource"> {
  readonly path?: string;
}

/** The group that needs no rules, so that nobody can lock the administrator out. */
const unlimitedGroup = "system:masters";

export function isAllowed(etcd: Etcd, user: UserInfo, access: Access): boolean {
  if (user.groups.includes(unlimitedGroup)) return true;
  for (const rules of rulesFor(etcd, user, access.namespace)) {
    if (rules.some((rule) => allows(rule, access))) return true;
  }
  return false;
}

/** Refuses with upstream's words. */
export function authorize(etcd: Etcd, user: UserInfo, access: Access): void {
  if (isAllowed(etcd, user, access)) return;
  throw forbidden(
    { group: access.group, resource: access.resource },
    access.name,
    access.path === undefined
      ? refusal(user, access)
      : `User "${user.name}" cannot ${access.verb} path "${access.path}"`,
  );
}

function refusal(user: UserInfo, access: Access): string {
  const resource =
    access.subresource === "" ? access.resource : `${access.resource}/${access.subresource}`;
  const where =
    access.namespace === "" ? "at the cluster scope" : `in the namespace "${access.namespace}"`;
  return `User "${user.name}" cannot ${access.verb} resource "${resource}" in API group "${access.group}" ${where}`;
}

/** The rule lists of every role bound to the user, cluster-wide and in the namespace. */
export function* rulesFor(
  etcd: Etcd,
  user: UserInfo,
  namespace: string,
): Generator<readonly PolicyRule[]> {
  for (const binding of objects(etcd, "/registry/clusterrolebindings/")) {
    if (appliesTo(binding, user, "")) yield roleRules(etcd, binding, "");
  }
  if (namespace === "") return;
  for (const binding of objects(etcd, `/registry/rolebindings/${namespace}/`)) {
    if (appliesTo(binding, user, namespace)) yield roleRules(etcd, binding, namespace);
  }
}

function appliesTo(binding: KubernetesObject, user: UserInfo, namespace: string): boolean {
  const subjects = (binding.subjects ?? []) as readonly Subject[];
  return subjects.some((subject) => {
    if (subject.kind === "User") return subject.name === user.name;
    if (subject.kind === "Group") return user.groups.includes(subject.name);
    const place = subject.namespace ?? namespace;
    return user.name === `system:serviceaccount:${place}:${subject.name}`;
  });
}

function roleRules(
  etcd: Etcd,
  binding: KubernetesObject,
  namespace: string,
): readonly PolicyRule[] {
  const { kind, name } = binding.roleRef as RoleReference;
  const key =
    kind === "Role" ? `/registry/roles/${namespace}/${name}` : `/registry/clusterroles/${name}`;
  const role = asObject(etcd.get(key)?.value);
  return (role?.rules ?? []) as readonly PolicyRule[];
}

function allows(rule: PolicyRule, access: Access): boolean {
  if (!has(rule.verbs, access.verb)) return false;
  if (access.path !== undefined) {
    return (rule.nonResourceURLs ?? []).some((pattern) => matchesPath(pattern, access.path ?? ""));
  }
  if (!has(rule.apiGroups ?? [], access.group)) return false;
  if (!matchesResource(rule.resources ?? [], access)) return false;
  const names = rule.resourceNames ?? [];
  return names.length === 0 || names.includes(access.name);
}

const has = (list: readonly string[], word: string): boolean =>
  list.includes("*") || list.includes(word);

function matchesResource(resources: readonly string[], access: Access): boolean {
  if (resources.includes("*")) return true;
  if (access.subresource === "") return resources.includes(access.resource);
  return (
    resources.includes(`${access.resource}/${access.subresource}`) ||
    resources.includes(`*/${access.subresource}`)
  );
}

function matchesPath(pattern: string, path: string): boolean {
  if (pattern === "*" || pattern === path) return true;
  return pattern.endsWith("*") && path.startsWith(pattern.slice(0, -1));
}

function* objects(etcd: Etcd, prefix: string): Generator<KubernetesObject> {
  for (const row of etcd.list(prefix)) {
    const object = asObject(row.value);
    if (object !== undefined) yield object;
  }
}
