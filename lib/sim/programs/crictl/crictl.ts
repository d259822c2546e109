// crictl: the CRI's own command line, for the containers the kubelet has.
//
// https://github.com/kubernetes-sigs/cri-tools: cmd/crictl
import type { Program, ProgramResult } from "../../machine/program";
import { formatTime } from "../../meta/time";
import type { HostWorld } from "../host-world";
import { defineFlags } from "../kubectl/flags/flag-specs";
import { FlagValueError } from "../kubectl/flags/flag-values";
import { FlagError, parseFlags } from "../kubectl/flags/parse-flags";
import { dialProblem, isRuntimeUp, type RuntimeIo } from "../runtime-tools/plain-container";
import { type CrictlCommand, CrictlError } from "./command";
import { verbs } from "./verbs";

export const crictlVersion = "v1.36.0";

const globalFlags = defineFlags(
  "config,c:string debug,D:bool image-endpoint,i:string runtime-endpoint,r:string timeout,t:duration=2s",
).map(({ shorthand: _, ...spec }) => spec);

export const crictl: Program<HostWorld> = {
  name: "crictl",
  summary: "client for the container runtime interface",
  run(io, resume) {
    const at = io.args.findIndex((word, index) => {
      const before = io.args[index - 1] ?? "";
      return (
        !word.startsWith("-") &&
        !/^-(-(config|image-endpoint|runtime-endpoint|timeout)|[cirt])$/.test(before)
      );
    });
    const name = io.args[at];
    if (io.args.includes("--version") || io.args[0] === "-v") {
      io.stdout(`crictl version ${crictlVersion}\n`);
      return 0;
    }
    if (name === undefined || name === "help") {
      io.stdout(help());
      return 0;
    }
    const command = verbs.find((one) => one.name === name || one.aliases?.includes(name));
    if (command === undefined) {
      io.stderr(`No help topic for '${name}'\n`);
      return 3;
    }
    return runCommand(io, command, { words: io.args.slice(at + 1), resume });
  },
  complete(words, io) {
    const last = words.at(-1) ?? "";
    if (words.length <= 1)
      return verbs.map(({ name }) => name).filter((one) => one.startsWith(last));
    return io.world.host.runtime
      .containersOn(io.process.machine)
      .map(({ id }) => id.slice(0, 13))
      .filter((id) => id.startsWith(last));
  },
};

function runCommand(
  io: RuntimeIo,
  command: CrictlCommand,
  { words, resume }: { words: readonly string[]; resume: unknown },
): ProgramResult {
  try {
    const own = command.flags ?? [];
    const { args, flags, isHelp } = parseFlags(stopAtCommand(command, words), [
      ...own,
      ...globalFlags.filter(({ name }) => own.every((one) => one.name !== name)),
    ]);
    if (isHelp) {
      io.stdout(
        `NAME:\n   crictl ${command.name} - ${command.summary}\n\nUSAGE:\n   crictl ${command.name} ${command.usage}\n`,
      );
      return 0;
    }
    if (!isRuntimeUp(io)) {
      const endpoint = flags.string("runtime-endpoint") || "unix:///run/containerd/containerd.sock";
      throw new CrictlError(
        `validate service connection: validate CRI v1 runtime API for endpoint "${endpoint}": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: ${dialProblem}"`,
      );
    }
    return command.run({ io, args, flags }, resume);
  } catch (error) {
    if (error instanceof FlagError || error instanceof FlagValueError) {
      const text = error.message
        .replace(/^unknown flag: -/, "flag provided but not defined: ")
        .replace(/^unknown shorthand flag: '(.)' in .*/, "flag provided but not defined: -$1");
      io.stderr(`Incorrect Usage: ${text}\n\n`);
      return fatal(io, text);
    }
    if (!(error instanceof CrictlError)) throw error;
    return fatal(io, error.message);
  }
}

/** What follows the container of `exec` is the container's own. */
function stopAtCommand(command: CrictlCommand, words: readonly string[]): readonly string[] {
  if (command.name !== "exec") return words;
  const at = words.findIndex((word) => !word.startsWith("-"));
  return at < 0 ? words : [...words.slice(0, at), "--", ...words.slice(at)];
}

function fatal(io: RuntimeIo, message: string): number {
  const isScreen = io.process.terminalColumns !== undefined;
  io.stderr(
    isScreen
      ? `FATA[0000] ${message}\n`
      : `time="${formatTime(io.process.now)}" level=fatal msg=${JSON.stringify(message)}\n`,
  );
  return 1;
}

function help(): string {
  const width = Math.max(
    ...verbs.map(({ name, aliases = [] }) => [name, ...aliases].join(", ").length),
  );
  const lines = verbs.map(
    ({ name, aliases = [], summary }) =>
      `   ${[name, ...aliases].join(", ").padEnd(width)}  ${summary}\n`,
  );
  return `NAME:
   crictl - client for CRI

USAGE:
   crictl [global options] command [command options]

VERSION:
   ${crictlVersion}

COMMANDS:
${lines.join("")}
GLOBAL OPTIONS:
   --config string, -c string            Location of the client config file (default: "/etc/crictl.yaml") [$CRI_CONFIG_FILE]
   --debug, -D                           Enable debug mode
   --image-endpoint string, -i string    Endpoint of CRI image manager service [$IMAGE_SERVICE_ENDPOINT]
   --runtime-endpoint string, -r string  Endpoint of CRI container runtime service [$CONTAINER_RUNTIME_ENDPOINT]
   --timeout value, -t value             Timeout of connecting to the server (default: 2s)
   --help, -h                            show help
   --version, -v                         print the version
`;
}
