// From the words after `kubectl` to a command and its flags, as cobra goes about it.
// Kubernetes: vendor/github.com/spf13/cobra/command.go Find, SuggestionsFor
import type { Command } from "./command";
import { CommandError } from "./command-error";
import type { FlagSpec } from "./flags/flag-specs";
import { FlagValueError } from "./flags/flag-values";
import { FlagError, type ParsedLine, parseFlags } from "./flags/parse-flags";
import { globalFlags } from "./flags/shared-flags";

export interface Found {
  /** From `kubectl` down to the command. */
  readonly path: readonly Command[];
  readonly command: Command;
  /** `kubectl config view`. */
  readonly commandPath: string;
  /** The words that are not names of commands. */
  readonly words: readonly string[];
}

export function findCommand(root: Command, words: readonly string[]): Found {
  let path: readonly Command[] = [root];
  let rest = words;
  for (;;) {
    const command = path.at(-1) ?? root;
    const index = firstWord(rest, flagsOf(command));
    const name = index < 0 ? undefined : rest[index];
    const next = command.subcommands?.find(
      (one) => one.name === name || (name !== undefined && one.aliases?.includes(name)),
    );
    if (next === undefined) break;
    path = [...path, next];
    rest = rest.filter((_, at) => at !== index);
  }
  const command = path.at(-1) ?? root;
  return { path, command, commandPath: path.map((one) => one.name).join(" "), words: rest };
}

export const flagsOf = (command: Command): readonly FlagSpec[] => {
  const own = command.flags ?? [];
  return [
    ...own,
    ...globalFlags
      .filter((flag) => own.every((one) => one.name !== flag.name))
      .map((flag) => withoutTakenShorthand(flag, own)),
  ];
};

/** `-v` of a command hides the global one. */
function withoutTakenShorthand(flag: FlagSpec, own: readonly FlagSpec[]): FlagSpec {
  if (flag.shorthand === undefined || own.every((one) => one.shorthand !== flag.shorthand))
    return flag;
  const { shorthand: _, ...rest } = flag;
  return rest;
}

/** The index of the first word that is neither a flag nor a flag's value. */
function firstWord(words: readonly string[], flags: readonly FlagSpec[]): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return -1;
    if (!word.startsWith("-")) {
      if (word !== "") return at;
      continue;
    }
    if (word.includes("=")) continue;
    const spec = word.startsWith("--")
      ? flags.find((flag) => flag.name === word.slice(2))
      : word.length === 2
        ? flags.find((flag) => flag.shorthand === word[1])
        : { whenBare: "attached" };
    const isHelp = word === "--help" || word === "-h";
    if (spec?.whenBare === undefined && !isHelp) at++;
  }
  return -1;
}

export function parseLine(found: Found): ParsedLine {
  try {
    return parseFlags(found.words, flagsOf(found.command));
  } catch (error) {
    if (error instanceof FlagError || error instanceof FlagValueError) {
      throw new CommandError(`${error.message}\nSee '${found.commandPath} --help' for usage.`);
    }
    throw error;
  }
}

export function unknownCommand(root: Command, name: string): CommandError {
  const near = suggestions(root, name);
  const advice =
    near.length === 0 ? "" : `\n\nDid you mean this?\n${near.map((one) => `\t${one}`).join("\n")}`;
  return new CommandError(
    `unknown command ${JSON.stringify(name)} for ${JSON.stringify(root.name)}${advice}${near.length === 0 ? "" : "\n"}`,
  );
}

/** Upstream suggests names in the order in which it registers its commands. */
const registered = [
  ..."create expose run set explain get edit delete rollout scale autoscale certificate".split(" "),
  ..."cluster-info top cordon uncordon drain taint describe logs attach exec port-forward".split(
    " ",
  ),
  ..."proxy cp auth debug events diff apply patch replace wait kustomize label annotate".split(" "),
  ..."completion alpha config plugin version api-versions api-resources options".split(" "),
];

/** Names within two edits, or beginning with what was typed. */
function suggestions(root: Command, typed: string): string[] {
  return (root.subcommands ?? [])
    .map((command) => command.name)
    .filter(
      (name) =>
        distance(typed.toLowerCase(), name.toLowerCase()) <= 2 ||
        name.toLowerCase().startsWith(typed.toLowerCase()),
    )
    .sort((a, b) => registered.indexOf(a) - registered.indexOf(b));
}

/** Levenshtein's edit distance. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
