// Leaving loops, functions and the shell; running text (eval, source); options, traps, aliases, lookups.

import { FileError } from "../../file-error";
import { signalName, signalNames, signalNumber } from "../../signals";
import { syntaxErrorOf } from "../parser";
import { quoteForShell } from "../quote";
import { ShellFailure, type ShellState, type Unwind } from "../shell-state";
import type { Builtin, Builtins } from "./define-builtin";

const keywords: ReadonlySet<string> = new Set([
  "if",
  "then",
  "elif",
  "else",
  "fi",
  "for",
  "while",
  "until",
  "do",
  "done",
  "case",
  "esac",
  "function",
  "{",
  "}",
  "!",
  "[[",
  "]]",
  "time",
  "in",
  "select",
]);

function leaving(kind: Unwind["kind"]): Builtin {
  return ({ state, args, name }) => {
    const text = args[0];
    if (text !== undefined && !/^-?\d+$/.test(text)) {
      state.complain(`${name}: ${text}: numeric argument required`);
      state.unwind = { kind, count: 2 };
      return 2;
    }
    const isLoop = kind === "break" || kind === "continue";
    if (
      isLoop &&
      !state.frames.some(
        (frame) => frame.kind === "while" || frame.kind === "for" || frame.kind === "count",
      )
    ) {
      state.complain(`${name}: only meaningful in a \`for', \`while', or \`until' loop`);
      return 0;
    }
    if (kind === "return" && !state.frames.some((frame) => frame.kind === "call")) {
      throw new ShellFailure("return: can only `return' from a function or sourced script");
    }
    const count = text === undefined ? (isLoop ? 1 : state.status) : Number(text);
    if (isLoop && count < 1) throw new ShellFailure(`${name}: ${count}: loop count out of range`);
    state.unwind = { kind, count: isLoop ? count : count & 255 };
    return isLoop ? 0 : count & 255;
  };
}

const optionLetters: Readonly<Record<string, string>> = {
  e: "errexit",
  u: "nounset",
  x: "xtrace",
  f: "noglob",
  C: "noclobber",
  a: "allexport",
  n: "noexec",
  v: "verbose",
  b: "notify",
  m: "monitor",
  h: "hashall",
  B: "braceexpand",
  H: "histexpand",
};
const optionNames: ReadonlySet<string> = new Set([
  ...Object.values(optionLetters),
  "pipefail",
  "posix",
  "vi",
  "emacs",
  "history",
  "ignoreeof",
]);

function setOption(state: ShellState, name: string, on: boolean): void {
  if (!optionNames.has(name)) throw new ShellFailure(`set: ${name}: invalid option name`, 2);
  if (on) state.options.add(name);
  else state.options.delete(name);
}

function runText(state: ShellState, text: string): void {
  const isCondition = state.isInCondition;
  state.push({
    kind: "script",
    text,
    at: 0,
    ...(Object.keys(state.aliases).length > 0 ? { aliases: true } : {}),
    ...(isCondition ? { isCondition } : {}),
  });
}

export const flowBuiltins: Readonly<Record<string, Builtin>> = {
  exit: (call, all) => {
    if (call.state.isInteractive && call.args[0] === undefined)
      call.state.io.system.terminal?.echo("exit\n");
    return leaving("exit")(call, all);
  },
  logout: leaving("exit"),
  return: leaving("return"),
  break: leaving("break"),
  continue: leaving("continue"),

  eval({ state, args }) {
    const text = args.join(" ");
    if (text.trim() === "") return 0;
    const error = syntaxErrorOf(text);
    if (error !== undefined) {
      state.complain(`eval: line ${error.line}: ${error.message}`);
      return 1;
    }
    runText(state, text);
    return 0;
  },

  source: sourceFile,
  ".": sourceFile,

  exec({ state, args }) {
    const [command, ...rest] = args;
    if (command === undefined) return 0;
    const failure = state.io.system.exec({ command, args: rest, environment: state.environment() });
    if (failure === undefined) {
      state.exiting = true;
      return { wait: { until: state.io.process.now }, memory: undefined };
    }
    state.complain(`exec: ${failure.error.replace("command not found", "not found")}`);
    if (!state.isInteractive) state.unwind = { kind: "exit", count: failure.status };
    return failure.status;
  },

  command({ state, interpreter, args, memory }, all) {
    const [first = "", ...rest] = args;
    if (first === "-v" || first === "-V") {
      let status = 1;
      for (const name of rest) {
        const found = meaningOf(state, all, name);
        if (found === undefined) {
          if (first === "-V") state.complain(`command: ${name}: not found`);
          continue;
        }
        status = 0;
        state.io.stdout(`${first === "-v" ? found.short : found.long}\n`);
      }
      return status;
    }
    const [name, ...others] = first === "-p" || first === "--" ? rest : args;
    if (name === undefined) return 0;
    if (all.has(name)) return all.run({ state, interpreter, name, args: others, memory }) ?? 127;
    interpreter.runExternal(name, others);
    return 0;
  },

  builtin({ state, interpreter, args, memory }, all) {
    const [name, ...rest] = args;
    if (name === undefined) return 0;
    const outcome = all.run({ state, interpreter, name, args: rest, memory });
    if (outcome === undefined) throw new ShellFailure(`builtin: ${name}: not a shell builtin`);
    return outcome;
  },

  type({ state, args }, all) {
    let status = 0;
    const short = args[0] === "-t" || args[0] === "-p" || args[0] === "-P" ? args[0] : undefined;
    for (const name of args.filter((arg) => !/^-[aftpP]+$/.test(arg))) {
      const found = meaningOf(state, all, name);
      if (found === undefined) {
        if (short === undefined) state.complain(`type: ${name}: not found`);
        status = 1;
      } else if (short === "-t") state.io.stdout(`${found.kind}\n`);
      else if (short === undefined) state.io.stdout(`${found.long}\n`);
      else if (found.kind === "file") state.io.stdout(`${found.short}\n`);
    }
    return status;
  },

  hash: () => 0,

  set({ state, args }) {
    if (args.length === 0) {
      const names = [...state.variables.keys()].filter((name) => name !== "__random").sort();
      for (const name of names) state.io.stdout(`${name}=${shown(state.get(name) ?? "")}\n`);
      return 0;
    }
    let i = 0;
    for (; i < args.length; i++) {
      const word = args[i] ?? "";
      if (word === "--" || word === "-") {
        i += 1;
        state.positional = args.slice(i);
        return 0;
      }
      const found = /^([-+])([a-zA-Z]+)$/.exec(word);
      if (found === null) break;
      for (const letter of found[2] ?? "") {
        if (letter === "o") {
          const name = args[i + 1];
          if (name === undefined) {
            for (const option of [...optionNames].sort()) {
              state.io.stdout(
                `${option.padEnd(15)}\t${state.options.has(option) ? "on" : "off"}\n`,
              );
            }
            return 0;
          }
          i += 1;
          setOption(state, name, found[1] === "-");
          continue;
        }
        const name = optionLetters[letter];
        if (name === undefined) throw new ShellFailure(`set: ${word}: invalid option`, 2);
        setOption(state, name, found[1] === "-");
      }
    }
    if (i < args.length) state.positional = args.slice(i);
    return 0;
  },

  shopt: () => 0,

  trap({ state, args }) {
    const words = args[0] === "--" ? args.slice(1) : args;
    if (words.length === 0 || words[0] === "-p") {
      for (const [name, command] of state.traps) {
        state.io.stdout(
          `trap -- ${quoteForShell(command)} ${name === "EXIT" ? name : `SIG${name}`}\n`,
        );
      }
      return 0;
    }
    if (words[0] === "-l") {
      state.io.stdout(
        `${signalNames.map((name) => `${signalNumber(name)}) SIG${name}`).join("\n")}\n`,
      );
      return 0;
    }
    const only = words.length === 1;
    const [command = "", ...names] = only ? ["-", ...words] : words;
    for (const text of names) {
      const name =
        text === "0" || text === "EXIT"
          ? "EXIT"
          : text === "ERR" || text === "DEBUG" || text === "RETURN"
            ? text
            : signalName(text);
      if (name === undefined) {
        state.complain(`trap: ${text}: invalid signal specification`);
        return 1;
      }
      if (command === "-") state.traps.delete(name);
      else state.traps.set(name, command);
    }
    return 0;
  },

  alias({ state, args }) {
    const print = (name: string, value: string): void =>
      state.io.stdout(`alias ${name}=${quoteForShell(value)}\n`);
    if (args.length === 0 || (args.length === 1 && args[0] === "-p")) {
      for (const name of Object.keys(state.aliases).sort()) print(name, state.aliases[name] ?? "");
      return 0;
    }
    let status = 0;
    for (const word of args) {
      const at = word.indexOf("=");
      if (at > 0) {
        const name = word.slice(0, at);
        if (/[\s/$`=|&;()<>'"\\]/.test(name) || name === "__proto__") {
          state.complain(`alias: \`${name}': invalid alias name`);
          status = 1;
        } else state.aliases = { ...state.aliases, [name]: word.slice(at + 1) };
      } else if (Object.hasOwn(state.aliases, word)) print(word, state.aliases[word] ?? "");
      else {
        state.complain(`alias: ${word}: not found`);
        status = 1;
      }
    }
    return status;
  },

  unalias({ state, args }) {
    if (args[0] === "-a") {
      state.aliases = {};
      return 0;
    }
    let status = 0;
    for (const name of args) {
      if (Object.hasOwn(state.aliases, name)) {
        const { [name]: _gone, ...rest } = state.aliases;
        state.aliases = rest;
      } else {
        state.complain(`unalias: ${name}: not found`);
        status = 1;
      }
    }
    return status;
  },

  complete: () => 0,
  compopt: () => 0,
  enable: () => 0,
  umask({ state, args }) {
    if (args.length === 0) state.io.stdout("0022\n");
    return 0;
  },
  ulimit({ state, args }) {
    if (args.length <= 1) state.io.stdout("unlimited\n");
    return 0;
  },
  times({ state }) {
    state.io.stdout("0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n");
    return 0;
  },

  help({ state }) {
    const { system } = state.io;
    const lines = system
      .commands()
      .map((name) => `  ${name.padEnd(14)} ${system.summary(name) ?? ""}`);
    state.io.stdout(`Commands on this machine (each has --help):\n${lines.join("\n")}\n`);
    return 0;
  },
};

function sourceFile({ state, args, name }: Parameters<Builtin>[0]): number {
  const [path, ...rest] = args;
  if (path === undefined) throw new ShellFailure(`${name}: filename argument required`, 2);
  let text: string;
  try {
    text = state.io.files.read(
      path.includes("/") || state.io.files.exists(path) ? path : `./${path}`,
    );
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const message =
      state.dialect === "bash"
        ? `${path}: ${error.message}`
        : `${name}: can't open '${path}': ${error.message}`;
    throw new ShellFailure(message, state.dialect === "bash" ? 1 : 2);
  }
  if (state.frames.filter((frame) => frame.kind === "call").length > 100) {
    throw new ShellFailure(`${path}: source nesting is too deep`, 1, true);
  }
  state.push({
    kind: "call",
    name: path,
    positional: state.positional,
    locals: [],
    isFunction: false,
  });
  if (rest.length > 0) state.positional = rest;
  state.status = 0;
  runText(state, text);
  return 0;
}

function meaningOf(
  state: ShellState,
  all: Builtins,
  name: string,
): { kind: string; short: string; long: string } | undefined {
  const alias = Object.hasOwn(state.aliases, name) ? state.aliases[name] : undefined;
  if (alias !== undefined) {
    return {
      kind: "alias",
      short: `alias ${name}=${quoteForShell(alias)}`,
      long: `${name} is aliased to \`${alias}'`,
    };
  }
  if (keywords.has(name))
    return { kind: "keyword", short: name, long: `${name} is a shell keyword` };
  const body = state.functions.get(name);
  if (body !== undefined) {
    return { kind: "function", short: name, long: `${name} is a function\n${name} () \n${body}` };
  }
  if (all.has(name)) return { kind: "builtin", short: name, long: `${name} is a shell builtin` };
  const found = state.io.system.resolve(name);
  if (found.kind !== "program" && found.kind !== "script") return undefined;
  return { kind: "file", short: found.path, long: `${name} is ${found.path}` };
}

const shown = (text: string): string =>
  /^[\w@%+=:,./-]*$/.test(text) ? text : quoteForShell(text);
