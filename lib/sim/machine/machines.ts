// All machines of a cluster: the face of this folder. Holds nothing itself; bound to a state and to what the
// composition root knows (programs, layers, the world), so it is made anew for each fork.
import { nextDue } from "../kernel/queue";
import type { State } from "../kernel/state";
import { defaultPath } from "./commands";
import { Descriptors } from "./descriptors";
import { FileError } from "./file-error";
import { FileSystem } from "./file-system";
import { createFiles } from "./files";
import type { Files } from "./files-contract";
import type { Layer } from "./layers";
import {
  captureKey,
  captureTable,
  type Descriptor,
  type MachineRow,
  type MountRow,
  machineTable,
  type ProcessRow,
  terminalTable,
  type UserRow,
} from "./machine-tables";
import { findCommand, type MachineParts, ProcessIo } from "./process-io";
import { type NewProcess, Processes } from "./processes";
import type { ProcessSummary, ProcessView, Program, ProgramResult } from "./program";
import { type Completion, completeLine } from "./shell/completion";
import { completionHints } from "./shell/completion-hints";
import { createShells } from "./shell/shell";
import { updateTerminal } from "./terminal-rows";
import { type OpenTerminal, Terminals } from "./terminals";

export interface MachinesOptions<World> {
  /** What a shell can run, beside the shells themselves. */
  readonly programs: readonly Program<World>[];
  readonly layers?: readonly Layer[];
  /** The clients which a process on its machine reaches the cluster with. */
  readonly world: (process: ProcessView) => World;
}

export interface NewMachine {
  readonly name: string;
  readonly hostname?: string;
  readonly layers?: readonly string[];
  readonly mounts?: readonly MountRow[];
  readonly programs?: readonly string[];
  readonly timezone?: string;
  readonly users?: Readonly<Record<string, UserRow>>;
  readonly container?: boolean;
  readonly shell?: MachineRow["shell"];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Where a process started from outside writes to, or reads from. */
export type Stream =
  | { readonly kind: "null" }
  | { readonly kind: "capture" }
  | { readonly kind: "file"; readonly path: string; readonly append?: boolean }
  | { readonly kind: "log"; readonly machine: string; readonly path: string }
  | { readonly kind: "terminal"; readonly id: string };

export interface StartProcess {
  readonly machine: string;
  readonly command: string;
  readonly args?: readonly string[];
  readonly user?: string;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: Stream;
  readonly stdout?: Stream;
  readonly stderr?: Stream;
  readonly onExit?: ProcessRow["onExit"];
  /** Its status is kept until `exitStatus` takes it. */
  readonly keep?: boolean;
}

export interface RunOptions {
  readonly stdin?: string;
  /** Virtual time after which a command that still runs is stopped. */
  readonly timeoutMs?: number;
  /** Moves the cluster's clock to an instant and does all that is due; needed for commands that sleep. */
  readonly advance?: (until: number) => void;
  readonly user?: string;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** `sh` for a line that is to be read as POSIX reads it; the machine's own shell when left out. */
  readonly shell?: string;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Nothing when it was still running at the timeout. */
  readonly status: number | undefined;
}

type Failure = { readonly error: string; readonly status: number };

const rootUser: UserRow = { uid: 0, gid: 0, home: "/root" };

export class Machines<World = unknown> {
  readonly terminals: Terminals;
  private readonly fileSystem: FileSystem;
  private readonly descriptors: Descriptors;
  private readonly processTable: Processes;
  private readonly programs: ReadonlyMap<string, Program<World>>;
  private readonly parts: MachineParts<World>;

  constructor(
    private readonly state: State,
    options: MachinesOptions<World>,
  ) {
    this.fileSystem = new FileSystem(
      state,
      new Map((options.layers ?? []).map((layer) => [layer.name, layer])),
    );
    this.descriptors = new Descriptors(state, this.fileSystem, (topic) =>
      this.processTable.wake(topic),
    );
    const shells = createShells({
      dialectOf: (machine) => this.describe(machine)?.shell ?? "dash",
      hostnameOf: (machine) => this.describe(machine)?.hostname ?? machine,
    });
    this.programs = new Map(
      [...shells, ...options.programs].map((program) => [program.name, program as Program<World>]),
    );
    this.processTable = new Processes(
      state,
      this.descriptors,
      (row) => this.runProcess(row),
      (program) => this.programs.get(program)?.handles ?? [],
    );
    this.parts = {
      state,
      fileSystem: this.fileSystem,
      descriptors: this.descriptors,
      processes: this.processTable,
      programs: this.programs,
      world: options.world,
    };
    this.terminals = new Terminals({
      state,
      processes: this.processTable,
      prepare: (request, terminal) => this.prepareTerminal(request, terminal),
      settle: () => this.settle(),
      complete: (process, line, cursor) => this.complete(process, line, cursor),
    });
  }

  // --- for the composition root -------------------------------------------------------------------------

  /** Queue work of component "machines". */
  handle(payload: unknown): void {
    if (typeof payload === "object" && payload !== null && "process" in payload) {
      if (typeof payload.process === "number") this.processTable.timeIsUp(payload.process);
    }
    this.settle();
  }

  /** A write to etcd: wakes what waits for one, through the queue. */
  etcdChanged(): void {
    this.processTable.wakeSoon("change");
  }

  settle(): void {
    this.processTable.settle();
  }

  // --- machines -----------------------------------------------------------------------------------------

  create(machine: NewMachine): void {
    const container = machine.container === true;
    this.state.table(machineTable).set(machine.name, {
      name: machine.name,
      hostname: machine.hostname ?? machine.name,
      layers: machine.layers ?? [],
      mounts: machine.mounts ?? [],
      timezone: machine.timezone ?? "UTC",
      users: { root: rootUser, ...(machine.users ?? {}) },
      container,
      shell: machine.shell ?? (container ? "ash" : "dash"),
      environment: machine.environment ?? {},
      nextPid: container ? 1 : 1001,
      bootedMs: this.state.now,
      ...(machine.programs === undefined ? {} : { programs: machine.programs }),
    });
    if (!container) this.makeHomes(machine.name);
  }

  remove(name: string): void {
    this.processTable.endAll(name);
    for (const id of this.terminals.list()) {
      if (this.state.table(terminalTable).get(id)?.machine === name) this.terminals.close(id);
    }
    for (const process of this.processTable.list(name)) this.processTable.forget(process.id);
    this.fileSystem.removeMachine(name);
    this.processTable.work.forget(name);
    this.state.table(machineTable).delete(name);
    this.settle();
  }

  has(name: string): boolean {
    return this.state.table(machineTable).has(name);
  }

  describe(name: string): MachineRow | undefined {
    return this.state.table(machineTable).get(name);
  }

  list(): string[] {
    return this.state
      .table(machineTable)
      .withPrefix("")
      .map(([name]) => name);
  }

  setMounts(name: string, mounts: readonly MountRow[]): void {
    this.change(name, { mounts });
  }

  addProgram(name: string, program: string): void {
    const own = this.describe(name)?.programs;
    if (own !== undefined && !own.includes(program))
      this.change(name, { programs: [...own, program] });
  }

  files(
    name: string,
    options: { readonly directory?: string; readonly user?: string } = {},
  ): Files {
    return createFiles({
      state: this.state,
      fileSystem: this.fileSystem,
      machine: name,
      directory: options.directory ?? "/",
      user: options.user ?? "root",
    });
  }

  usage(name: string): { readonly files: number; readonly characters: number } {
    return this.fileSystem.usage(name);
  }

  // --- processes ----------------------------------------------------------------------------------------

  spawn(request: StartProcess): number | Failure {
    const machine = this.describe(request.machine);
    if (machine === undefined) return { error: `${request.machine}: no such machine`, status: 127 };
    let opened: Readonly<Record<string, Descriptor>>;
    try {
      opened = this.openStreams(request);
    } catch (error) {
      if (error instanceof FileError)
        return { error: `${error.path}: ${error.message}`, status: 1 };
      throw error;
    }
    const prepared = this.prepare(request, machine, opened);
    const id = "error" in prepared ? undefined : this.processTable.start(prepared);
    if (id !== undefined) this.keepOurEnds(id, request, opened);
    // The process holds its own references now (or the start failed).
    for (const descriptor of Object.values(opened)) this.descriptors.release(descriptor);
    if (id === undefined)
      return "error" in prepared
        ? prepared
        : { error: "fork: Resource temporarily unavailable", status: 254 };
    this.processTable.settleSoon();
    return id;
  }

  /** From outside of the machine: KILL also ends a container's first process. */
  signal(id: number, signal: string): boolean {
    const sent = this.processTable.signal(id, signal, true);
    this.settle();
    return sent;
  }

  signalGroup(id: number, signal: string): boolean {
    const sent = this.processTable.signalGroup(id, signal, true);
    this.settle();
    return sent;
  }

  isAlive(id: number): boolean {
    return this.processTable.isAlive(id);
  }

  exitStatus(id: number): number | undefined {
    return this.processTable.takeStatus(id);
  }

  /** As `exitStatus`, and kept. */
  endedWith(id: number): number | undefined {
    const row = this.processTable.get(id);
    return row?.state === "ended" ? row.status : undefined;
  }

  /** Nobody will ask for its status. */
  dropStatus(id: number): void {
    if (this.exitStatus(id) === undefined) this.processTable.update(id, { keep: undefined });
  }

  processes(name: string): readonly ProcessSummary[] {
    return this.processTable.list(name);
  }

  /** The id of the process that started it; 0 when nobody waits for it. */
  parentOf(id: number): number {
    return this.processTable.get(id)?.parent ?? 0;
  }

  /** Counts work that a process had done for it, unless somebody waits for it at a terminal. */
  charge(id: number, work: { readonly steps: number; readonly wakes: number }): void {
    const row = this.processTable.get(id);
    if (row === undefined || this.processTable.lineOf(row) !== undefined) return;
    this.processTable.work.charge(row, work);
  }

  /** Whether processes of the machine are slowed down, since they would never rest. */
  isSlowed(name: string): boolean {
    return this.processTable.work.isSlowed(name);
  }

  isHeldBack(id: number): boolean {
    return this.processTable.isHeldBack(id);
  }

  /** Takes away the first characters of what was printed: whoever printed them may go on. */
  takeCaptured(id: number, taken: { readonly stdout: number; readonly stderr: number }): void {
    for (const [stream, count] of [
      [1, taken.stdout],
      [2, taken.stderr],
    ] as const) {
      const pipe = this.state.table(captureTable).get(captureKey(id, stream));
      if (pipe !== undefined && count > 0) this.descriptors.take(pipe, count);
    }
    this.settle();
  }

  captured(id: number): { readonly stdout: string; readonly stderr: string } {
    const text = (stream: number): string => {
      const pipe = this.state.table(captureTable).get(captureKey(id, stream));
      return pipe === undefined ? "" : this.descriptors.peek(pipe);
    };
    return { stdout: text(1), stderr: text(2) };
  }

  writeStdin(id: number, text: string): void {
    const pipe = this.state.table(captureTable).get(captureKey(id, 0));
    if (pipe !== undefined) this.descriptors.write({ kind: "pipe", id: pipe, end: "write" }, text);
    this.settle();
  }

  closeStdin(id: number): void {
    this.dropCapture(id, 0, "write");
    this.settle();
  }

  /** Forgets what a process with captured streams printed. */
  releaseCaptures(id: number): void {
    this.dropCapture(id, 0, "write");
    this.dropCapture(id, 1, "read");
    this.dropCapture(id, 2, "read");
  }

  run(machine: string, line: string, options: RunOptions = {}): RunResult {
    const id = this.spawn({
      machine,
      command: options.shell ?? this.shellOf(machine),
      args: ["-c", line],
      stdin: options.stdin === undefined ? { kind: "null" } : { kind: "capture" },
      stdout: { kind: "capture" },
      stderr: { kind: "capture" },
      ...(options.user === undefined ? {} : { user: options.user }),
      ...(options.directory === undefined ? {} : { directory: options.directory }),
      ...(options.environment === undefined ? {} : { environment: options.environment }),
    });
    if (typeof id !== "number") return { stdout: "", stderr: `${id.error}\n`, status: id.status };
    this.processTable.update(id, { keep: true });
    if (options.stdin !== undefined) {
      this.writeStdin(id, options.stdin);
      this.closeStdin(id);
    }
    this.settle();
    this.waitFor(id, options);
    const { stdout, stderr } = this.captured(id);
    const status = this.exitStatus(id);
    if (status === undefined) {
      this.processTable.signalGroup(id, "KILL", true);
      this.exitStatus(id);
    }
    this.releaseCaptures(id);
    this.settle();
    return { stdout, stderr, status };
  }

  // --- inside -------------------------------------------------------------------------------------------

  private waitFor(id: number, options: RunOptions): void {
    const deadline = this.state.now + (options.timeoutMs ?? 60_000);
    while (options.advance !== undefined && this.processTable.isAlive(id)) {
      const due = nextDue(this.state);
      if (due === undefined || due > deadline) {
        options.advance(deadline);
        return;
      }
      options.advance(due);
    }
  }

  private shellOf(machine: string): string {
    const own = this.describe(machine)?.programs;
    return own === undefined || own.includes("bash") ? "bash" : "sh";
  }

  private runProcess(row: ProcessRow): ProgramResult {
    const program = this.programs.get(row.program);
    if (program === undefined) return 127;
    const io = new ProcessIo(this.parts, row.id);
    io.spend(4);
    let result: ProgramResult;
    try {
      result = program.run(io, row.memory);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      io.stderr(`${row.program}: ${error.path}: ${error.message}\n`);
      result = 1;
    }
    if (typeof result !== "number" && result.waitFor.editor !== undefined) {
      if (!this.openEditor(row.id, result.waitFor.editor)) {
        io.stderr(`${row.program}: standard input is not a terminal\n`);
        return 1;
      }
    }
    const replacement = io.takeReplacement();
    if (replacement === undefined) return result;
    this.become(row.id, replacement);
    return { waitFor: { until: this.state.now }, resume: undefined };
  }

  /** `exec`: the same process, another program; descriptors from 10 up are closed. */
  private become(id: number, replacement: Partial<ProcessRow>): void {
    const row = this.processTable.get(id);
    if (row === undefined) return;
    const kept: Record<string, Descriptor> = {};
    for (const [number, descriptor] of Object.entries(row.descriptors)) {
      if (Number(number) < 10) kept[number] = descriptor;
      else this.descriptors.release(descriptor);
    }
    const handled = this.programs.get(replacement.program ?? "")?.handles ?? [];
    this.processTable.update(id, { ...replacement, descriptors: kept, memory: undefined, handled });
  }

  private openEditor(id: number, path: string): boolean {
    const row = this.processTable.get(id);
    if (row?.terminal === undefined) return false;
    const current = this.state.table(terminalTable).get(row.terminal)?.editor;
    if (current !== undefined && current.process !== id) return false;
    const files = this.files(row.machine, { directory: row.directory, user: row.user });
    updateTerminal(this.state, row.terminal, {
      editor: { machine: row.machine, path: files.absolute(path), process: id },
    });
    return true;
  }

  private complete(process: number, line: string, cursor: number): Completion {
    const row = this.processTable.get(process);
    if (row === undefined) return { candidates: [], start: cursor };
    const io = new ProcessIo(this.parts, process);
    return completeLine(io, line, cursor, {
      ...completionHints(row.memory),
      program: (name, words) => {
        if (!io.commands().includes(name)) return undefined;
        return this.programs.get(name)?.complete?.(words, io);
      },
    });
  }

  private prepareTerminal(request: OpenTerminal, terminal: string): NewProcess | { error: string } {
    const machine = this.describe(request.machine);
    if (machine === undefined) return { error: `${request.machine}: no such machine` };
    const user = request.user ?? "root";
    const screen: Descriptor = { kind: "terminal", id: terminal };
    const home = machine.users[user]?.home ?? "/";
    const wanted = request.directory ?? home;
    const directory = this.files(request.machine).isDirectory(wanted) ? wanted : "/";
    const prepared = this.prepare(
      {
        machine: request.machine,
        command: request.command ?? this.shellOf(request.machine),
        args: request.args ?? [],
        user,
        directory,
        environment: { ...request.environment, TERM: "xterm-256color" },
        ...(request.keep === true ? { keep: true } : {}),
      },
      machine,
      { 0: screen, 1: screen, 2: screen },
    );
    return "error" in prepared ? prepared : { ...prepared, terminal };
  }

  private prepare(
    request: StartProcess,
    machine: MachineRow,
    descriptors: Readonly<Record<string, Descriptor>>,
  ): NewProcess | Failure {
    const user = request.user ?? "root";
    const home = machine.users[user]?.home ?? "/";
    const environment = {
      PATH: defaultPath,
      HOME: home,
      ...(machine.container
        ? { HOSTNAME: machine.hostname }
        : { USER: user, LOGNAME: user, SHELL: "/bin/bash", LANG: "C.UTF-8" }),
      ...machine.environment,
      ...request.environment,
    };
    const found = findCommand(this.parts, {
      ...request,
      user,
      environment,
      directory: request.directory ?? "/",
    });
    if ("error" in found) return found;
    const terminal = Object.values(descriptors).find((each) => each.kind === "terminal");
    return {
      machine: request.machine,
      program: found.program,
      args: found.args,
      environment,
      directory: request.directory ?? (machine.container ? "/" : home),
      user,
      descriptors,
      parent: 0,
      ...(terminal?.kind === "terminal" ? { terminal: terminal.id } : {}),
      ...(request.onExit === undefined ? {} : { onExit: request.onExit }),
      ...(request.keep === true ? { keep: true } : {}),
    };
  }

  private openStreams(request: StartProcess): Record<string, Descriptor> {
    const stdin = this.openStream(request, request.stdin, 0);
    const stdout = this.openStream(request, request.stdout, 1);
    const same =
      request.stderr?.kind === "file" &&
      request.stdout?.kind === "file" &&
      request.stderr.path === request.stdout.path;
    if (same) this.descriptors.retain(stdout);
    return { 0: stdin, 1: stdout, 2: same ? stdout : this.openStream(request, request.stderr, 2) };
  }

  private openStream(
    request: StartProcess,
    stream: Stream | undefined,
    number: 0 | 1 | 2,
  ): Descriptor {
    if (stream === undefined || stream.kind === "null") return { kind: "null" };
    if (stream.kind === "terminal") return { kind: "terminal", id: stream.id };
    if (stream.kind === "capture") {
      const pipe = this.descriptors.pipe();
      return number === 0 ? pipe.read : pipe.write;
    }
    if (stream.kind === "file") {
      const files = this.files(request.machine);
      const mode = number === 0 ? "read" : stream.append === true ? "append" : "write";
      return this.descriptors.open(
        files,
        { path: stream.path, mode },
        { machine: request.machine, user: "root" },
      );
    }
    const files = this.files(stream.machine);
    if (!files.exists(stream.path)) files.write(stream.path, "");
    return this.descriptors.openLog(
      stream.machine,
      files.resolve(stream.path),
      number === 2 ? "stderr" : "stdout",
    );
  }

  /** The other end of a captured stream is ours, named by the process. */
  private keepOurEnds(
    id: number,
    request: StartProcess,
    opened: Readonly<Record<string, Descriptor>>,
  ): void {
    const streams = [request.stdin, request.stdout, request.stderr];
    streams.forEach((stream, number) => {
      const descriptor = opened[number];
      if (stream?.kind === "capture" && descriptor?.kind === "pipe") {
        this.state.table(captureTable).set(captureKey(id, number), descriptor.id);
      }
    });
  }

  private dropCapture(id: number, stream: number, end: "read" | "write"): void {
    const table = this.state.table(captureTable);
    const pipe = table.get(captureKey(id, stream));
    if (pipe === undefined) return;
    table.delete(captureKey(id, stream));
    this.descriptors.release({ kind: "pipe", id: pipe, end });
  }

  private change(name: string, change: Partial<MachineRow>): void {
    const row = this.describe(name);
    if (row !== undefined) this.state.table(machineTable).set(name, { ...row, ...change });
  }

  private makeHomes(name: string): void {
    const files = this.files(name);
    for (const path of ["/tmp", "/var/log", "/etc", "/root", "/home"])
      files.makeDirectory(path, { parents: true });
    files.setMode("/tmp", 0o1777);
    const users = this.describe(name)?.users ?? {};
    for (const [user, row] of Object.entries(users)) {
      files.makeDirectory(row.home, { parents: true });
      files.setOwner(row.home, user, user);
    }
  }
}
