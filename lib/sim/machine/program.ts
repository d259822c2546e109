// The contract of everything a shell can run. A program is a function that is called again: when it has to
// wait it returns what it waits for and what it wants to be told when it is called again, both as data, so a
// running program survives a save and a fork.
import type { Files } from "./files-contract";

/** Anything JSON can carry; what a waiting program remembers. */
export type Memory = unknown;

/** What a waiting program waits for; whichever comes first wakes it. */
export interface WaitFor {
  /** An instant of the cluster's clock (milliseconds since 1970). */
  readonly until?: number;
  /** Any write to etcd. */
  readonly change?: true;
  /** More standard input, or its end. */
  readonly input?: true;
  /** More to read from these descriptors, or their end (for programs that opened pipes). */
  readonly readable?: readonly number[];
  /** Room to write again on standard output (see `System.room`), for programs without an end. */
  readonly output?: true;
  /** The end of a child process, by the id `System.spawn` gave; 0 is any child. */
  readonly child?: number;
  /** The learner closing the file opened in the editor pane. */
  readonly editor?: string;
}

export interface Waiting {
  readonly waitFor: WaitFor;
  readonly resume: Memory;
}

/** An exit status (0–255), or a wait. */
export type ProgramResult = number | Waiting;

export interface Program<World = unknown> {
  readonly name: string;
  /** One line for `help` and for completion. */
  readonly summary: string;
  /** Signals it wants to hear of (`io.signals()`) instead of being ended by them. */
  readonly handles?: readonly string[];
  /** Called first without `resume`, then with what it returned as `resume`. */
  run(io: ProgramIo<World>, resume?: Memory): ProgramResult;
  /** Candidates for the word under the cursor, in order. `words` excludes the program's name. */
  complete?(words: readonly string[], io: ProgramIo<World>): readonly string[];
}

export interface ProgramIo<World = unknown> {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  readonly process: ProcessView;
  /** The machine's files; relative paths start at the process's directory. */
  readonly files: Files;
  readonly stdin: StandardInput;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Signals received since the last call, oldest first; reading empties the list. */
  signals(): readonly string[];
  /** The cluster as this machine reaches it; composed in `cluster.ts`. */
  readonly world: World;
  /** Children, pipes and descriptors, for the few programs that start others. */
  readonly system: System;
}

export interface ProcessView {
  /** Unique in the cluster; what `System` and `Machines` call a process by. */
  readonly id: number;
  /** The number the machine's own users see. */
  readonly pid: number;
  readonly parentPid: number;
  readonly machine: string;
  readonly program: string;
  readonly hostname: string;
  readonly user: string;
  readonly uid: number;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Columns of the terminal when standard output is one. */
  readonly terminalColumns?: number;
  /** Standard input is a terminal. */
  readonly inputIsTerminal: boolean;
  /** `UTC` or `Asia/Seoul`: the machine's own. */
  readonly timezone: string;
  /** The cluster's clock. */
  readonly now: number;
}

export interface StandardInput {
  /** What has arrived and was not read; empty when nothing is waiting. */
  read(): string;
  /** The writer has closed and everything was read. */
  readonly ended: boolean;
}

/** A row of `ps`. */
export interface ProcessSummary {
  readonly id: number;
  readonly pid: number;
  readonly parentPid: number;
  readonly user: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly state: "runnable" | "waiting" | "stopped" | "ended";
  readonly startedMs: number;
  readonly terminal?: string;
}

export interface SpawnRequest {
  /** A name found as the shell finds it (`PATH`, `./script`), and its arguments. */
  readonly command: string;
  readonly args: readonly string[];
  /** Left out: as the parent's. */
  readonly machine?: string;
  readonly user?: string;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Child descriptor → one of ours. Left out: 0, 1 and 2 are shared. */
  readonly descriptors?: Readonly<Record<number, number>>;
  /** A new process group (a job of its own), an existing one by its leader's id, or ours. */
  readonly group?: "new" | number;
  /** Only for a shell starting a copy of itself. */
  readonly memory?: Memory;
}

export interface FileToOpen {
  readonly path: string;
  readonly mode: "read" | "write" | "append" | "update";
}

export interface ReadResult {
  readonly text: string;
  readonly ended: boolean;
}

/** What a command name means on this machine. */
export type Resolution =
  | { readonly kind: "program"; readonly program: string; readonly path: string }
  | {
      readonly kind: "script";
      readonly path: string;
      readonly interpreter: string;
      readonly interpreterArgs: readonly string[];
    }
  | { readonly kind: "missing" | "directory" | "denied" };

/** The kernel as a process sees it; descriptors are the process's own numbers, as in Unix. */
export interface System {
  resolve(command: string): Resolution;
  /** Every command name this machine can run, sorted. */
  commands(): readonly string[];
  summary(command: string): string | undefined;
  /** The child's id, or why not in the shell's words (`command not found`, `fork: …`). */
  spawn(request: SpawnRequest): number | { readonly error: string; readonly status: number };
  /** Becomes another program when this call of `run` returns. */
  exec(request: SpawnRequest): { readonly error: string; readonly status: number } | undefined;
  /** The exit status of an ended child, which is then forgotten; nothing while it runs. */
  status(child: number): number | undefined;
  /** Whether a child is stopped (Ctrl-Z). */
  isStopped(child: number): boolean;
  /** Sends a signal to a process (by id) or to a whole group (negative id). */
  signal(id: number, signal: string): boolean;
  list(): readonly ProcessSummary[];
  open(file: FileToOpen): number;
  pipe(): { readonly read: number; readonly write: number };
  /** Makes `to` mean what `from` means. */
  duplicate(from: number, to: number): void;
  isOpen(descriptor: number): boolean;
  close(descriptor: number): void;
  read(descriptor: number): ReadResult;
  /** As `read`, but at most one line (with its newline) is taken. */
  readLine(descriptor: number): ReadResult | undefined;
  write(descriptor: number, text: string): void;
  /** Characters that fit before a reader has to catch up. */
  room(descriptor: number): number;
  isTerminal(descriptor: number): boolean;
  changeDirectory(directory: string): void;
  /** Counts work against the limits; true when this call should stop and wait. */
  spend(steps: number): boolean;
  /** The id of the machine's process with this pid. */
  byPid(pid: number): number | undefined;
  pidOf(id: number): number;
  /** Which signals reach `io.signals()`, and which do nothing. */
  handle(handled: readonly string[], ignored: readonly string[]): void;
  readonly ignoredSignals: readonly string[];
  /** Our process group (the id of its leader), and making one of our own. */
  readonly group: number;
  leadGroup(): void;
  groupOf(id: number): number | undefined;
  /** The lowest free descriptor number from 10 up. */
  firstFree(): number;
  /** A fatal signal (or a closed pipe) has reached this process; whatever it does now is lost. */
  readonly isDying: boolean;
  /** The controlling terminal. */
  readonly terminal?: TerminalControl;
}

/** What a shell does with its terminal. */
export interface TerminalControl {
  /** Shows the prompt; the next line is ours. Wait with `input`, then `takeLine`. */
  prompt(text: string): void;
  readonly isPrompting: boolean;
  /** The next line typed, echoed with the prompt; nothing when there is none. */
  takeLine(): string | undefined;
  /** Whether Ctrl-D was pressed. */
  takeEnd(): boolean;
  /** Writes outside of the output limit. */
  echo(text: string): void;
  readonly foreground: number;
  readonly columns: number;
  /** Gives the keyboard to a process group. */
  setForeground(group: number): void;
  remember(line: string): void;
  readonly history: readonly string[];
  clearHistory(): void;
}
