// The explicit list of builtins.
import type { Builtin, BuiltinCall, BuiltinOutcome, Builtins } from "./define-builtin";
import { flowBuiltins } from "./flow";
import { jobBuiltins } from "./job-control";
import { outputBuiltins } from "./output";
import { placeBuiltins } from "./place";
import { variableBuiltins } from "./variables";

const builtins: Readonly<Record<string, Builtin>> = {
  ...flowBuiltins,
  ...jobBuiltins,
  ...outputBuiltins,
  ...placeBuiltins,
  ...variableBuiltins,
};

export function builtinNames(): string[] {
  return Object.keys(builtins).sort();
}

export function isBuiltin(name: string): boolean {
  return Object.hasOwn(builtins, name);
}

/** Nothing when there is no builtin of that name. */
export function runBuiltin(call: BuiltinCall): BuiltinOutcome | undefined {
  if (!isBuiltin(call.name)) return undefined;
  const builtin = builtins[call.name];
  if (builtin === undefined) return undefined;
  if (call.memory === undefined && call.args[0] === "--help" && !plain.has(call.name)) {
    call.state.io.stdout(`${call.name}: a shell builtin\n`);
    return 0;
  }
  return builtin(call, all);
}

const all: Builtins = { has: isBuiltin, run: runBuiltin };

/** These take `--help` as any other word. */
const plain: ReadonlySet<string> = new Set([
  "echo",
  "test",
  "[",
  ":",
  "true",
  "false",
  "eval",
  "command",
  "builtin",
]);
