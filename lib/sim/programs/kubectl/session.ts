// What a running command has at hand: its arguments and flags, the cluster it speaks to, where it prints.
import type { ProgramIo } from "@/lib/sim/machine/program";
import { klogPrefix } from "./client";
import type { Client } from "./client-contract";
import { CommandError, usageError } from "./command-error";
import type { Discovery } from "./discovery";
import type { FlagValues } from "./flags/flag-values";
import type { KubectlWorld } from "./world";

export interface Session {
  readonly io: ProgramIo<KubectlWorld>;
  readonly commandPath: string;
  readonly args: readonly string[];
  readonly argsBeforeDash: number;
  readonly flags: FlagValues;
  /** Standard input to its end, for commands that read `-`. */
  readonly stdin: string;
  readonly cluster: ClusterAccess;
  /** What `--help` prints. */
  help(): string;
}

/** Reads the kubeconfig on first use, so that `kubectl run --dry-run=client` needs no server. */
export interface ClusterAccess {
  readonly client: Client;
  readonly discovery: Discovery;
  /** `-n`, else the context's namespace, else `default`. */
  readonly namespace: string;
  /** Whether `-n` was given. */
  readonly isNamespaceGiven: boolean;
}

export type DryRun = "none" | "client" | "server";

// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go GetDryRunStrategy
export function dryRunOf(session: Session): DryRun {
  if (!session.flags.has("dry-run")) return "none";
  const value = session.flags.string("dry-run");
  switch (value) {
    case "none":
    case "client":
    case "server":
      return value;
    case "unchanged":
      warnLog(
        session,
        "helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.",
      );
      return "client";
    default:
      return boolDryRun(session, value);
  }
}

function boolDryRun(session: Session, value: string): DryRun {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) {
    warnLog(
      session,
      `helpers.go:729] --dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=client.`,
    );
    return "client";
  }
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) {
    warnLog(
      session,
      `helpers.go:732] --dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=none.`,
    );
    return "none";
  }
  throw new CommandError(
    `Invalid dry-run value (${value}). Must be "none", "server", or "client".`,
  );
}

export function warnLog(session: Session, text: string): void {
  const { now, pid } = session.io.process;
  session.io.stderr(`${klogPrefix("W", now, pid)} ${text}\n`);
}

/** `pod/web created (dry run)`. */
export function withDryRun(operation: string, dryRun: DryRun): string {
  if (dryRun === "client") return `${operation} (dry run)`;
  return dryRun === "server" ? `${operation} (server dry run)` : operation;
}

export const usage = (session: Session, message: string): CommandError =>
  usageError(session.commandPath, message);

export interface WriteOptions {
  readonly fieldManager?: string;
  readonly dryRun?: DryRun;
  readonly validation?: Validation;
}

export type Validation = "Strict" | "Warn" | "Ignore";

/** `--validate` as the server's `fieldValidation`. */
export function validationOf(session: Session): Validation {
  const value = session.flags.string("validate");
  if (["strict", "true", "t", "T", "TRUE", "True", "1"].includes(value)) return "Strict";
  if (value === "warn") return "Warn";
  if (["ignore", "false", "f", "F", "FALSE", "False", "0"].includes(value)) return "Ignore";
  throw new CommandError(
    `invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}

export const writeQuery = (options: WriteOptions): Record<string, readonly string[]> => ({
  ...(options.fieldManager ? { fieldManager: [options.fieldManager] } : {}),
  ...(options.validation ? { fieldValidation: [options.validation] } : {}),
  ...(options.dryRun === "server" ? { dryRun: ["All"] } : {}),
});

/** The one name that generators want; `got` counts what stands before `--`. */
export function oneName(session: Session): string {
  const before = session.argsBeforeDash < 0 ? session.args.length : session.argsBeforeDash;
  const [name] = session.args;
  if (before !== 1 || name === undefined)
    throw usage(session, `exactly one NAME is required, got ${before}`);
  return name;
}

/** What stands after `--`, or after the name where no `--` was given. */
export function commandWords(session: Session): readonly string[] {
  return session.argsBeforeDash < 0
    ? session.args.slice(1)
    : session.args.slice(session.argsBeforeDash);
}

/** Some commands of `config` answer a wrong number of arguments with their whole help. */
export function unexpectedArgs({ args, io, help }: Session, word = "Unexpected"): CommandError {
  io.stdout(help());
  return new CommandError(`${word} args: [${args.join(" ")}]`);
}
