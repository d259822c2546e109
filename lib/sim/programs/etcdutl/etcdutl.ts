// etcdutl: the tools that work on etcd's files, without a server.
import type { EtcdWorld } from "../../etcd/servers";
import type { Program, ProgramIo } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import { badArguments, type EtcdIo, ExitError, exitStatus } from "../etcdctl/command";
import { findWords, unknownCommand } from "../etcdctl/find-command";
import { etcdctlVersion } from "../etcdctl/help";
import { formats, print } from "../etcdctl/print/print";
import { defineFlags, type FlagSpec } from "../kubectl/flags/flag-specs";
import { FlagValueError, type FlagValues } from "../kubectl/flags/flag-values";
import { FlagError, parseFlags } from "../kubectl/flags/parse-flags";
import { restoreFlags, restoreSnapshot, snapshotStatus } from "./snapshot";
import { defragUsage, etcdutlHelp, restoreUsage, statusUsage } from "./usage";

interface Command {
  readonly name: string;
  readonly flags: readonly FlagSpec[];
  readonly usage: string;
  run(io: EtcdIo, args: readonly string[], flags: FlagValues): number;
}

const globalFlags = defineFlags("write-out,w:string=simple");

const commands: readonly Command[] = [
  {
    name: "snapshot restore",
    flags: restoreFlags,
    usage: restoreUsage,
    run: restoreSnapshot,
  },
  {
    name: "snapshot status",
    flags: [],
    usage: statusUsage,
    run(io, args, flags) {
      const format = flags.string("write-out");
      if (!formats.has(format))
        throw new ExitError("unsupported output format", exitStatus.badFeature);
      print(io, { kind: "database", status: snapshotStatus(io, args) }, { format, isHex: false });
      return 0;
    },
  },
  {
    name: "defrag",
    flags: defineFlags("data-dir:string!"),
    usage: defragUsage,
    run(io, _args, flags) {
      const path = `${flags.string("data-dir")}/member/snap/db`;
      if (!io.files.exists(path))
        throw badArguments(`failed to defragment etcd data[${flags.string("data-dir")}]`);
      io.stdout("");
      return 0;
    },
  },
  {
    name: "version",
    flags: [],
    usage: "",
    run(io) {
      io.stdout(`etcdutl version: ${etcdctlVersion}\nAPI version: 3.5\n`);
      return 0;
    },
  },
];

const names = commands.map(({ name }) => name);

export const etcdutl: Program<NetworkWorld & EtcdWorld> = {
  name: "etcdutl",
  summary: "an administrative command line tool for etcd's files",
  run(io) {
    const { name, rest } = findWords(io.args, names, [...globalFlags, ...restoreFlags]);
    const command = commands.find((one) => one.name === name);
    if (command !== undefined) return runCommand(io, command, rest);
    const [typed] = rest.filter((word) => !word.startsWith("-"));
    if (name !== "" || typed === undefined || typed === "help") {
      io.stdout(etcdutlHelp);
      return 0;
    }
    const groups = [...new Set(names.map((one) => one.split(" ")[0] ?? ""))];
    const message = unknownCommand(typed, "etcdutl", groups);
    io.stderr(`Error: ${message}\nRun 'etcdutl --help' for usage.\nError: ${message}\n`);
    return exitStatus.error;
  },
};

function runCommand(io: EtcdIo, command: Command, words: readonly string[]): number {
  try {
    const specs = [...command.flags, ...globalFlags];
    const { args, flags, isHelp } = parseFlags(words, specs);
    if (isHelp) {
      io.stdout(command.usage);
      return 0;
    }
    const missing = specs.filter(({ name, required }) => required && !flags.isSet(name));
    if (missing.length > 0) {
      const list = missing.map(({ name }) => name).join('", "');
      return complain(io, `required flag(s) "${list}" not set`, command.usage);
    }
    return command.run(io, args, flags);
  } catch (error) {
    if (error instanceof FlagError || error instanceof FlagValueError)
      return complain(io, error.message, command.usage);
    if (!(error instanceof ExitError)) throw error;
    io.stderr(`Error: ${error.message}\n`);
    return error.status;
  }
}

function complain(io: Pick<ProgramIo, "stderr">, message: string, usage: string): number {
  io.stderr(`Error: ${message}\n${usage}\nError: ${message}\n`);
  return exitStatus.error;
}
