// The contract of an etcdctl command: one file per verb in `verbs/`, one line in its list.
import type { EtcdServer } from "../../etcd/server";
import type { EtcdWorld } from "../../etcd/servers";
import type { ProgramIo, ProgramResult } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import type { FlagSpec } from "../kubectl/flags/flag-specs";
import type { FlagValues } from "../kubectl/flags/flag-values";
import type { Response } from "./print/response";

export type EtcdIo = ProgramIo<NetworkWorld & EtcdWorld>;

export interface EtcdctlCommand {
  /** `snapshot save`. */
  readonly name: string;
  /** What follows the name in its usage. */
  readonly usage: string;
  readonly summary: string;
  readonly flags?: readonly FlagSpec[];
  /** Called again with what it returned while it waits. */
  run(call: Call, resume: unknown): ProgramResult;
}

/** One call of a command: its words, and what it speaks to. */
export interface Call {
  readonly io: EtcdIo;
  readonly args: readonly string[];
  readonly flags: FlagValues;
  readonly argsBeforeDash: number;
  /** The first endpoint that answers; leaves the command when none does. */
  server(): EtcdServer;
  print(response: Response): void;
}

/** What `cobrautl.ExitWithError` ends a command with. */
export const exitStatus = {
  error: 1,
  badConnection: 2,
  invalidInput: 3,
  badFeature: 4,
  interrupted: 5,
  badArguments: 128,
} as const;

/** Ends the command with a message and a status; caught in etcdctl.ts and etcdutl.ts. */
export class ExitError extends Error {
  override readonly name = "ExitError";

  constructor(
    message: string,
    readonly status: number = exitStatus.error,
  ) {
    super(message);
  }
}

export const badArguments = (message: string): ExitError =>
  new ExitError(message, exitStatus.badArguments);

/** Nobody answered; told when the command's time is over. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  constructor(
    readonly endpoint: string,
    readonly why: string,
  ) {
    super(why);
  }
}
