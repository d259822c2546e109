// What one run of a program sees and may do: the `ProgramIo` of the contract over the tables.

import type { State } from "../kernel/state";
import { defaultPath, resolveCommand } from "./commands";
import type { Descriptors } from "./descriptors";
import { FileError } from "./file-error";
import type { FileSystem } from "./file-system";
import { createFiles } from "./files";
import type { Files } from "./files-contract";
import { type Descriptor, machineTable, type ProcessRow, terminalTable } from "./machine-tables";
import type { NewProcess, Processes } from "./processes";
import type {
  FileToOpen,
  ProcessSummary,
  ProcessView,
  Program,
  ProgramIo,
  ReadResult,
  Resolution,
  SpawnRequest,
  StandardInput,
  System,
  TerminalControl,
} from "./program";
import { signalNumber } from "./signals";
import { terminalControl } from "./terminal-control";

/** What the io of every process shares. */
export interface MachineParts<World> {
  readonly state: State;
  readonly fileSystem: FileSystem;
  readonly descriptors: Descriptors;
  readonly processes: Processes;
  readonly programs: ReadonlyMap<string, Program<World>>;
  readonly world: (process: ProcessView) => World;
}

interface Failure {
  readonly error: string;
  readonly status: number;
}

const firstFreeDescriptor = 10;
/** What starting a process costs beside a step of a shell. */
const stepsPerProcess = 15;
const descriptorsPerProcess = 256;

/** A host sees the processes of its containers under numbers from here on. */
export const containerPidBase = 20_000;

export class ProcessIo<World> implements ProgramIo<World>, System {
  private replacement: Partial<ProcessRow> | undefined;
  private filesSeen: Files | undefined;

  constructor(
    private readonly parts: MachineParts<World>,
    private readonly id: number,
  ) {}

  // --- ProgramIo ----------------------------------------------------------------------------------------

  get system(): System {
    return this;
  }

  get args(): readonly string[] {
    return this.row.args;
  }

  get process(): ProcessView {
    return processView(this.parts.state, this.parts.processes, this.row);
  }

  get files(): Files {
    const { directory, user, machine } = this.row;
    if (this.filesSeen?.directory !== directory) {
      const { state, fileSystem } = this.parts;
      this.filesSeen = createFiles({ state, fileSystem, machine, directory, user });
    }
    return this.filesSeen;
  }

  get stdin(): StandardInput {
    const io = this;
    return {
      read: () => io.read(0).text,
      get ended() {
        return io.inputEnded();
      },
    };
  }

  stdout(text: string): void {
    this.write(1, text);
  }

  stderr(text: string): void {
    this.write(2, text);
  }

  signals(): readonly string[] {
    const { signals } = this.row;
    if (signals.length > 0) this.parts.processes.update(this.id, { signals: [] });
    return signals;
  }

  get world(): World {
    return this.parts.world(this.process);
  }

  // --- System -------------------------------------------------------------------------------------------

  resolve(command: string): Resolution {
    return this.resolveFor(this.row, command);
  }

  commands(): readonly string[] {
    const own = this.parts.state.table(machineTable).get(this.row.machine)?.programs;
    const all = [...this.parts.programs.keys()];
    return (own === undefined ? all : all.filter((name) => own.includes(name))).sort();
  }

  summary(command: string): string | undefined {
    return this.parts.programs.get(command)?.summary;
  }

  spawn(request: SpawnRequest): number | Failure {
    const prepared = this.prepare(request);
    if ("error" in prepared) return prepared;
    this.spend(stepsPerProcess);
    const id = this.parts.processes.start(prepared);
    return id ?? { error: "fork: retry: Resource temporarily unavailable", status: 254 };
  }

  exec(request: SpawnRequest): Failure | undefined {
    const prepared = this.prepare(request);
    if ("error" in prepared) return prepared;
    const { program, args, environment, directory, user } = prepared;
    this.replacement = { program, args, environment, directory, user };
    return undefined;
  }

  /** What `exec` asked for, once. */
  takeReplacement(): Partial<ProcessRow> | undefined {
    const { replacement } = this;
    this.replacement = undefined;
    return replacement;
  }

  status(child: number): number | undefined {
    const row = this.parts.processes.get(child);
    if (row === undefined) return 127;
    if (row.state !== "ended") return undefined;
    return this.parts.processes.takeStatus(child);
  }

  isStopped(child: number): boolean {
    return this.parts.processes.get(child)?.state === "stopped";
  }

  signal(id: number, signal: string): boolean {
    const { processes } = this.parts;
    if (id < 0) return processes.signalGroup(-id, signal);
    const isElsewhere = processes.get(id)?.machine !== this.row.machine;
    return processes.signal(id, signal, isElsewhere);
  }

  byPid(pid: number): number | undefined {
    const { machine } = this.row;
    const own = this.parts.processes.byPid(machine, pid);
    if (own !== undefined || pid < containerPidBase) return own;
    const inside = this.parts.processes.get(pid - containerPidBase);
    return inside?.machine.startsWith(`${machine}/`) ? inside.id : undefined;
  }

  handle(handled: readonly string[], ignored: readonly string[]): void {
    this.parts.processes.update(this.id, { handled, ignored });
  }

  get ignoredSignals(): readonly string[] {
    return this.row.ignored;
  }

  leadGroup(): void {
    this.parts.processes.setGroup(this.id, this.id);
  }

  get group(): number {
    return this.row.group;
  }

  groupOf(id: number): number | undefined {
    return this.parts.processes.get(id)?.group;
  }

  pidOf(id: number): number {
    return this.parts.processes.get(id)?.pid ?? 0;
  }

  list(): readonly ProcessSummary[] {
    return this.parts.processes.list(this.row.machine);
  }

  open(file: FileToOpen): number {
    const shared = /^\/dev\/(?:fd\/(\d+)|std(in|out|err))$/.exec(file.path);
    if (shared !== null) {
      const number = shared[1] ?? { in: "0", out: "1", err: "2" }[shared[2] ?? ""] ?? "0";
      const found = this.row.descriptors[number];
      if (found !== undefined) {
        this.parts.descriptors.retain(found);
        return this.add(found);
      }
    }
    return this.add(this.parts.descriptors.open(this.files, file, this.row));
  }

  pipe(): { readonly read: number; readonly write: number } {
    const { read, write } = this.parts.descriptors.pipe();
    return { read: this.add(read), write: this.add(write) };
  }

  duplicate(from: number, to: number): void {
    const descriptor = this.row.descriptors[from];
    if (descriptor === undefined) throw new FileError("EBADF", String(from));
    if (from === to) return;
    this.parts.descriptors.retain(descriptor);
    this.close(to);
    this.setDescriptors({ ...this.row.descriptors, [to]: descriptor });
  }

  isOpen(descriptor: number): boolean {
    return this.row.descriptors[descriptor] !== undefined;
  }

  firstFree(): number {
    let number = firstFreeDescriptor;
    while (this.row.descriptors[number] !== undefined) number += 1;
    if (number > firstFreeDescriptor + descriptorsPerProcess) throw new FileError("ENOMEM", "");
    return number;
  }

  close(descriptor: number): void {
    const found = this.row.descriptors[descriptor];
    if (found === undefined) return;
    const { [descriptor]: _closed, ...rest } = this.row.descriptors;
    this.setDescriptors(rest);
    this.parts.descriptors.release(found);
  }

  read(descriptor: number): ReadResult {
    const found = this.row.descriptors[descriptor];
    if (found === undefined) return { text: "", ended: true };
    if (!this.mayRead(found)) return { text: "", ended: false };
    return this.parts.descriptors.read(found);
  }

  readLine(descriptor: number): ReadResult | undefined {
    const found = this.row.descriptors[descriptor];
    if (found === undefined) return { text: "", ended: true };
    if (!this.mayRead(found)) return undefined;
    return this.parts.descriptors.readLine(found);
  }

  write(descriptor: number, text: string): void {
    const found = this.row.descriptors[descriptor];
    if (found === undefined || this.isDying) return;
    const outcome = this.parts.descriptors.write(found, text);
    if (outcome === "broken pipe" && !this.row.ignored.includes("PIPE")) {
      this.parts.processes.end(this.id, 128 + signalNumber("PIPE"));
    }
    if (outcome === "too much") this.stopFlood(found);
  }

  room(descriptor: number): number {
    const found = this.row.descriptors[descriptor];
    return found === undefined ? 1 : this.parts.descriptors.room(found);
  }

  isTerminal(descriptor: number): boolean {
    return this.row.descriptors[descriptor]?.kind === "terminal";
  }

  changeDirectory(directory: string): void {
    this.parts.processes.update(this.id, { directory });
  }

  spend(steps: number): boolean {
    const { processes } = this.parts;
    return processes.work.spend(this.row, processes.lineOf(this.row), steps);
  }

  get isDying(): boolean {
    return this.row.state === "ended";
  }

  get terminal(): TerminalControl | undefined {
    const { terminal } = this.row;
    return terminal === undefined ? undefined : terminalControl(this.parts.state, terminal);
  }

  // --- inside -------------------------------------------------------------------------------------------

  private get row(): ProcessRow {
    const row = this.parts.processes.get(this.id);
    if (row === undefined) throw new Error(`process ${this.id} is gone`);
    return row;
  }

  private mayRead(descriptor: Descriptor): boolean {
    if (descriptor.kind !== "terminal") return true;
    const terminal = this.parts.state.table(terminalTable).get(descriptor.id);
    return terminal === undefined || terminal.foreground === this.row.group;
  }

  private inputEnded(): boolean {
    const found = this.row.descriptors[0];
    if (found === undefined || found.kind === "null") return true;
    if (found.kind === "terminal") {
      const terminal = this.parts.state.table(terminalTable).get(found.id);
      if (terminal === undefined || terminal.ended) return true;
      return terminal.endOfInput && terminal.input.length === 0 && this.mayRead(found);
    }
    return this.parts.descriptors.isEnded(found);
  }

  private stopFlood(descriptor: Descriptor): void {
    if (descriptor.kind === "terminal") {
      this.parts.processes.interruptLine(descriptor.id, "");
      if (!this.isDying && this.row.terminal !== descriptor.id) {
        this.parts.processes.end(this.id, 137);
      }
      return;
    }
    this.parts.processes.end(this.id, 137);
  }

  private add(descriptor: Descriptor): number {
    const number = this.firstFree();
    this.setDescriptors({ ...this.row.descriptors, [number]: descriptor });
    return number;
  }

  private setDescriptors(descriptors: ProcessRow["descriptors"]): void {
    this.parts.processes.update(this.id, { descriptors });
  }

  private resolveFor(caller: Caller, command: string): Resolution {
    return resolveFor(this.parts, caller, command);
  }

  private prepare(request: SpawnRequest): NewProcess | Failure {
    const { row } = this;
    const machine = request.machine ?? row.machine;
    const target = {
      machine,
      user: request.user ?? row.user,
      directory: request.directory ?? (machine === row.machine ? row.directory : "/"),
      environment: request.environment ?? row.environment,
    };
    const found: FoundCommand | Failure =
      request.memory === undefined
        ? findCommand(this.parts, { ...target, command: request.command, args: request.args })
        : { program: request.command, args: request.args };
    if ("error" in found) return found;
    return {
      ...target,
      program: found.program,
      args: found.args,
      descriptors: this.descriptorsFor(request.descriptors),
      parent: this.id,
      ignored: row.ignored,
      ...(request.group === "new" ? {} : { group: request.group ?? row.group }),
      ...(row.terminal === undefined ? {} : { terminal: row.terminal }),
      ...(request.memory === undefined ? {} : { memory: request.memory }),
    };
  }

  private descriptorsFor(wanted: SpawnRequest["descriptors"]): Record<string, Descriptor> {
    const given: Record<string, Descriptor> = {};
    for (const [number, ours] of Object.entries(wanted ?? { 0: 0, 1: 1, 2: 2 })) {
      const found = this.row.descriptors[ours];
      if (found !== undefined) given[number] = found;
    }
    return given;
  }
}

function failureOf(found: Resolution, command: string): Failure | undefined {
  if (found.kind === "missing") {
    return command.includes("/")
      ? { error: `${command}: No such file or directory`, status: 127 }
      : { error: `${command}: command not found`, status: 127 };
  }
  if (found.kind === "directory") return { error: `${command}: Is a directory`, status: 126 };
  if (found.kind === "denied") return { error: `${command}: Permission denied`, status: 126 };
  return undefined;
}

interface Caller {
  readonly machine: string;
  readonly user: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface FoundCommand {
  readonly program: string;
  readonly args: readonly string[];
}

function resolveFor<World>(
  parts: MachineParts<World>,
  caller: Caller,
  command: string,
): Resolution {
  const { state, fileSystem, programs } = parts;
  const machine = state.table(machineTable).get(caller.machine);
  if (machine === undefined) return { kind: "missing" };
  const { directory, user } = caller;
  const files = createFiles({ state, fileSystem, machine: caller.machine, directory, user });
  const path = caller.environment.PATH ?? defaultPath;
  return resolveCommand({ machine, files, path, has: (name) => programs.has(name) }, command);
}

/** The program behind a command line: itself, or a script's interpreter with the script before the arguments. */
export function findCommand<World>(
  parts: MachineParts<World>,
  request: Caller & { readonly command: string; readonly args?: readonly string[] },
): FoundCommand | Failure {
  const args = request.args ?? [];
  const found = resolveFor(parts, request, request.command);
  const failure = failureOf(found, request.command);
  if (failure !== undefined) return failure;
  if (found.kind === "program") return { program: found.program, args };
  if (found.kind !== "script")
    return { error: `${request.command}: command not found`, status: 127 };
  const interpreter = resolveFor(parts, request, found.interpreter);
  if (interpreter.kind !== "program") {
    return { error: `${request.command}: cannot execute: required file not found`, status: 127 };
  }
  return { program: interpreter.program, args: [...found.interpreterArgs, found.path, ...args] };
}

export function processView(state: State, processes: Processes, row: ProcessRow): ProcessView {
  const machine = state.table(machineTable).get(row.machine);
  const out = row.descriptors[1];
  const terminal = out?.kind === "terminal" ? state.table(terminalTable).get(out.id) : undefined;
  const parent = processes.get(row.parent);
  return {
    id: row.id,
    pid: row.pid,
    parentPid: parent?.machine === row.machine ? parent.pid : 0,
    machine: row.machine,
    program: row.program,
    hostname: machine?.hostname ?? row.machine,
    user: row.user,
    uid: machine?.users[row.user]?.uid ?? 1000,
    directory: row.directory,
    environment: row.environment,
    ...(terminal === undefined ? {} : { terminalColumns: terminal.columns }),
    inputIsTerminal: row.descriptors[0]?.kind === "terminal",
    timezone: row.environment.TZ ?? machine?.timezone ?? "UTC",
    now: state.now,
  };
}
