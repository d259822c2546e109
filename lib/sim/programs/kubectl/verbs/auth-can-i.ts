// kubectl auth can-i.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/auth/cani.go
import type { PolicyRule } from "@/generated/kubernetes/types";
import { getPath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError, SilentExit } from "../command-error";
import { completeResources } from "../completion";
import { knownKind } from "../create/generator";
import { ruleRows } from "../describe/role";
import { defineFlags } from "../flags/flag-specs";
import { alignColumns, tableTabs } from "../print/tab-writer";
import type { Session } from "../session";
import { createObject } from "../writes";

export const authCanI: Command = {
  name: "can-i",
  summary: "Check whether an action is allowed",
  usage: "VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
  flags: defineFlags(
    "all-namespaces,A:bool list:bool no-headers:bool quiet,q:bool subresource:string",
  ),
  run: runCanI,
  complete: (session, args, word) =>
    args.length === 0 ? verbs : completeResources(session, args.slice(1), word),
};

const verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
const known = new Set([
  ...verbs,
  "*",
  "use",
  "bind",
  "impersonate",
  "escalate",
  "approve",
  "sign",
  "post",
  "put",
  "head",
  "options",
  "proxy",
]);

const accessKind = knownKind(
  "authorization.k8s.io/v1",
  "SelfSubjectAccessReview",
  "selfsubjectaccessreviews",
  false,
);
const rulesKind = knownKind(
  "authorization.k8s.io/v1",
  "SelfSubjectRulesReview",
  "selfsubjectrulesreviews",
  false,
);

function runCanI(session: Session): number {
  const { flags, args, io } = session;
  if (flags.bool("list")) return listRules(session);
  const [verb, target] = args;
  const isUrl = target?.startsWith("/") === true;
  if (verb === undefined || target === undefined || args.length > 3) {
    throw new CommandError(
      "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
    );
  }
  if (isUrl && flags.string("subresource") !== "")
    throw new CommandError("--subresource can not be used with NonResourceURL");
  const warnings: string[] = [];
  if (!known.has(verb)) warnings.push(`verb '${verb}' is not a known verb`);
  const spec = isUrl
    ? { nonResourceAttributes: { path: target, verb } }
    : { resourceAttributes: attributes(session, { verb, target, name: args[2] ?? "" }, warnings) };
  for (const warning of warnings) io.stderr(`Warning: ${warning}\n\n`);
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    metadata: {},
    spec,
    status: { allowed: false },
  };
  const answer = createObject(session, { kind: accessKind, namespace: "" }, review, {});
  const isAllowed = getPath(answer, ["status", "allowed"]) === true;
  if (!flags.bool("quiet")) {
    const reason = String(getPath(answer, ["status", "reason"]) ?? "");
    const why = reason === "" || isAllowed ? "" : ` - ${reason}`;
    io.stdout(isAllowed ? "yes\n" : `no${why}\n`);
  }
  if (!isAllowed) throw new SilentExit(1);
  return 0;
}

interface Asked {
  readonly verb: string;
  readonly target: string;
  readonly name: string;
}

function attributes(session: Session, { verb, target, name }: Asked, warnings: string[]) {
  const slash = target.indexOf("/");
  const type = slash < 0 ? target : target.slice(0, slash);
  const resourceName = slash < 0 ? name : target.slice(slash + 1);
  const [word = "", ...groupParts] = type.split(".");
  const kind = type === "*" ? undefined : session.cluster.discovery.find(type);
  if (kind === undefined && type !== "*") {
    const where = groupParts.length > 0 ? ` in group '${groupParts.join(".")}'` : "";
    warnings.push(`the server doesn't have a resource type '${word}'${where}`);
  }
  if (
    kind !== undefined &&
    !kind.namespaced &&
    session.flags.bool("all-namespaces") === false &&
    kind.group === ""
  ) {
    warnings.push(`resource '${kind.plural}' is not namespace scoped`);
  } else if (kind !== undefined && !kind.namespaced && !session.flags.bool("all-namespaces")) {
    warnings.push(`resource '${kind.plural}' is not namespace scoped in group '${kind.group}'`);
  }
  const namespace = session.flags.bool("all-namespaces") ? "" : session.cluster.namespace;
  return {
    ...(namespace === "" ? {} : { namespace }),
    verb,
    group: kind?.group ?? (type === "*" ? "*" : groupParts.join(".")),
    ...(kind === undefined ? {} : {}),
    resource: kind?.plural ?? word,
    ...(session.flags.string("subresource") === ""
      ? {}
      : { subresource: session.flags.string("subresource") }),
    ...(resourceName === "" ? {} : { name: resourceName }),
  };
}

function listRules(session: Session): number {
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectRulesReview",
    metadata: {},
    spec: { namespace: session.cluster.namespace },
    status: { resourceRules: null, nonResourceRules: null, incomplete: false },
  };
  const answer = createObject(session, { kind: rulesKind, namespace: "" }, review, {});
  const rulesAt = (field: string) =>
    (getPath(answer, ["status", field]) ?? []) as readonly PolicyRule[];
  const header = "Resources\tNon-Resource URLs\tResource Names\tVerbs";
  const rows = [
    ...(session.flags.bool("no-headers") ? [] : [header]),
    ...ruleRows([...rulesAt("resourceRules"), ...rulesAt("nonResourceRules")]),
  ];
  session.io.stdout(alignColumns(`${rows.join("\n")}\n`, tableTabs).text);
  return 0;
}
