// What a builtin is. One gives a status, or what it waits for and what it must be told then.
import type { WaitFor } from "../../program";
import type { ShellState } from "../shell-state";

/** The interpreter as builtins need it. */
interface CommandRunner {
  runExternal(name: string, args: readonly string[]): void;
}

/** All builtins, for those that run or look up others (`command`, `builtin`, `type`). */
export interface Builtins {
  has(name: string): boolean;
  /** Nothing when there is no builtin of that name. */
  run(call: BuiltinCall): BuiltinOutcome | undefined;
}

export interface BuiltinCall {
  readonly state: ShellState;
  readonly interpreter: CommandRunner;
  readonly name: string;
  readonly args: readonly string[];
  /** `undefined` the first time, then what it asked to be told. */
  readonly memory: unknown;
}

export type BuiltinOutcome = number | { readonly wait: WaitFor; readonly memory: unknown };
export type Builtin = (call: BuiltinCall, all: Builtins) => BuiltinOutcome;
