// Roles and bindings: `kubectl create role`, `clusterrole`, `rolebinding`, `clusterrolebinding`.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/create/create_role.go
import { CommandError } from "../command-error";
import { noSuchResource } from "../discovery";
import type { Session } from "../session";
import { defineGenerator, knownKind, orNothing } from "./generator";

const group = "rbac.authorization.k8s.io";
const usual = [
  "get",
  "delete",
  "list",
  "create",
  "update",
  "patch",
  "watch",
  "proxy",
  "deletecollection",
  "use",
  "bind",
  "escalate",
  "impersonate",
  "approve",
  "sign",
  "*",
];
const specialVerbs: Readonly<Record<string, readonly string[]>> = {
  use: ["podsecuritypolicies"],
  bind: ["roles", "clusterroles"],
  escalate: ["roles", "clusterroles"],
  impersonate: ["users", "serviceaccounts", "groups", "userextras"],
  approve: ["signers"],
  sign: ["signers"],
};

export const createRole = defineGenerator({
  name: "role",
  summary: "Create a role with single rule",
  usage:
    "NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]",
  flags: "verb:slice resource:slice resource-name:array",
  resource: knownKind(`${group}/v1`, "Role", "roles"),
  build(session, name) {
    const verbs = verbsOf(session);
    if (verbs.length === 0) throw new CommandError("at least one verb must be specified");
    warnUnusual(session, verbs);
    if (session.flags.list("resource").length === 0)
      throw new CommandError("at least one resource must be specified");
    return { metadata: { name }, rules: resourceRules(session, verbs) };
  },
});

export const createClusterRole = defineGenerator({
  name: "clusterrole",
  summary: "Create a cluster role",
  usage:
    "NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]",
  flags:
    "verb:slice resource:slice resource-name:array non-resource-url:slice aggregation-rule:string",
  resource: knownKind(`${group}/v1`, "ClusterRole", "clusterroles", false),
  build(session, name) {
    const { flags } = session;
    const aggregation = flags.string("aggregation-rule");
    const urls = flags.list("non-resource-url");
    const verbs = verbsOf(session);
    if (aggregation !== "") {
      if (
        urls.length +
          verbs.length +
          flags.list("resource").length +
          flags.list("resource-name").length >
        0
      ) {
        throw new CommandError(
          "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames",
        );
      }
      const matchLabels = Object.fromEntries(aggregation.split(",").map((pair) => pair.split("=")));
      return {
        metadata: { name },
        aggregationRule: { clusterRoleSelectors: [{ matchLabels }] },
        rules: null,
      };
    }
    if (verbs.length === 0) throw new CommandError("at least one verb must be specified");
    if (flags.list("resource").length === 0 && urls.length === 0) {
      throw new CommandError("one of resource or nonResourceURL must be specified");
    }
    if (flags.list("resource").length > 0) warnUnusual(session, verbs);
    checkUrls(urls, verbs);
    const rules = resourceRules(session, verbs);
    return {
      metadata: { name },
      rules: urls.length === 0 ? rules : [...rules, { verbs, nonResourceURLs: urls }],
    };
  },
});

const urlVerbs = ["*", "get", "post", "put", "delete", "patch", "head", "options"];

function checkUrls(urls: readonly string[], verbs: readonly string[]): void {
  if (urls.length === 0) return;
  const badVerb = verbs.find((verb) => !urlVerbs.includes(verb));
  if (badVerb !== undefined)
    throw new CommandError(`invalid verb: '${badVerb}' for nonResourceURL`);
  for (const url of urls) {
    if (url === "*") continue;
    if (!url.startsWith("/")) throw new CommandError("nonResourceURL should start with /");
    if (url.includes("*") && url.indexOf("*") !== url.length - 1) {
      throw new CommandError(
        "nonResourceURL only supports wildcard matches when '*' is at the end",
      );
    }
  }
}

function verbsOf({ flags }: Session): string[] {
  const verbs = [...new Set(flags.list("verb"))];
  return verbs.includes("*") ? ["*"] : verbs;
}

function warnUnusual(session: Session, verbs: readonly string[]): void {
  for (const verb of verbs) {
    if (!usual.includes(verb))
      session.io.stderr(`Warning: '${verb}' is not a standard resource verb\n`);
  }
}

interface AskedResource {
  readonly resource: string;
  readonly group: string;
  readonly subresource: string;
}

function parseResource(text: string): AskedResource {
  const slash = text.indexOf("/");
  const head = slash < 0 ? text : text.slice(0, slash);
  const dot = head.indexOf(".");
  return {
    resource: dot < 0 ? head : head.slice(0, dot),
    group: dot < 0 ? "" : head.slice(dot + 1),
    subresource: slash < 0 ? "" : text.slice(slash + 1),
  };
}

/** One rule for each API group, groups in order. */
function resourceRules(session: Session, verbs: readonly string[]): object[] {
  const byGroup = new Map<string, string[]>();
  for (const asked of session.flags.list("resource").map(parseResource)) {
    const { resource, group: apiGroup } = known(session, asked, verbs);
    const name = asked.subresource === "" ? resource : `${resource}/${asked.subresource}`;
    const names = byGroup.get(apiGroup) ?? [];
    if (!names.includes(name)) byGroup.set(apiGroup, [...names, name]);
  }
  const resourceNames = orNothing([...new Set(session.flags.list("resource-name"))]);
  return [...byGroup.keys()].sort().map((apiGroup) => ({
    verbs,
    apiGroups: [apiGroup],
    resources: byGroup.get(apiGroup),
    resourceNames,
  }));
}

function known(
  session: Session,
  asked: AskedResource,
  verbs: readonly string[],
): { resource: string; group: string } {
  if (asked.resource === "")
    throw new CommandError("resource must be specified if apiGroup/subresource specified");
  if (asked.resource === "*") return asked;
  const text = asked.group === "" ? asked.resource : `${asked.resource}.${asked.group}`;
  const kind = session.cluster.discovery.find(text);
  const found = kind === undefined ? asked : { resource: kind.plural, group: kind.group };
  for (const verb of verbs) {
    const special = specialVerbs[verb];
    if (special === undefined) continue;
    if (!special.includes(found.resource)) {
      throw new CommandError(
        `can not perform '${verb}' on '${found.resource}' in group '${found.group}'`,
      );
    }
    return found;
  }
  if (kind === undefined) throw new CommandError(noSuchResource(text).message, { verbatim: true });
  return found;
}

const bindingFlags = "clusterrole:string role:string user:array group:array serviceaccount:array";

export const createRoleBinding = defineGenerator({
  name: "rolebinding",
  summary: "Create a role binding for a particular role or cluster role",
  usage:
    "NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
  flags: bindingFlags,
  resource: knownKind(`${group}/v1`, "RoleBinding", "rolebindings"),
  failure: "failed to create rolebinding: ",
  build(session, name) {
    const [role, clusterRole] = [session.flags.string("role"), session.flags.string("clusterrole")];
    if ((role === "") === (clusterRole === "")) {
      throw new CommandError("exactly one of clusterrole or role must be specified");
    }
    const roleRef = {
      apiGroup: group,
      kind: role === "" ? "ClusterRole" : "Role",
      name: role || clusterRole,
    };
    return { metadata: { name }, subjects: orNothing(subjectsOf(session)), roleRef };
  },
});

export const createClusterRoleBinding = defineGenerator({
  name: "clusterrolebinding",
  summary: "Create a cluster role binding for a particular cluster role",
  usage:
    "NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
  flags: bindingFlags.replace("clusterrole:string role:string", "clusterrole:string!"),
  resource: knownKind(`${group}/v1`, "ClusterRoleBinding", "clusterrolebindings", false),
  failure: "failed to create clusterrolebinding: ",
  build: (session, name) => ({
    metadata: { name },
    subjects: orNothing(subjectsOf(session)),
    roleRef: { apiGroup: group, kind: "ClusterRole", name: session.flags.string("clusterrole") },
  }),
});

export function subjectsOf({ flags }: Session): object[] {
  const named = (kind: string, flag: string) =>
    flags.list(flag).map((name) => ({ kind, apiGroup: group, name }));
  const accounts = flags.list("serviceaccount").map((text) => {
    const [namespace = "", name = "", ...more] = text.split(":");
    if (namespace === "" || name === "" || more.length > 0) {
      throw new CommandError("serviceaccount must be <namespace>:<name>");
    }
    return { kind: "ServiceAccount", name, namespace };
  });
  return [...named("User", "user"), ...named("Group", "group"), ...accounts];
}
