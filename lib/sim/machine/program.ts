// The contract of everything a shell can run. A program is a function that is called again: when it has to
// wait it returns what it waits for and what it wants to be told when it is called again, both as data, so a
// running program survives a save and a fork.
import type { Files } from "./files";

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
  /** The end of a child process. */
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
}

export interface ProcessView {
  readonly pid: number;
  readonly machine: string;
  readonly user: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Columns of the terminal when standard output is one. */
  readonly terminalColumns?: number;
  /** The cluster's clock. */
  readonly now: number;
}

export interface StandardInput {
  /** What has arrived and was not read; empty when nothing is waiting. */
  read(): string;
  /** The writer has closed and everything was read. */
  readonly ended: boolean;
}
