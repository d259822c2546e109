// A command of kubectl: its flags, what it does, and its subcommands. The tree is data; `dispatch.ts` finds
// the command that a line means.
import type { ProgramResult } from "@/lib/sim/machine/program";
import type { FlagSpec } from "./flags/flag-specs";
import type { Session } from "./session";

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line for the list of commands. */
  readonly summary: string;
  /** The text above the list of subcommands, where it is more than the summary. */
  readonly long?: string;
  readonly isHidden?: boolean;
  /** What follows `kubectl get` on the usage line. */
  readonly usage?: string;
  readonly flags?: readonly FlagSpec[];
  readonly subcommands?: readonly Command[];
  /** How a command without `run` answers; on standard error with status 1 when left out. */
  readonly group?: GroupStyle;
  /** Prints help where it is missing. `resume` is what an earlier call returned while waiting. */
  run?(session: Session, resume?: unknown): ProgramResult | undefined;
  /** Candidates for the word under the cursor; `args` are the words before it, flags left out. */
  complete?(session: Session, args: readonly string[], word: string): readonly string[];
}

export interface GroupStyle {
  readonly isFailure: boolean;
  readonly output: "stdout" | "stderr";
  /** Words after it are no error. */
  readonly takesWords?: boolean;
}
