import { compareText } from "@/lib/sim/meta/go-text";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { groupResourceOf, groupVersion, type ResourceKind } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { alignColumns, tableTabs } from "../print/tab-writer";
import { type Session, usage } from "../session";

export const apiResources: Command = {
  name: "api-resources",
  summary: "Print the supported API resources on the server",
  usage: "",
  flags: defineFlags(
    "api-group:string cached:bool categories:slice namespaced:bool=true no-headers:bool output,o:string show-managed-fields:bool sort-by:string verbs:slice",
  ),
  run: runApiResources,
};

function runApiResources(session: Session): number {
  const { flags, args, io } = session;
  if (args.length > 0) throw usage(session, `unexpected arguments: [${args.join(" ")}]`);
  const sortBy = flags.string("sort-by");
  if (!["", "name", "kind"].includes(sortBy))
    throw new CommandError("--sort-by accepts only name or kind");
  const output = flags.string("output");
  if (!["", "wide", "name"].includes(output)) {
    throw new CommandError(
      `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: json,kyaml,name,wide,yaml`,
    );
  }
  const kinds = session.cluster.discovery
    .renew()
    .filter((kind) => isWanted(session, kind))
    .sort(ordered(sortBy));
  if (output === "name") {
    io.stdout(kinds.map((kind) => `${groupResourceOf(kind)}\n`).join(""));
    return 0;
  }
  const header = [
    "NAME",
    "SHORTNAMES",
    "APIVERSION",
    "NAMESPACED",
    "KIND",
    ...(output === "wide" ? ["VERBS", "CATEGORIES"] : []),
  ];
  const rows = kinds.map((kind) => [
    kind.plural,
    kind.shortNames.join(","),
    groupVersion(kind),
    String(kind.namespaced),
    kind.kind,
    ...(output === "wide" ? [kind.verbs.join(","), kind.categories.join(",")] : []),
  ]);
  const lines = flags.bool("no-headers") ? rows : [header, ...rows];
  if (lines.length > 0)
    io.stdout(
      alignColumns(`${lines.map((cells) => cells.join("\t")).join("\n")}\n`, tableTabs).text,
    );
  return 0;
}

function isWanted({ flags, cluster }: Session, kind: ResourceKind): boolean {
  const preferred = cluster.discovery
    .all()
    .find((one) => one.group === kind.group && one.plural === kind.plural);
  if (preferred !== kind || kind.verbs.length === 0) return false;
  if (flags.isSet("api-group") && kind.group !== flags.string("api-group")) return false;
  if (flags.isSet("namespaced") && kind.namespaced !== flags.bool("namespaced")) return false;
  const all = (wanted: readonly string[], has: readonly string[]) =>
    wanted.every((one) => has.includes(one));
  return all(flags.list("verbs"), kind.verbs) && all(flags.list("categories"), kind.categories);
}

function ordered(sortBy: string): (a: ResourceKind, b: ResourceKind) => number {
  const byGroup = (a: ResourceKind, b: ResourceKind) =>
    compareText(a.group, b.group) || compareText(a.plural, b.plural);
  if (sortBy === "name")
    return (a, b) => compareText(a.plural, b.plural) || compareText(a.group, b.group);
  if (sortBy === "kind")
    return (a, b) => compareText(a.kind, b.kind) || compareText(a.group, b.group);
  return byGroup;
}
