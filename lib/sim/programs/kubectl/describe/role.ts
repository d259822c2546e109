// Roles and cluster roles: their rules taken apart and put together again, one line per resource.
// Kubernetes: staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_compact.go
import type { PolicyRule, Role } from "@/generated/kubernetes/types";
import { compareText, goSlice } from "@/lib/sim/meta/go-text";
import { defineDescriber } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import type { DescriptionWriter } from "./writer";

const group = "rbac.authorization.k8s.io";

export const roleDescriber = defineDescriber<Role>(group, "Role", writeRole);
export const clusterRoleDescriber = defineDescriber<Role>(group, "ClusterRole", writeRole);

function writeRole(w: DescriptionWriter, { metadata, rules }: Role): void {
  w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  w.write(0, "PolicyRule:\n");
  w.write(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
  w.write(1, "---------\t-----------------\t--------------\t-----\n");
  for (const row of ruleRows(rules ?? [])) w.write(1, `${row}\n`);
}

/** Resources, URLs, names and verbs, with tabs between them. */
export const ruleRows = (rules: readonly PolicyRule[]): string[] =>
  compactRules(rules).map((rule) =>
    [resourceText(rule), ...[rule.urls, rule.names, rule.verbs].map(goSlice)].join("\t"),
  );

interface CompactRule {
  readonly group?: string;
  readonly resource?: string;
  readonly names: readonly string[];
  readonly urls: readonly string[];
  readonly verbs: readonly string[];
}

function compactRules(rules: readonly PolicyRule[]): CompactRule[] {
  const compact = new Map<string, CompactRule>();
  for (const single of rules.flatMap(breakDown)) {
    const key = JSON.stringify([single.group, single.resource, single.names, single.urls]);
    const known = compact.get(key)?.verbs ?? [];
    compact.set(key, {
      ...single,
      verbs: [...known, ...single.verbs.filter((verb) => !known.includes(verb))],
    });
  }
  return [...compact.values()].sort((a, b) => compareText(sortText(a), sortText(b)));
}

function breakDown(rule: PolicyRule): CompactRule[] {
  const verbs = rule.verbs ?? [];
  const names =
    (rule.resourceNames ?? []).length === 0
      ? [[]]
      : (rule.resourceNames ?? []).map((name) => [name]);
  const resources = (rule.apiGroups ?? []).flatMap((apiGroup) =>
    (rule.resources ?? []).flatMap((resource) =>
      names.map((one) => ({ group: apiGroup, resource, names: one, urls: [], verbs })),
    ),
  );
  const urls = (rule.nonResourceURLs ?? []).map((url) => ({ names: [], urls: [url], verbs }));
  return [...resources, ...urls];
}

/** The text of Go's generated `String`, by which upstream sorts. */
function sortText(rule: CompactRule): string {
  const groups = rule.group === undefined ? [] : [rule.group];
  const resources = rule.resource === undefined ? [] : [rule.resource];
  return `&PolicyRule{Verbs:${goSlice(rule.verbs)},APIGroups:${goSlice(groups)},Resources:${goSlice(resources)},ResourceNames:${goSlice(rule.names)},NonResourceURLs:${goSlice(rule.urls)},}`;
}

/** `pods`, `deployments.apps/scale`. */
function resourceText({ group: apiGroup, resource }: CompactRule): string {
  if (resource === undefined) return "";
  const slash = resource.indexOf("/");
  const head = slash < 0 ? resource : resource.slice(0, slash);
  const tail = slash < 0 ? "" : resource.slice(slash);
  return `${apiGroup ? `${head}.${apiGroup}` : head}${tail}`;
}
