// `bash` and `sh` as programs: options and arguments on the way in, signals and traps while running, slices of
// steps so that nobody runs for ever.
import { FileError } from "../file-error";
import type { Program, ProgramIo, ProgramResult } from "../program";
import { signalNumber } from "../signals";
import { completeLine } from "./completion";
import { Interpreter } from "./interpreter";
import { parseCommand } from "./parser";
import type { Frame, ShellMemory, Variable } from "./shell-memory";
import { ShellState } from "./shell-state";
import type { Parsed } from "./syntax";

const stepsPerSlice = 2000;
/** What a parsed text costs to keep; the cache is dropped when it has this many. */
const cachedTexts = 200;

/** Which `sh` a machine has; bash is always bash. */
export type Dialect = "bash" | "dash" | "ash";

export interface ShellOptions {
  readonly dialectOf: (machine: string) => Dialect;
  readonly hostnameOf: (machine: string) => string;
}

/** Both shells share a cache of syntax trees: a pure function's results, not state. */
export function createShells(options: ShellOptions): readonly Program[] {
  const cache = new Map<string, Map<number, Parsed>>();
  const parse = (text: string, at: number): Parsed => {
    let places = cache.get(text);
    if (places === undefined) {
      if (cache.size >= cachedTexts) cache.clear();
      places = new Map();
      cache.set(text, places);
    }
    const found = places.get(at) ?? parseCommand({ text, start: at });
    places.set(at, found);
    return found;
  };
  const shell = (name: string, summary: string): Program => ({
    name,
    summary,
    run: (io, resume) => runShell({ io, resume, options, parse, program: name }),
    complete: (words, io) =>
      words.length <= 1 ? completeLine(io, words[0] ?? "", (words[0] ?? "").length).candidates : [],
  });
  return [
    shell("bash", "GNU Bourne-Again SHell"),
    shell("sh", "the standard shell"),
    shell("ash", "the busybox shell"),
    shell("dash", "the Debian shell"),
  ];
}

interface ShellRun {
  readonly io: ProgramIo;
  readonly resume: unknown;
  readonly options: ShellOptions;
  readonly parse: (text: string, at: number) => Parsed;
  readonly program: string;
}

function runShell(run: ShellRun): ProgramResult {
  const { io } = run;
  const dialect = dialectOf(run);
  const start = isShellMemory(run.resume) ? run.resume : begin(run, dialect);
  if (typeof start === "number") return start;
  const state = new ShellState(start, io, dialect);
  const interpreter = new Interpreter(state, run.parse);
  for (let i = 0; i < stepsPerSlice; i++) {
    if (io.system.isDying) return 0;
    takeSignals(state);
    if (state.frames.length === 0) {
      if (state.unwind !== undefined) {
        state.status = state.unwind.count & 255;
        state.unwind = undefined;
      }
      if (!pushExitTrap(state)) return state.status;
    }
    const wait = interpreter.step();
    if (wait !== undefined) {
      io.system.spend(i + 1);
      updateSignals(state);
      return { waitFor: wait, resume: state.pack() };
    }
  }
  io.system.spend(stepsPerSlice);
  updateSignals(state);
  return { waitFor: { until: io.process.now }, resume: state.pack() };
}

function dialectOf(run: ShellRun): Dialect {
  if (run.program === "bash" || run.program === "ash" || run.program === "dash") return run.program;
  return run.options.dialectOf(run.io.process.machine);
}

const isShellMemory = (memory: unknown): memory is ShellMemory =>
  typeof memory === "object" && memory !== null && "frames" in memory;

// --- beginning --------------------------------------------------------------------------------------------

function begin(run: ShellRun, dialect: Dialect): ShellMemory | number {
  const { io, program } = run;
  const options: string[] = [];
  const args = [...io.args];
  let isCommand = false;
  let isForced = false;
  while (args[0] !== undefined && /^[-+]./.test(args[0])) {
    const word = args.shift() ?? "";
    if (word === "--") break;
    if (word === "--help" || word === "--version") {
      io.stdout(helpText(program, word === "--version"));
      return 0;
    }
    if (word === "--login" || word === "--norc" || word === "--noprofile" || word === "--posix")
      continue;
    for (const letter of word.slice(1)) {
      if (letter === "c") isCommand = true;
      else if (letter === "i") isForced = true;
      else if (letter === "l" || letter === "s") continue;
      else if (letter === "o") options.push(args.shift() ?? "");
      else {
        const option = {
          e: "errexit",
          u: "nounset",
          x: "xtrace",
          f: "noglob",
          n: "noexec",
          v: "verbose",
        }[letter];
        if (option === undefined) {
          io.stderr(`${program}: -${letter}: invalid option\n`);
          return 2;
        }
        options.push(option);
      }
    }
  }
  if (isCommand) {
    const [text, name = program, ...rest] = args;
    if (text === undefined) {
      io.stderr(`${program}: -c: option requires an argument\n`);
      return 2;
    }
    return fresh(run, dialect, {
      options,
      name,
      positional: rest,
      frames: [{ kind: "script", text, at: 0 }],
      commandString: true,
    });
  }
  const [path, ...rest] = args;
  if (path !== undefined) return beginFile(run, dialect, { path, rest, options });
  const isInteractive = isForced || (io.system.isTerminal(0) && io.system.terminal !== undefined);
  if (isInteractive) return beginInteractive(run, dialect, options);
  return beginInput(run, dialect, options);
}

function beginFile(
  run: ShellRun,
  dialect: Dialect,
  script: { path: string; rest: readonly string[]; options: readonly string[] },
): ShellMemory | number {
  const { io, program } = run;
  try {
    const text = io.files.read(script.path);
    const base = dialect === "bash" ? { commandString: false } : { commandString: false };
    return fresh(run, dialect, {
      options: script.options,
      name: script.path,
      positional: script.rest,
      frames: [{ kind: "script", text, at: 0 }],
      ...base,
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (dialect === "bash") io.stderr(`${program}: ${script.path}: ${error.message}\n`);
    else if (dialect === "dash")
      io.stderr(
        `${program}: 0: cannot open ${script.path}: ${error.code === "ENOENT" ? "No such file" : error.message}\n`,
      );
    else io.stderr(`${program}: can't open '${script.path}': ${error.message}\n`);
    return error.code === "ENOENT" ? (dialect === "bash" ? 127 : 2) : 126;
  }
}

/** A script from standard input: `cat x | sh`, `bash <<EOF`. */
function beginInput(run: ShellRun, dialect: Dialect, options: readonly string[]): ShellMemory {
  // `source` of standard input: read line by line, so that commands may read what follows.
  const text = 'while IFS= read -r __line; do __all="$__all$__line\n"; done; eval "$__all$__line"';
  return fresh(run, dialect, {
    options,
    name: run.program,
    positional: [],
    frames: [{ kind: "script", text, at: 0 }],
    commandString: false,
  });
}

function beginInteractive(
  run: ShellRun,
  dialect: Dialect,
  options: readonly string[],
): ShellMemory {
  const { io } = run;
  io.system.leadGroup();
  io.system.terminal?.setForeground(io.system.group);
  const frames: Frame[] = [{ kind: "interactive" }];
  const home = io.process.environment.HOME ?? "/root";
  if (dialect === "bash" && io.files.exists(`${home}/.bashrc`)) {
    frames.push({ kind: "script", text: io.files.read(`${home}/.bashrc`), at: 0, aliases: true });
  }
  return fresh(run, dialect, {
    options,
    name: run.program,
    positional: [],
    frames,
    commandString: false,
    isInteractive: true,
  });
}

interface Beginning {
  readonly options: readonly string[];
  readonly name: string;
  readonly positional: readonly string[];
  readonly frames: readonly Frame[];
  readonly commandString: boolean;
  readonly isInteractive?: boolean;
}

function fresh(run: ShellRun, dialect: Dialect, beginning: Beginning): ShellMemory {
  const { process } = run.io;
  const variables: [string, Variable][] = Object.entries(process.environment)
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
    .map(([name, value]) => [name, { value, exported: true }]);
  const has = (name: string): boolean => variables.some(([other]) => other === name);
  const add = (name: string, variable: Variable): void => {
    if (!has(name)) variables.push([name, variable]);
  };
  const pwd = variables.findIndex(([name]) => name === "PWD");
  if (pwd >= 0) variables[pwd] = ["PWD", { value: process.directory, exported: true }];
  add("PWD", { value: process.directory, exported: true });
  const level = variables.findIndex(([name]) => name === "SHLVL");
  if (dialect === "bash") {
    const value = String(Number(level < 0 ? 0 : (variables[level]?.[1].value ?? 0)) + 1);
    if (level >= 0) variables[level] = ["SHLVL", { value, exported: true }];
    else variables.push(["SHLVL", { value, exported: true }]);
    add("BASH_VERSION", { value: "5.2.21(1)-release" });
    add("HOSTNAME", { value: run.options.hostnameOf(process.machine) });
    add("BASH", { value: "/bin/bash" });
    add("OSTYPE", { value: "linux-gnu" });
  }
  add("IFS", { value: " \t\n" });
  add("OPTIND", { value: "1" });
  return {
    variables,
    functions: [],
    aliases: {},
    positional: beginning.positional,
    name: beginning.name,
    options: beginning.options,
    status: 0,
    substitutionStatus: 0,
    lastBackground: "",
    shellPid: process.pid,
    isInteractive: beginning.isInteractive === true,
    isSubshell: false,
    isCondition: false,
    traps: [],
    jobs: [],
    frames: beginning.frames,
    pending: "",
    pipeStatuses: [0],
    startedMs: process.now,
    commandString: beginning.commandString,
    exiting: false,
  };
}

function helpText(program: string, isVersion: boolean): string {
  if (isVersion) return "GNU bash, version 5.2.21(1)-release (x86_64-pc-linux-gnu)\n";
  return `Usage: ${program} [long option] [option] ...\n       ${program} [long option] [option] script-file ...\n`;
}

// --- signals and traps ------------------------------------------------------------------------------------

function updateSignals(state: ShellState): void {
  const { system } = state.io;
  const handled = state.isInteractive ? ["INT", "QUIT", "TERM", "TSTP"] : [];
  const ignored: string[] = system.ignoredSignals.filter(
    (name) => !state.traps.has(name) && name === "HUP",
  );
  for (const [name, command] of state.traps) {
    if (signalNumber(name) === 0) continue;
    if (command === "") ignored.push(name);
    else if (!handled.includes(name)) handled.push(name);
  }
  system.handle(handled, ignored);
}

function takeSignals(state: ShellState): void {
  for (const name of state.io.signals()) {
    const command = state.traps.get(name);
    if (command !== undefined && command !== "") {
      state.push({ kind: "trap", status: state.status });
      state.push({ kind: "script", text: command, at: 0 });
    } else if (state.isInteractive && name === "INT") {
      state.unwind = { kind: "interrupt", count: 130 };
    }
  }
}

/** The EXIT trap runs once, when nothing else is left. */
function pushExitTrap(state: ShellState): boolean {
  const command = state.traps.get("EXIT");
  if (command === undefined || command === "" || state.isSubshell) return false;
  state.traps.delete("EXIT");
  state.push({ kind: "trap", status: state.status });
  state.push({ kind: "script", text: command, at: 0 });
  return true;
}
