// What shells have built in, for those who start programs without a shell: `xargs echo`, `kubectl exec -- kill 1`.

import type { Program } from "../../machine/program";
import { echoEscapes, printFormat } from "../../machine/shell/printf";
import { signalName, signalNames, signalNumber } from "../../machine/signals";

export const echo: Program = {
  name: "echo",
  summary: "display a line of text",
  run(io) {
    const { args } = io;
    if (args.length === 1 && args[0] === "--help") {
      io.stdout("Usage: echo [SHORT-OPTION]... [STRING]...\nDisplay a line of text.\n");
      return 0;
    }
    let first = 0;
    while (/^-[neE]+$/.test(args[first] ?? "")) first += 1;
    const flags = args.slice(0, first).join("");
    const text = args.slice(first).join(" ");
    const shown = flags.includes("e") ? echoEscapes(text) : { text, stops: false };
    io.stdout(shown.text + (flags.includes("n") || shown.stops ? "" : "\n"));
    return 0;
  },
};

export const printf: Program = {
  name: "printf",
  summary: "format and print data",
  run(io) {
    const [format, ...args] = io.args;
    if (format === undefined) {
      io.stderr("printf: missing operand\nTry 'printf --help' for more information.\n");
      return 1;
    }
    if (format === "--help") {
      io.stdout("Usage: printf FORMAT [ARGUMENT]...\nPrint ARGUMENT(s) according to FORMAT.\n");
      return 0;
    }
    const printed = printFormat(format, args);
    io.stdout(printed.text);
    for (const problem of printed.problems) io.stderr(`printf: ${problem}\n`);
    return printed.problems.length > 0 ? 1 : 0;
  },
};

export const pwd: Program = {
  name: "pwd",
  summary: "print the name of the current directory",
  run(io) {
    io.stdout(
      io.args[0] === "--help"
        ? "Usage: pwd\nPrint the name of the current directory.\n"
        : `${io.process.directory}\n`,
    );
    return 0;
  },
};

export const kill: Program = {
  name: "kill",
  summary: "send a signal to a process",
  run(io) {
    const [first = "", ...rest] = io.args;
    if (first === "--help") {
      io.stdout(
        "Usage: kill [-s SIGNAL | -SIGNAL] PID...\n       kill -l\nSend signals to processes.\n",
      );
      return 0;
    }
    if (first === "-l") {
      io.stdout(
        `${signalNames.map((name) => `${String(signalNumber(name)).padStart(2)} ${name}`).join("\n")}\n`,
      );
      return 0;
    }
    const named = first === "-s" ? rest[0] : /^-\w+$/.test(first) ? first.slice(1) : undefined;
    const targets = named === undefined ? io.args : first === "-s" ? rest.slice(1) : rest;
    const signal = named === undefined ? "TERM" : named === "0" ? "0" : signalName(named);
    if (signal === undefined) {
      io.stderr(`kill: invalid signal name or number: ${named ?? ""}\n`);
      return 1;
    }
    if (targets.length === 0) {
      io.stderr("kill: not enough arguments\n");
      return 1;
    }
    let status = 0;
    for (const target of targets) {
      const process = /^-?\d+$/.test(target)
        ? io.system.byPid(Math.abs(Number(target)))
        : undefined;
      const sent =
        process !== undefined &&
        (signal === "0" || io.system.signal(target.startsWith("-") ? -process : process, signal));
      if (sent) continue;
      io.stderr(
        /^-?\d+$/.test(target)
          ? `kill: (${target}): No such process\n`
          : `kill: failed to parse argument: '${target}'\n`,
      );
      status = 1;
    }
    return status;
  },
};
