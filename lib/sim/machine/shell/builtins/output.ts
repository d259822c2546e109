// echo, printf, test, history and what only says yes or no.
import { testCommand } from "../conditions";
import { echoEscapes, printFormat } from "../printf";
import { ShellFailure } from "../shell-state";
import type { Builtin } from "./define-builtin";

export const outputBuiltins: Readonly<Record<string, Builtin>> = {
  ":": () => 0,
  true: () => 0,
  false: () => 1,

  echo({ state, args }) {
    let newline = true;
    let escapes = state.dialect === "dash";
    let first = 0;
    while (
      /^-[neE]+$/.test(args[first] ?? "") &&
      (state.dialect !== "dash" || args[first] === "-n")
    ) {
      for (const letter of (args[first] ?? "").slice(1)) {
        if (letter === "n") newline = false;
        else escapes = letter === "e";
      }
      first += 1;
    }
    const text = args.slice(first).join(" ");
    if (!escapes) {
      state.io.stdout(newline ? `${text}\n` : text);
      return 0;
    }
    const shown = echoEscapes(text);
    state.io.stdout(shown.text + (newline && !shown.stops ? "\n" : ""));
    return 0;
  },

  printf({ state, args }) {
    const [first, ...rest] = args;
    const variable = first === "-v" ? rest[0] : undefined;
    const [format, ...values] =
      variable === undefined ? (first === "--" ? rest : args) : rest.slice(1);
    if (format === undefined) {
      state.io.stderr("printf: usage: printf [-v var] format [arguments]\n");
      return 2;
    }
    const printed = printFormat(format, values);
    if (variable === undefined) state.io.stdout(printed.text);
    else state.set(variable, printed.text);
    for (const problem of printed.problems) state.complain(`printf: ${problem}`);
    return printed.problems.length > 0 ? 1 : 0;
  },

  test({ state, args }) {
    return test(() => testCommand(state, args), "test");
  },

  "["({ state, args }) {
    if (args[args.length - 1] !== "]") throw new ShellFailure("[: missing `]'", 2);
    return test(() => testCommand(state, args.slice(0, -1)), "[");
  },

  history({ state, args }) {
    const { terminal } = state.io.system;
    if (args[0] === "-c") {
      terminal?.clearHistory();
      return 0;
    }
    const lines = terminal?.history ?? [];
    const count = /^\d+$/.test(args[0] ?? "") ? Number(args[0]) : lines.length;
    const from = Math.max(0, lines.length - count);
    state.io.stdout(
      lines
        .slice(from)
        .map((line, i) => `${String(from + i + 1).padStart(5)}  ${line}\n`)
        .join(""),
    );
    return 0;
  },
};

function test(evaluate: () => boolean, name: string): number {
  try {
    return evaluate() ? 0 : 1;
  } catch (error) {
    if (error instanceof ShellFailure)
      throw new ShellFailure(`${name}: ${error.message}`, error.status);
    throw error;
  }
}
