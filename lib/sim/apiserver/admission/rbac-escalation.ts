// Nobody may give rights they do not have themselves. Upstream does this where roles and bindings are stored; here
// admission does, which knows the user.
//
// Kubernetes: pkg/registry/rbac/{role,rolebinding,clusterrole,clusterrolebinding}/policybased/storage.go,
// pkg/registry/rbac/validation/{rule.go,policy_compact.go}
import { compareText, goQuote } from "../../meta/go-text";
import { deepEqual, type KubernetesObject } from "../../meta/object";
import { isAllowed, type PolicyRule, rulesFor } from "../authorize";
import type { UserInfo } from "../request";
import type { AdmissionPlugin, AdmissionRequest, ServerContext } from "../server-context";
import { refusal } from "./refusal";
import { stored } from "./stored";

const group = "rbac.authorization.k8s.io";

export const rbacEscalation: AdmissionPlugin = {
  name: "RbacEscalationCheck",
  validate(object, request, server) {
    if (request.kind.group !== group || request.operation === "DELETE") return;
    const isUnlimited = request.user.groups.includes("system:masters");
    const field = request.kind.plural.endsWith("bindings") ? "roleRef" : "rules";
    const isSame = request.old !== undefined && deepEqual(request.old[field], object[field]);
    if (isUnlimited || (isSame && field === "rules")) return;
    const granted = field === "rules" ? rulesOf(object) : boundRules(object, request, server);
    const verb = field === "rules" ? "escalate" : "bind";
    if (mayAnyway(verb, object, request, server)) return;
    const held = [...rulesFor(server.etcd, request.user, request.namespace)].flat();
    const missing = granted
      .flatMap(single)
      .filter((rule) => !held.some((each) => covers(each, rule)));
    if (missing.length > 0) throw refusal(request, object, message(request.user, missing));
  },
};

const rulesOf = (object: KubernetesObject | undefined): readonly PolicyRule[] =>
  (object?.rules ?? []) as readonly PolicyRule[];

interface RoleReference {
  readonly kind: string;
  readonly name: string;
}

function boundRules(
  object: KubernetesObject,
  { namespace }: AdmissionRequest,
  server: ServerContext,
): readonly PolicyRule[] {
  const { kind, name } = object.roleRef as RoleReference;
  const key = kind === "Role" ? `roles/${namespace}/${name}` : `clusterroles/${name}`;
  return rulesOf(stored<KubernetesObject>(server, key));
}

/** The verbs `escalate` and `bind` are for those who may. */
function mayAnyway(
  verb: "bind" | "escalate",
  object: KubernetesObject,
  { kind, name, namespace, user }: AdmissionRequest,
  server: ServerContext,
): boolean {
  const reference = object.roleRef as RoleReference | undefined;
  const boundResource = reference?.kind === "Role" ? "roles" : "clusterroles";
  return isAllowed(server.etcd, user, {
    verb,
    group,
    version: "v1",
    resource: verb === "bind" ? boundResource : kind.plural,
    subresource: "",
    namespace,
    name: verb === "bind" ? (reference?.name ?? "") : name,
  });
}

/** One rule per group, resource, name and verb. */
function single(rule: PolicyRule): PolicyRule[] {
  const urls = rule.nonResourceURLs ?? [];
  const names = rule.resourceNames?.length ? rule.resourceNames.map((name) => [name]) : [undefined];
  return rule.verbs.flatMap((verb) => [
    ...urls.map((url) => ({ verbs: [verb], nonResourceURLs: [url] })),
    ...(rule.apiGroups ?? []).flatMap((apiGroup) =>
      (rule.resources ?? []).flatMap((resource) =>
        names.map((resourceNames) => ({
          verbs: [verb],
          apiGroups: [apiGroup],
          resources: [resource],
          ...(resourceNames && { resourceNames }),
        })),
      ),
    ),
  ]);
}

function covers(held: PolicyRule, wanted: PolicyRule): boolean {
  const includes = (list: readonly string[] = [], [word = ""]: readonly string[] = []): boolean =>
    list.includes("*") || list.includes(word);
  if (!includes(held.verbs, wanted.verbs)) return false;
  if (wanted.nonResourceURLs !== undefined) {
    const [url = ""] = wanted.nonResourceURLs;
    const isCovered = (each: string): boolean =>
      each.endsWith("*") && url.startsWith(each.slice(0, -1));
    return (held.nonResourceURLs ?? []).some((each) => each === url || isCovered(each));
  }
  const [resource = ""] = wanted.resources ?? [];
  const anyOf = resource.includes("/") ? `*/${resource.split("/")[1]}` : resource;
  const hasResource =
    includes(held.resources, [resource]) || (held.resources ?? []).includes(anyOf);
  const names = held.resourceNames ?? [];
  const hasName = names.length === 0 || names.includes(wanted.resourceNames?.[0] ?? "");
  return includes(held.apiGroups, wanted.apiGroups) && hasResource && hasName;
}

function message({ groups, name }: UserInfo, missing: readonly PolicyRule[]): string {
  const who = `user ${goQuote(name)} (groups=[${groups.map(goQuote).join(" ")}])`;
  const lines = compact(missing).map(describe).sort(compareText);
  return `${who} is attempting to grant RBAC permissions not currently held:\n${lines.join("\n")}`;
}

/** The verbs of one resource together again. */
function compact(rules: readonly PolicyRule[]): PolicyRule[] {
  const merged: PolicyRule[] = [];
  for (const rule of rules) {
    const { verbs, ...what } = rule;
    const index = merged.findIndex(({ verbs: _, ...each }) => deepEqual(each, what));
    const known = merged[index];
    if (known === undefined) merged.push(rule);
    else merged[index] = { ...known, verbs: [...new Set([...known.verbs, ...verbs])] };
  }
  return merged;
}

function describe(rule: PolicyRule): string {
  const list = (title: string, words: readonly string[] | undefined): string[] =>
    words === undefined ? [] : [`${title}:[${words.map(goQuote).join(" ")}]`];
  const parts = [
    ...list("APIGroups", rule.apiGroups),
    ...list("Resources", rule.resources),
    ...list("ResourceNames", rule.resourceNames),
    ...list("NonResourceURLs", rule.nonResourceURLs),
    ...list("Verbs", rule.verbs),
  ];
  return `{${parts.join(", ")}}`;
}
