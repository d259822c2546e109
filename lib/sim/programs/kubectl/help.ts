// What `--help` prints, in kubectl's layout.
// Differs: flags are described only by name, type and default, and examples are left out; the words are
// the documentation's, which the lessons replace.
import type { Command } from "./command";
import type { Found } from "./dispatch";
import type { FlagSpec } from "./flags/flag-specs";
import { globalFlags } from "./flags/shared-flags";

const more = `Use "kubectl options" for a list of global command-line options (applies to all commands).\n`;

export function helpText(found: Found): string {
  const { command, commandPath, path } = found;
  if (path.length === 1) return rootHelp(command);
  const sections = [
    `${(command.long ?? `${command.summary}.`).trimEnd()}\n`,
    ...(command.aliases === undefined
      ? []
      : [`Aliases:\n${[command.name, ...command.aliases].join(", ")}\n`]),
    ...(command.subcommands === undefined
      ? []
      : [`Available Commands:\n${listCommands(command.subcommands)}`]),
    ...(command.flags === undefined || command.flags.length === 0
      ? []
      : [`Options:\n${command.flags.map(flagText).join("\n")}`]),
    `Usage:\n  ${commandPath}${usageOf(command)} [options]\n`,
    command.subcommands === undefined
      ? more
      : `Use "${commandPath} <command> --help" for more information about a given command.\n${more}`,
  ];
  return sections.join("\n");
}

const usageOf = (command: Command): string => {
  if (command.usage !== undefined) return command.usage === "" ? "" : ` ${command.usage}`;
  return command.subcommands === undefined ? "" : " SUBCOMMAND";
};

function listCommands(commands: readonly Command[]): string {
  const shown = commands.filter((command) => command.isHidden !== true);
  const width = Math.max(11, ...shown.map((command) => command.name.length));
  const lines = shown.map((command) => `  ${command.name.padEnd(width)}   ${command.summary}\n`);
  return [...lines].sort().join("");
}

function flagText(flag: FlagSpec): string {
  const short = flag.shorthand === undefined ? "" : `-${flag.shorthand}, `;
  return `    ${short}--${flag.name}=${initialText(flag)}:\n\t${flag.type}\n`;
}

function initialText(flag: FlagSpec): string {
  if (flag.type === "string") return `'${flag.initial}'`;
  return flag.type === "slice" || flag.type === "array" ? `[${flag.initial}]` : flag.initial;
}

export const optionsText = (): string =>
  `The following options can be passed to any command:\n\n${globalFlags.map(flagText).join("\n")}`;

/** The groups of `kubectl --help`, in its order. */
const groups: readonly (readonly [title: string, names: string])[] = [
  ["Basic Commands (Beginner)", "create expose run set"],
  ["Basic Commands (Intermediate)", "explain get edit delete"],
  ["Deploy Commands", "rollout scale autoscale"],
  ["Cluster Management Commands", "certificate cluster-info top cordon uncordon drain taint"],
  [
    "Troubleshooting and Debugging Commands",
    "describe logs attach exec port-forward proxy cp auth debug events",
  ],
  ["Advanced Commands", "diff apply patch replace wait kustomize"],
  ["Settings Commands", "label annotate completion"],
  ["Other Commands", "api-resources api-versions config plugin version"],
];

function rootHelp(root: Command): string {
  const sections = groups.map(([title, names]) => {
    const lines = names.split(" ").flatMap((name) => {
      const command = root.subcommands?.find((one) => one.name === name);
      return command === undefined ? [] : [`  ${name.padEnd(13)}   ${command.summary}\n`];
    });
    return `${title}:\n${lines.join("")}`;
  });
  return `kubectl controls the Kubernetes cluster manager.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/

${sections.join("\n")}
Usage:
  kubectl [flags] [options]

Use "kubectl <command> --help" for more information about a given command.
${more}`;
}
