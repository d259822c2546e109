// ctr: containerd's own client, for its namespaces, images, containers and tasks.
//
// https://github.com/containerd/containerd: cmd/ctr
import type { Program, ProgramResult } from "../../machine/program";
import type { HostWorld } from "../host-world";
import {
  containerdVersion,
  dialProblem,
  isRuntimeUp,
  type RuntimeIo,
} from "../runtime-tools/plain-container";
import { type CtrCall, type CtrCommand, CtrError } from "./command";
import {
  containersInfo,
  containersList,
  containersRemove,
  run,
  snapshotsList,
  tasksExec,
  tasksKill,
  tasksList,
  tasksPs,
  tasksRemove,
  tasksStart,
} from "./containers";
import { groupHelp, groupNames, rootHelp, verbNames } from "./help";
import { imagesCheck, imagesList, imagesPull, imagesRemove, imagesTag } from "./images";
import { namespacesCreate, namespacesList, namespacesRemove } from "./namespaces";

const commands: readonly CtrCommand[] = [
  containersInfo,
  containersList,
  containersRemove,
  imagesCheck,
  imagesList,
  imagesPull,
  imagesRemove,
  imagesTag,
  namespacesCreate,
  namespacesList,
  namespacesRemove,
  run,
  snapshotsList,
  tasksExec,
  tasksKill,
  tasksList,
  tasksPs,
  tasksRemove,
  tasksStart,
];

const globalValues: Readonly<Record<string, string>> = {
  "-n": "namespace",
  "--namespace": "namespace",
  "-a": "address",
  "--address": "address",
  "--timeout": "timeout",
  "--connect-timeout": "connect-timeout",
};

const defaultSocket = "/run/containerd/containerd.sock";

export const ctr: Program<HostWorld> = {
  name: "ctr",
  summary: "containerd's own client",
  run(io, resume) {
    const { globals, rest } = readGlobals(io);
    const [first, ...words] = rest;
    if (first === undefined || /^(--help|-h|help)$/.test(first)) {
      io.stdout(rootHelp(containerdVersion(io)));
      return 0;
    }
    if (first === "--version" || first === "-v") {
      io.stdout(`ctr github.com/containerd/containerd/v2 ${containerdVersion(io)}\n`);
      return 0;
    }
    const group = groupNames[first];
    if (group === undefined) return noTopic(io, first);
    try {
      if (group === "version") return version(io, globals);
      if (group === "run") return runCommand(io, { command: run, words, globals }, resume);
      const [verb = "--help", ...more] = words;
      if (/^(--help|-h|help)$/.test(verb)) {
        io.stdout(groupHelp(group));
        return 0;
      }
      const known = verbNames[group]?.[verb];
      if (known === undefined) return noTopic(io, verb);
      const command = commands.find(({ name }) => name === `${group} ${known}`);
      if (command === undefined)
        throw new CtrError(`${group} ${known}: this command is not simulated here`);
      return runCommand(io, { command, words: more, globals }, resume);
    } catch (error) {
      if (!(error instanceof CtrError)) throw error;
      io.stderr(`ctr: ${error.message}\n`);
      return 1;
    }
  },
};

type Globals = ReadonlyMap<string, string>;

function readGlobals(io: RuntimeIo): { globals: Globals; rest: readonly string[] } {
  const globals = new Map<string, string>();
  const { CONTAINERD_NAMESPACE: own } = io.process.environment;
  if (own !== undefined) globals.set("namespace", own);
  let at = 0;
  for (; at < io.args.length; at++) {
    const [flag = "", inline] = (io.args[at] ?? "").split("=");
    const name = globalValues[flag];
    if (name !== undefined) globals.set(name, inline ?? io.args[++at] ?? "");
    else if (flag !== "--debug") break;
  }
  return { globals, rest: io.args.slice(at) };
}

function noTopic(io: RuntimeIo, name: string): number {
  io.stderr(`No help topic for '${name}'\n`);
  return 3;
}

/** Fails when nobody listens on the socket. */
function dial(io: RuntimeIo, globals: Globals): void {
  const address = globals.get("address") ?? defaultSocket;
  if (address !== defaultSocket)
    throw new CtrError(
      `cannot access socket ${address}: stat ${address}: no such file or directory`,
    );
  if (!isRuntimeUp(io)) {
    throw new CtrError(
      `connection error: desc = "transport: Error while dialing: ${dialProblem}": unavailable`,
    );
  }
}

function version(io: RuntimeIo, globals: Globals): number {
  const release = containerdVersion(io);
  io.stdout(`Client:\n  Version:  ${release}\n  Revision: \n  Go version: go1.27.1\n\n`);
  dial(io, globals);
  io.stdout(
    `Server:\n  Version:  ${release}\n  Revision: \n  UUID: e3e04639-713b-4a32-a101-35dd8d77e4da\n`,
  );
  return 0;
}

interface Asked {
  readonly command: CtrCommand;
  readonly words: readonly string[];
  readonly globals: Globals;
}

function runCommand(io: RuntimeIo, asked: Asked, resume: unknown): ProgramResult {
  const { command, words, globals } = asked;
  const { args, flags } = readWords(command, words);
  if (resume === undefined) dial(io, globals);
  const call: CtrCall = {
    io,
    namespace: globals.get("namespace") ?? "default",
    args,
    has: (flag) => flags.has(flag),
    value: (flag) => flags.get(flag)?.at(-1),
    values: (flag) => flags.get(flag) ?? [],
  };
  return command.run(call, resume);
}

interface ReadWords {
  readonly args: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

function readWords(command: CtrCommand, words: readonly string[]): ReadWords {
  const { switches = [], values = [], wordsBeforeCommand } = command;
  const flags = new Map<string, string[]>();
  const args: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const isCommand = wordsBeforeCommand !== undefined && args.length >= wordsBeforeCommand;
    if (isCommand || !word.startsWith("-") || word === "-") {
      if (isCommand) {
        args.push(...words.slice(at));
        break;
      }
      args.push(word);
      continue;
    }
    const [name = "", inline] = word.replace(/^--?/, "").split(/=(.*)/s);
    if (switches.includes(name)) flags.set(name, [...(flags.get(name) ?? []), "true"]);
    else if (values.includes(name))
      flags.set(name, [...(flags.get(name) ?? []), inline ?? words[++at] ?? ""]);
    else throw new CtrError(`flag provided but not defined: -${name}`);
  }
  return { args, flags };
}
