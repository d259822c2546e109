// The help of etcdctl, in the form that is its own.
//
// https://github.com/etcd-io/etcd: pkg/cobrautl/help.go

import { defineFlags } from "../kubectl/flags/flag-specs";
import type { EtcdctlCommand } from "./command";
import { flagLine, globalFlags, tabbed } from "./flags";

export const etcdctlVersion = "3.5.30";

const helpFlag = defineFlags("help,h:bool");

export function rootHelp(commands: readonly EtcdctlCommand[]): string {
  const rows = [...commands]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, summary }) => `\t${name}\t${summary}`);
  const width = Math.max(...commands.map(({ name }) => name.length));
  const stop = (Math.floor(width / 8) + 1) * 8;
  const listed = rows.map((row) => {
    const [, name = "", summary = ""] = row.split("\t");
    return `\t${name}${"\t".repeat(Math.ceil((stop - name.length) / 8))}${summary}\n`;
  });
  return `NAME:
\tetcdctl - A simple command line client for etcd3.

USAGE:
\tetcdctl [flags]

VERSION:
\t${etcdctlVersion}

API VERSION:
\t3.5


COMMANDS:
${listed.join("")}
OPTIONS:
${tabbed([...globalFlags, ...helpFlag].sort((a, b) => (a.name < b.name ? -1 : 1)).map(flagLine))}
`;
}

export function commandHelp(command: EtcdctlCommand): string {
  const own = [...(command.flags ?? []), ...helpFlag].sort((a, b) => (a.name < b.name ? -1 : 1));
  const usage = command.usage === "" ? "" : ` ${command.usage}`;
  return `NAME:
\t${command.name} - ${command.summary}

USAGE:
\tetcdctl ${command.name}${usage} [flags]

OPTIONS:
${tabbed(own.map(flagLine))}
GLOBAL OPTIONS:
${tabbed(globalFlags.map(flagLine))}
`;
}

export function groupHelp(name: string, commands: readonly EtcdctlCommand[]): string {
  const rows = commands.map((one) => `\t${one.name}\t${one.summary}\n`).join("");
  return `NAME:
\t${name} - ${groupSummaries[name] ?? ""}

USAGE:
\tetcdctl ${name} <subcommand> [flags]

COMMANDS:
${rows}
OPTIONS:
  -h, --help[=false]\thelp for ${name}

GLOBAL OPTIONS:
${tabbed(globalFlags.map(flagLine))}
`;
}

const groupSummaries: Readonly<Record<string, string>> = {
  alarm: "Alarm related commands",
  auth: "Enable or disable authentication",
  check: "commands for checking properties of the etcd cluster",
  endpoint: "Endpoint related commands",
  lease: "Lease related commands",
  member: "Membership related commands",
  role: "Role related commands",
  snapshot: "Manages etcd node snapshots",
  user: "User related commands",
};
