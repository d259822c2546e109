// What a shell remembers between two runs, as plain data: variables, functions, options, jobs, and the stack
// of what it is doing. `Frame` is that stack's element: a place in the syntax tree and how far it got.

export interface Variable {
  readonly value: string;
  /** An array's elements in order of their keys (indexed) or of insertion (associative). */
  readonly items?: readonly (readonly [string, string])[];
  readonly associative?: boolean;
  readonly exported?: boolean;
  readonly readonly?: boolean;
  readonly integer?: boolean;
}

export interface Job {
  readonly number: number;
  /** The processes, in order; the last one's status is the job's. */
  readonly processes: readonly number[];
  readonly group: number;
  readonly pid: number;
  readonly text: string;
  readonly state: "running" | "stopped" | "done";
  readonly status: number;
}

/** A command substitution under way. */
export interface Capture {
  readonly descriptor: number;
  readonly process: number;
  readonly text: string;
  readonly ended: boolean;
  /** `<( … )`: the text becomes a file. */
  readonly isFile: boolean;
}

interface FrameBase {
  /** The command's index in the tree of the script frame below. */
  readonly node: number;
  /** A failure here does not end the shell (`set -e`): a condition, or left of `&&`. */
  readonly isCondition?: boolean;
  /** What command substitutions of this command gave so far. */
  readonly results?: readonly string[];
  readonly capture?: Capture;
}

interface StepFrame<Kind extends string> extends FrameBase {
  readonly kind: Kind;
  readonly step: number;
  readonly status?: number;
}

export type Frame =
  | {
      readonly kind: "script";
      readonly text: string;
      readonly at: number;
      readonly next?: number;
      readonly only?: number;
      readonly aliases?: boolean;
      readonly firstLine?: number;
      readonly isCondition?: boolean;
    }
  | { readonly kind: "interactive" }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly positional: readonly string[];
      readonly locals: readonly (readonly [string, Variable | null])[];
      readonly isFunction: boolean;
    }
  | { readonly kind: "trap"; readonly status: number }
  | { readonly kind: "closing"; readonly saved: SavedDescriptors }
  | {
      readonly kind: "environment";
      readonly saved: readonly (readonly [string, Variable | null])[];
    }
  | (FrameBase & { readonly kind: "enter"; readonly isRedirected?: boolean })
  | StepFrame<"list">
  | StepFrame<"logic">
  | StepFrame<"if">
  | StepFrame<"while">
  | StepFrame<"case">
  | (FrameBase & { readonly kind: "for"; readonly words: readonly string[]; readonly step: number })
  | (FrameBase & { readonly kind: "count"; readonly step: number })
  | (FrameBase & {
      readonly kind: "pipeline";
      readonly step: number;
      readonly processes: readonly number[];
      readonly statuses: readonly (number | null)[];
      readonly group: number;
      readonly startedMs: number;
    })
  | (FrameBase & {
      readonly kind: "child";
      readonly process: number;
      readonly group: number;
      readonly text: string;
    })
  | (FrameBase & {
      readonly kind: "builtin";
      readonly name: string;
      readonly args: readonly string[];
      readonly saved: SavedDescriptors;
      readonly memory: unknown;
    });

export type SavedDescriptors = readonly (readonly [descriptor: number, copy: number | null])[];

export interface ShellMemory {
  readonly variables: readonly (readonly [string, Variable])[];
  readonly functions: readonly (readonly [string, string])[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly positional: readonly string[];
  /** `$0`. */
  readonly name: string;
  /** `errexit`, `nounset`, `pipefail`, `xtrace`, `noglob`, `noclobber` … that are on. */
  readonly options: readonly string[];
  readonly status: number;
  readonly substitutionStatus: number;
  readonly lastBackground: string;
  readonly shellPid: number;
  readonly isInteractive: boolean;
  readonly isSubshell: boolean;
  /** Where this is a part of a condition of its parent (`set -e` has no force). */
  readonly isCondition: boolean;
  readonly traps: readonly (readonly [string, string])[];
  readonly jobs: readonly Job[];
  readonly frames: readonly Frame[];
  /** The beginning of a command whose end was not typed yet. */
  readonly pending: string;
  readonly pipeStatuses: readonly number[];
  readonly startedMs: number;
  readonly commandString: boolean;
  readonly exiting: boolean;
}
