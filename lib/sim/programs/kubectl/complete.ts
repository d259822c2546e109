// What Tab offers on a kubectl line: commands, flags, values of flags, and what the verb itself knows.
import type { ProgramIo } from "@/lib/sim/machine/program";
import type { Command } from "./command";
import { namesOf, quietly } from "./completion";
import { findCommand, flagsOf } from "./dispatch";
import { FlagValues } from "./flags/flag-values";
import { parseFlags } from "./flags/parse-flags";
import { createAccess } from "./kubeconfig/access";
import { loadConfig } from "./kubeconfig/kubeconfig";
import type { Session } from "./session";
import { chooseContainerNames } from "./streams/container-names";
import type { KubectlWorld } from "./world";

type Io = ProgramIo<KubectlWorld>;

export function completeLine(root: Command, words: readonly string[], io: Io): readonly string[] {
  const word = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const silent: Io = { ...silenced(io) };
  return quietly(() => candidates(root, { before, word, io: silent }))
    .filter((candidate) => candidate.startsWith(word))
    .slice(0, mostCandidates);
}

const mostCandidates = 200;

/** Warnings of the requests behind a candidate are not for the terminal. */
function silenced(io: Io): Io {
  const { args, process, files, stdin, world, system } = io;
  return {
    args,
    process,
    files,
    stdin,
    world,
    system,
    stdout: ignore,
    stderr: ignore,
    signals: () => [],
  };
}

const ignore = (): void => undefined;

interface Line {
  readonly before: readonly string[];
  readonly word: string;
  readonly io: Io;
}

function candidates(root: Command, line: Line): readonly string[] {
  const { before, word } = line;
  const found = findCommand(root, before);
  const { command } = found;
  const specs = flagsOf(command);
  if (before.includes("--")) return [];
  const open = openFlag(before, command);
  const session = sessionOf(
    line,
    found.words.filter((one) => one !== open?.word),
    command,
    found.commandPath,
  );
  if (open !== undefined) return flagCandidates(session, open.name);
  const equals = /^--([a-z0-9-]+)=/.exec(word);
  if (equals !== null)
    return flagCandidates(session, equals[1] ?? "").map((value) => `${equals[0]}${value}`);
  if (word.startsWith("-")) {
    return specs
      .map((spec) => (spec.whenBare === undefined ? `--${spec.name}=` : `--${spec.name}`))
      .sort();
  }
  const isFirst = session.args.length === 0;
  const commands = isFirst
    ? (command.subcommands ?? []).filter((one) => one.isHidden !== true).map((one) => one.name)
    : [];
  const own = command.complete?.(session, session.args, word) ?? [];

  return [...commands, ...own];
}

/** A flag before the cursor that still waits for its value. */
function openFlag(
  before: readonly string[],
  command: Command,
): { name: string; word: string } | undefined {
  const last = before.at(-1);
  if (last === undefined || !last.startsWith("-") || last.includes("=")) return undefined;
  const specs = flagsOf(command);
  const spec = last.startsWith("--")
    ? specs.find((one) => one.name === last.slice(2))
    : specs.find((one) => one.shorthand === last.at(-1));
  return spec === undefined || spec.whenBare !== undefined
    ? undefined
    : { name: spec.name, word: last };
}

function sessionOf(
  line: Line,
  words: readonly string[],
  command: Command,
  commandPath: string,
): Session {
  const specs = flagsOf(command);
  const parsed = parseOrNothing(words, specs);
  return {
    io: line.io,
    commandPath,
    args: parsed.args,
    argsBeforeDash: -1,
    flags: parsed.flags,
    stdin: "",
    cluster: createAccess(line.io, parsed.flags, commandPath),
    help: () => "",
  };
}

function parseOrNothing(words: readonly string[], specs: ReturnType<typeof flagsOf>) {
  try {
    return parseFlags(words, specs);
  } catch (thrown) {
    if (thrown instanceof Error) return { args: [], flags: new FlagValues(specs) };
    throw thrown;
  }
}

const outputs = ["json", "yaml", "name", "wide", "jsonpath=", "custom-columns=", "go-template="];

const fixedValues: Readonly<Record<string, readonly string[]>> = {
  output: outputs,
  "dry-run": ["none", "client", "server"],
  cascade: ["background", "foreground", "orphan"],
  restart: ["Always", "OnFailure", "Never"],
  type: ["strategic", "merge", "json"],
  validate: ["strict", "warn", "ignore"],
};

function flagCandidates(session: Session, flag: string): readonly string[] {
  switch (flag) {
    case "namespace":
      return namesOf(session, "namespaces");
    case "container":
    case "containers":
      return chooseContainerNames(session);
    case "context":
      return Object.keys(loadConfig(session.io, session.flags).contexts).sort();
    case "cluster":
      return Object.keys(loadConfig(session.io, session.flags).clusters).sort();
    case "user":
      return Object.keys(loadConfig(session.io, session.flags).users).sort();
    default:
      return fixedValues[flag] ?? [];
  }
}
