// etcdctl: finds the command, connects, and turns what goes wrong into etcdctl's words and status.
//
// https://github.com/etcd-io/etcd: etcdctl/ctlv3/ctl.go
import { EtcdError } from "../../etcd/etcd-error";
import type { EtcdWorld } from "../../etcd/servers";
import type { Program, ProgramResult } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import { FlagValueError } from "../kubectl/flags/flag-values";
import { FlagError, type ParsedLine, parseFlags } from "../kubectl/flags/parse-flags";
import {
  type Call,
  type EtcdctlCommand,
  type EtcdIo,
  ExitError,
  exitStatus,
  NoAnswer,
} from "./command";
import { connect } from "./connect";
import { endpointsOf, parseEndpoint } from "./endpoint";
import { findWords, unknownCommand } from "./find-command";
import { globalFlags } from "./flags";
import { commandHelp, groupHelp, rootHelp } from "./help";
import { formats, print } from "./print/print";
import { sayRetry } from "./retry-warning";
import { verbs } from "./verbs";

const names: readonly string[] = verbs.map(({ name }) => name);
const groups: readonly string[] = [...new Set(names.map((name) => name.split(" ")[0] ?? ""))];

export const etcdctl: Program<NetworkWorld & EtcdWorld> = {
  name: "etcdctl",
  summary: "a command line client for etcd",
  handles: ["TERM", "INT"],
  run(io, resume) {
    const all = verbs.flatMap(({ flags = [] }) => flags);
    const { name, rest } = findWords(io.args, names, [...globalFlags, ...all]);
    const command = verbs.find((one) => one.name === name);
    if (command === undefined) return withoutCommand(io, name, rest);
    return runCommand(io, command, { words: rest, resume });
  },
  complete: (words) => completions(words),
};

function withoutCommand(io: EtcdIo, name: string, rest: readonly string[]): number {
  const [typed] = rest.filter((word) => !word.startsWith("-"));
  if (name === "" && (typed === undefined || typed === "help")) {
    const [flag] = rest.filter((word) => word.startsWith("-") && !/^(-h|--help)$/.test(word));
    if (flag === undefined || globalFlags.some((spec) => flag.startsWith(`--${spec.name}`))) {
      io.stdout(rootHelp(verbs));
      return 0;
    }
    return complain(io, flagProblem(flag), rootHelp(verbs));
  }
  if (name === "") {
    const message = unknownCommand(typed ?? "", "etcdctl", groups);
    io.stderr(`Error: ${message}\nRun 'etcdctl --help' for usage.\nError: ${message}\n`);
    return exitStatus.error;
  }
  io.stdout(
    groupHelp(
      name,
      verbs.filter((one) => one.name.startsWith(`${name} `)),
    ),
  );
  return 0;
}

const flagProblem = (flag: string): string =>
  flag.startsWith("--")
    ? `unknown flag: ${flag.split("=")[0]}`
    : `unknown shorthand flag: '${flag[1]}' in ${flag}`;

interface Unreached {
  readonly unreached: { readonly endpoint: string; readonly why: string; readonly due: number };
}

const isUnreached = (resume: unknown): resume is Unreached =>
  typeof resume === "object" && resume !== null && "unreached" in resume;

interface Words {
  readonly words: readonly string[];
  readonly resume: unknown;
}

function runCommand(io: EtcdIo, command: EtcdctlCommand, { words, resume }: Words): ProgramResult {
  let line: ParsedLine;
  try {
    line = parseFlags(
      [...fromEnvironment(io), ...words],
      [...(command.flags ?? []), ...globalFlags],
    );
  } catch (error) {
    if (!(error instanceof FlagError || error instanceof FlagValueError)) throw error;
    return complain(io, error.message, commandHelp(command));
  }
  const { flags, args, argsBeforeDash, isHelp } = line;
  if (isHelp) {
    io.stdout(commandHelp(command));
    return 0;
  }
  if (isUnreached(resume)) return tellUnreached(io, line, resume);
  const call: Call = {
    io,
    args,
    flags,
    argsBeforeDash,
    server: () => connect(io, flags),
    print: (response) =>
      print(io, response, { format: flags.string("write-out"), isHex: flags.bool("hex") }),
  };
  try {
    if (!formats.has(flags.string("write-out")))
      throw new ExitError("unsupported output format", exitStatus.badFeature);
    return command.run(call, resume);
  } catch (error) {
    return failed(io, line, error);
  }
}

function failed(io: EtcdIo, { flags }: ParsedLine, error: unknown): ProgramResult {
  if (error instanceof ExitError) {
    io.stderr(`Error: ${error.message}\n`);
    return error.status;
  }
  if (error instanceof NoAnswer) {
    const due = io.process.now + flags.duration("command-timeout");
    const unreached = { endpoint: error.endpoint, why: error.why, due };
    return { waitFor: { until: due }, resume: { unreached } };
  }
  if (!(error instanceof EtcdError)) throw error;
  const [endpoint] = endpointsOf(flags);
  if (endpoint !== undefined) {
    sayRetry(io, flags, {
      endpoint,
      error: `rpc error: code = ${error.code} desc = ${error.description}`,
    });
  }
  io.stderr(`Error: ${error.description}\n`);
  return exitStatus.error;
}

function tellUnreached(io: EtcdIo, { flags }: ParsedLine, resume: Unreached): ProgramResult {
  const { endpoint, why, due } = resume.unreached;
  const [signal] = io.signals();
  if (signal !== undefined) return signal === "INT" ? 130 : 143;
  if (io.process.now < due) return { waitFor: { until: due }, resume };
  const inner = `connection error: desc = "${why}"`;
  sayRetry(io, flags, {
    endpoint: parseEndpoint(endpoint),
    isUnreached: true,
    error: `rpc error: code = DeadlineExceeded desc = latest balancer error: last connection error: ${inner}`,
  });
  io.stderr("Error: context deadline exceeded\n");
  return exitStatus.error;
}

/** ETCDCTL_CACERT and its like, before the words so that these win. */
function fromEnvironment(io: EtcdIo): string[] {
  return globalFlags.flatMap(({ name }) => {
    const value = io.process.environment[`ETCDCTL_${name.toUpperCase().replaceAll("-", "_")}`];
    const isGiven = io.args.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    return value === undefined || value === "" || isGiven ? [] : [`--${name}=${value}`];
  });
}

function complain(io: EtcdIo, message: string, help: string): number {
  io.stderr(`Error: ${message}\n${help}\nError: ${message}\n`);
  return exitStatus.error;
}

function completions(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  if (last.startsWith("-")) {
    const all = [...globalFlags, ...verbs.flatMap(({ flags = [] }) => flags)];
    return [...new Set(all.map(({ name }) => `--${name}`))].filter((one) => one.startsWith(last));
  }
  const before = words.slice(0, -1).filter((word) => !word.startsWith("-"));
  const depth = before.length;
  const next = names
    .map((name) => name.split(" "))
    .filter((parts) => before.every((word, at) => parts[at] === word) && parts.length > depth)
    .map((parts) => parts[depth] ?? "");
  return [...new Set(next)].filter((one) => one.startsWith(last)).sort();
}
