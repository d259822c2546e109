// The rows a machine is made of. Everything a machine knows is here, as plain data.
import { defineTable } from "../kernel/state";
import type { Memory, WaitFor } from "./program";

export interface UserRow {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly groups?: readonly string[];
}

/** A piece of another machine's (or this machine's) files seen at `path`. */
export interface MountRow {
  readonly path: string;
  readonly machine: string;
  readonly source: string;
  readonly readOnly?: boolean;
}

export interface MachineRow {
  readonly name: string;
  readonly hostname: string;
  /** Names of layers, the upper ones first. */
  readonly layers: readonly string[];
  readonly mounts: readonly MountRow[];
  /** Left out: every program of the registry. */
  readonly programs?: readonly string[];
  readonly timezone: string;
  readonly users: Readonly<Record<string, UserRow>>;
  /** A process namespace of its own: the first process is pid 1. */
  readonly container: boolean;
  /** Whose error texts `sh` has. */
  readonly shell: "ash" | "dash" | "bash";
  readonly environment: Readonly<Record<string, string>>;
  readonly nextPid: number;
  readonly bootedMs: number;
}

export interface FileRow {
  readonly type: "file" | "directory" | "link" | "removed";
  /** A file's text or a link's target. */
  readonly text?: string;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly modifiedMs: number;
  /** A directory made where a layer's was removed: nothing of the layer shows through. */
  readonly replaced?: true;
}

export interface UsageRow {
  readonly files: number;
  readonly characters: number;
}

export type Descriptor =
  | { readonly kind: "null" }
  | { readonly kind: "terminal"; readonly id: string }
  | { readonly kind: "pipe"; readonly id: number; readonly end: "read" | "write" }
  | { readonly kind: "open"; readonly id: number };

/** An open file, shared by all descriptors that were duplicated from one `open`. */
export interface OpenRow {
  readonly machine: string;
  readonly path: string;
  readonly user: string;
  readonly offset: number;
  readonly append: boolean;
  /** A container's log: lines get a time and a stream's name. */
  readonly stream?: "stdout" | "stderr";
  /** A log line that has no end yet. */
  readonly partial?: string;
  readonly references: number;
}

export interface PipeRow {
  readonly text: string;
  readonly writers: number;
  readonly readers: number;
}

export interface ProcessRow {
  readonly id: number;
  readonly pid: number;
  /** The id of the parent; 0 when nobody waits for it. */
  readonly parent: number;
  /** The id of the process that leads the group. */
  readonly group: number;
  readonly machine: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly user: string;
  readonly terminal?: string;
  readonly descriptors: Readonly<Record<string, Descriptor>>;
  readonly memory?: Memory;
  /** Left out before its first run. */
  readonly waitFor?: WaitFor;
  readonly ticket?: string;
  readonly state: "runnable" | "waiting" | "stopped" | "ended";
  /** Signals it handles and has not read. */
  readonly signals: readonly string[];
  /** Signals it is told of instead of being ended by. */
  readonly handled: readonly string[];
  /** Signals that do nothing to it; children inherit this. */
  readonly ignored: readonly string[];
  /** What it is registered for in the table of waiters. */
  readonly topics: readonly string[];
  readonly status?: number;
  readonly startedMs: number;
  readonly onExit?: {
    readonly component: string;
    readonly payload: Readonly<Record<string, unknown>>;
  };
  /** Ended, and kept until somebody asks for its status. */
  readonly keep?: boolean;
}

export interface TerminalRow {
  readonly machine: string;
  readonly user: string;
  readonly columns: number;
  readonly shell: number;
  /** The group that has the keyboard. */
  readonly foreground: number;
  readonly text: string;
  /** The absolute offset of the first character kept. */
  readonly start: number;
  /** What was printed since the last line was typed. */
  readonly printed: number;
  readonly prompt: string;
  readonly input: readonly { readonly text: string; readonly echoed: boolean }[];
  readonly endOfInput: boolean;
  readonly editor?: { readonly machine: string; readonly path: string; readonly process: number };
  readonly history: readonly string[];
  readonly ended: boolean;
}

/** Work done at one instant and in one hour, against programs that never rest. */
export interface WorkRow {
  readonly at: number;
  readonly steps: number;
  readonly hour: number;
  readonly wakes: number;
  readonly pauseMs: number;
  /** At this instant somebody was made to rest already. */
  readonly paused: boolean;
  /** The hour before had too many timers. */
  readonly isHeavy: boolean;
}

export const machineTable = defineTable<MachineRow>("machine.machines");
/** Key: machine NUL parent directory NUL name; so one directory is one range. */
export const fileTable = defineTable<FileRow>("machine.files");
export const usageTable = defineTable<UsageRow>("machine.usage");
export const openTable = defineTable<OpenRow>("machine.opens");
export const pipeTable = defineTable<PipeRow>("machine.pipes");
export const processTable = defineTable<ProcessRow>("machine.processes");
/** Key: machine NUL pid; the process's id. */
export const pidTable = defineTable<number>("machine.pids");
/** Key: the order of waking; the process's id. */
export const runnableTable = defineTable<number>("machine.runnable");
/** Key: topic NUL process id; who is woken by what (`change`, `pipe 7`, `terminal x`). */
export const waiterTable = defineTable<true>("machine.waiters");
/** Key: parent id NUL process id. */
export const childTable = defineTable<true>("machine.children");
/** Key: group NUL process id. */
export const groupTable = defineTable<true>("machine.groups");
export const terminalTable = defineTable<TerminalRow>("machine.terminals");
export const counterTable = defineTable<number>("machine.counters");
export const workTable = defineTable<WorkRow>("machine.work");

/** Key: process id NUL stream; the pipe whose other end is outside of the machine. */
export const captureTable = defineTable<number>("machine.captures");

export const captureKey = (id: number, stream: number): string => `${idKey(id)}\0${stream}`;
export const idKey = (id: number): string => String(id).padStart(10, "0");
export const pidKey = (machine: string, pid: number): string =>
  `${machine}\0${String(pid).padStart(10, "0")}`;
