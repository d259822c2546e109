// nerdctl: docker's words for containerd.
//
// https://github.com/containerd/nerdctl
import type { Program, ProgramResult } from "../../machine/program";
import { formatTime } from "../../meta/time";
import type { HostWorld } from "../host-world";
import { FlagValueError } from "../kubectl/flags/flag-values";
import { FlagError, parseFlags } from "../kubectl/flags/parse-flags";
import { dialProblem, isRuntimeUp, type RuntimeIo } from "../runtime-tools/plain-container";
import { exec, kill, pull, remove, removeImages, start, stop } from "./act";
import { type NerdctlCommand, NerdctlError } from "./command";
import { images, inspect, logs, ps } from "./list";
import { run } from "./run";

const version = "2.1.6";

const commands: readonly NerdctlCommand[] = [
  exec,
  images,
  inspect,
  kill,
  logs,
  ps,
  pull,
  remove,
  removeImages,
  run,
  start,
  stop,
];

/** What is not simulated, and why. */
const refusals: Readonly<Record<string, string>> = {
  build: "building images needs buildkitd, which is not simulated here",
  compose: "compose files are not simulated here",
  push: "there is no registry to push to",
  commit: "making images of containers is not simulated here",
  save: "image archives are not simulated here",
  load: "image archives are not simulated here",
  network: "networks beside bridge and host are not simulated here",
  volume: "volumes of nerdctl are not simulated here",
  cp: "copying to and from containers is not simulated here; use exec with tar or cat",
};

export const nerdctl: Program<HostWorld> = {
  name: "nerdctl",
  summary: "docker-compatible client for containerd",
  run(io, resume) {
    const { namespace, rest } = readGlobals(io);
    const [first, ...words] = rest[0] === "container" || rest[0] === "image" ? rest.slice(1) : rest;
    if (first === undefined || /^(--help|-h|help)$/.test(first)) {
      io.stdout(help());
      return 0;
    }
    if (first === "--version" || first === "-v" || first === "version") {
      io.stdout(first === "version" ? versions() : `nerdctl version ${version}\n`);
      return 0;
    }
    const refusal = Object.hasOwn(refusals, first) ? refusals[first] : undefined;
    if (refusal !== undefined) return fatal(io, refusal);
    const command = commands.find(({ name }) => name === (first === "ls" ? "ps" : first));
    if (command === undefined)
      return fatal(io, `unknown subcommand ${JSON.stringify(first)} for "nerdctl"`);
    return runCommand(io, { command, namespace, words }, resume);
  },
  complete(words) {
    const last = words.at(-1) ?? "";
    return words.length > 1
      ? []
      : commands.map(({ name }) => name).filter((one) => one.startsWith(last));
  },
};

function readGlobals(io: RuntimeIo): { namespace: string; rest: readonly string[] } {
  let namespace = io.process.environment.CONTAINERD_NAMESPACE ?? "default";
  let at = 0;
  for (; at < io.args.length; at++) {
    const [flag = "", inline] = (io.args[at] ?? "").split("=");
    if (flag === "-n" || flag === "--namespace") namespace = inline ?? io.args[++at] ?? "";
    else if (flag === "--address" || flag === "-a") at += inline === undefined ? 1 : 0;
    else break;
  }
  return { namespace, rest: io.args.slice(at) };
}

interface Asked {
  readonly command: NerdctlCommand;
  readonly namespace: string;
  readonly words: readonly string[];
}

function runCommand(io: RuntimeIo, asked: Asked, resume: unknown): ProgramResult {
  const { command, namespace, words } = asked;
  try {
    const { args, flags, isHelp } = parseFlags(separated(command, words), command.flags ?? []);
    if (isHelp) {
      io.stdout(`${command.summary}\n\nUsage: nerdctl ${command.name} ${command.usage}\n`);
      return 0;
    }
    if (!isRuntimeUp(io))
      throw new NerdctlError(
        `cannot access containerd socket "/run/containerd/containerd.sock": ${dialProblem.replace(/^dial unix \S+ /, "")}`,
      );
    return command.run({ io, namespace, args, flags }, resume);
  } catch (error) {
    if (error instanceof FlagError || error instanceof FlagValueError)
      return fatal(io, error.message);
    if (!(error instanceof NerdctlError)) throw error;
    return fatal(io, error.message);
  }
}

/** What follows the image or the container is a command of its own. */
function separated(command: NerdctlCommand, words: readonly string[]): readonly string[] {
  const { wordsBeforeCommand: count, flags = [] } = command;
  if (count === undefined) return words;
  let seen = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return words;
    if (!word.startsWith("-")) {
      seen += 1;
      if (seen === count) return [...words.slice(0, at), "--", ...words.slice(at)];
      continue;
    }
    if (word.includes("=")) continue;
    const name = word.replace(/^-+/, "");
    const spec = word.startsWith("--")
      ? flags.find((flag) => flag.name === name)
      : flags.find((flag) => flag.shorthand === name.at(-1));
    if (spec !== undefined && spec.whenBare === undefined) at += 1;
  }
  return words;
}

function fatal(io: RuntimeIo, message: string): number {
  io.stderr(
    io.process.terminalColumns === undefined
      ? `time="${formatTime(io.process.now)}" level=fatal msg=${JSON.stringify(message)}\n`
      : `FATA[0000] ${message}\n`,
  );
  return 1;
}

const versions = (): string => `Client:
 Version:	v${version}
 OS/Arch:	linux/amd64

Server:
 containerd:
  Version:	2.1.5
 runc:
  Version:	1.3.3
`;

function help(): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}\n`);
  return `nerdctl is a command line interface for containerd

Usage: nerdctl [flags]

Commands:
${lines.join("")}
Flags:
  -a, --address string     containerd address, optionally with "unix://" prefix (default "/run/containerd/containerd.sock")
  -n, --namespace string   containerd namespace, such as "moby" for Docker, "k8s.io" for Kubernetes (default "default")
  -h, --help               help for nerdctl
  -v, --version            version for nerdctl

Run 'nerdctl COMMAND --help' for more information on a command.
`;
}
