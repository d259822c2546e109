// A shell while it runs: its memory unpacked for writing, packed again when it waits.
import type { ProgramIo } from "../program";
import type { Frame, Job, ShellMemory, Variable } from "./shell-memory";

/** Ends the current command line with an error (`${x?message}`, assignments to readonly variables). */
export class ShellFailure extends Error {
  constructor(
    message: string,
    readonly status = 1,
    /** Ends a shell that nobody types into. */
    readonly isFatal = false,
  ) {
    super(message);
  }
}

/** Leaves frames: loops, functions or the shell itself. */
export interface Unwind {
  readonly kind: "break" | "continue" | "return" | "exit" | "interrupt";
  readonly count: number;
}

export class ShellState {
  readonly variables: Map<string, Variable>;
  readonly functions: Map<string, string>;
  aliases: Readonly<Record<string, string>>;
  positional: readonly string[];
  name: string;
  readonly options: Set<string>;
  status: number;
  substitutionStatus: number;
  lastBackground: string;
  readonly shellPid: number;
  readonly isInteractive: boolean;
  readonly isSubshell: boolean;
  readonly isCondition: boolean;
  readonly traps: Map<string, string>;
  jobs: readonly Job[];
  readonly frames: Frame[];
  pending: string;
  pipeStatuses: readonly number[];
  readonly startedMs: number;
  readonly commandString: boolean;
  exiting: boolean;
  unwind: Unwind | undefined;
  /** Old values of what an expansion changed, so that it can be done again from the start. */
  undo: [string, Variable | undefined][] | undefined;

  constructor(
    memory: ShellMemory,
    readonly io: ProgramIo,
    /** Whose messages: bash, dash (Debian's sh) or ash (busybox). */
    readonly dialect: "bash" | "dash" | "ash",
  ) {
    this.variables = new Map(memory.variables);
    this.functions = new Map(memory.functions);
    this.aliases = memory.aliases;
    this.positional = memory.positional;
    this.name = memory.name;
    this.options = new Set(memory.options);
    this.status = memory.status;
    this.substitutionStatus = memory.substitutionStatus;
    this.lastBackground = memory.lastBackground;
    this.shellPid = memory.shellPid;
    this.isInteractive = memory.isInteractive;
    this.isSubshell = memory.isSubshell;
    this.isCondition = memory.isCondition;
    this.traps = new Map(memory.traps);
    this.jobs = memory.jobs;
    this.frames = [...memory.frames];
    this.pending = memory.pending;
    this.pipeStatuses = memory.pipeStatuses;
    this.startedMs = memory.startedMs;
    this.commandString = memory.commandString;
    this.exiting = memory.exiting;
  }

  pack(): ShellMemory {
    return {
      variables: [...this.variables],
      functions: [...this.functions],
      aliases: this.aliases,
      positional: this.positional,
      name: this.name,
      options: [...this.options],
      status: this.status,
      substitutionStatus: this.substitutionStatus,
      lastBackground: this.lastBackground,
      shellPid: this.shellPid,
      isInteractive: this.isInteractive,
      isSubshell: this.isSubshell,
      isCondition: this.isCondition,
      traps: [...this.traps],
      jobs: this.jobs,
      frames: [...this.frames],
      pending: this.pending,
      pipeStatuses: this.pipeStatuses,
      startedMs: this.startedMs,
      commandString: this.commandString,
      exiting: this.exiting,
    };
  }

  // --- variables ----------------------------------------------------------------------------------------

  get(name: string): string | undefined {
    const variable = this.variables.get(name);
    if (variable === undefined) return this.computed(name);
    if (variable.items === undefined) return variable.value;
    return variable.items.find(([key]) => key === "0")?.[1];
  }

  set(name: string, value: string): void {
    const old = this.writable(name);
    if (old?.items !== undefined) {
      this.setItem(name, "0", value);
      return;
    }
    this.put(name, { ...(old ?? {}), value });
    if (name === "RANDOM") return;
  }

  setItem(name: string, key: string, value: string): void {
    const old = this.writable(name);
    const items = (old?.items ?? (old === undefined ? [] : [["0", old.value] as const])).filter(
      ([other]) => other !== key,
    );
    const next = [...items, [key, value] as const];
    if (old?.associative !== true) next.sort((a, b) => Number(a[0]) - Number(b[0]));
    this.put(name, { ...(old ?? {}), value: "", items: next });
  }

  setItems(name: string, items: readonly (readonly [string, string])[]): void {
    const old = this.writable(name);
    this.put(name, { ...(old ?? {}), value: "", items });
  }

  change(name: string, change: Partial<Variable>): void {
    const old = this.variables.get(name) ?? { value: "" };
    this.put(name, { ...old, ...change });
  }

  unset(name: string): void {
    if (this.variables.get(name)?.readonly === true) {
      throw new ShellFailure(`unset: ${name}: cannot unset: readonly variable`);
    }
    this.restore(name, undefined);
  }

  restore(name: string, variable: Variable | undefined): void {
    this.undo?.push([name, this.variables.get(name)]);
    if (variable === undefined) this.variables.delete(name);
    else this.variables.set(name, variable);
  }

  /** What children get. */
  environment(extra: readonly (readonly [string, string])[] = []): Record<string, string> {
    const environment: Record<string, string> = {};
    for (const [name, variable] of this.variables) {
      if (variable.exported === true && variable.items === undefined)
        environment[name] = variable.value;
    }
    for (const [name, value] of extra) environment[name] = value;
    return environment;
  }

  private writable(name: string): Variable | undefined {
    const old = this.variables.get(name);
    if (old?.readonly === true) throw new ShellFailure(`${name}: readonly variable`, 1, true);
    return old;
  }

  private put(name: string, variable: Variable): void {
    this.undo?.push([name, this.variables.get(name)]);
    const exports = this.options.has("allexport") ? { exported: true } : {};
    this.variables.set(name, { ...variable, ...exports });
  }

  private computed(name: string): string | undefined {
    switch (name) {
      case "SECONDS":
        return String(Math.floor((this.io.process.now - this.startedMs) / 1000));
      case "BASHPID":
        return String(this.io.process.pid);
      case "PPID":
        return String(this.io.process.parentPid);
      case "UID":
      case "EUID":
        return this.io.process.user === "root" ? "0" : "1000";
      case "LINENO":
        return String(this.line());
      case "RANDOM":
        return this.random();
      case "EPOCHSECONDS":
        return String(Math.floor(this.io.process.now / 1000));
      default:
        return undefined;
    }
  }

  /** Chance enough for a script: drawn from the clock, the process and what was drawn before. */
  private random(): string {
    const seed =
      this.variables.get("__random")?.value ?? `${this.io.process.now}${this.io.process.id}`;
    let hash = 2166136261;
    for (const character of seed) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    this.variables.set("__random", { value: String(hash >>> 0) });
    return String((hash >>> 8) & 32767);
  }

  // --- messages -----------------------------------------------------------------------------------------

  currentLine: () => number = () => 1;

  line(): number {
    return this.currentLine();
  }

  /** `bash: `, `bash: line 3: `, `./x.sh: line 3: `, `sh: 1: `. */
  prefix(): string {
    const name = this.name.replace(/^-/, "");
    if (this.isInteractive) return `${name}: `;
    if (this.dialect === "bash") return `${name}: line ${this.line()}: `;
    if (this.dialect === "dash") return `${name}: ${this.line()}: `;
    return this.commandString ? `${name}: ` : `${name}: line ${this.line()}: `;
  }

  complain(message: string): void {
    this.io.stderr(`${this.prefix()}${message}\n`);
  }

  // --- the stack ----------------------------------------------------------------------------------------

  get top(): Frame | undefined {
    return this.frames[this.frames.length - 1];
  }

  push(frame: Frame): void {
    this.frames.push(frame);
  }

  replaceTop(frame: Frame): void {
    this.frames[this.frames.length - 1] = frame;
  }

  /** Ends the current command with a status. */
  finish(status: number): void {
    this.frames.pop();
    this.status = status & 255;
  }

  get isInCondition(): boolean {
    return (
      this.isCondition ||
      this.frames.some((frame) => "isCondition" in frame && frame.isCondition === true)
    );
  }
}
