// The contract of an image: the names it answers to, the files it brings, and the program that is its
// behaviour while a container of it runs. One file per image in `images/`.
import type { EtcdWorld } from "../etcd/servers";
import type { Files } from "../machine/files-contract";
import type { Layer } from "../machine/layers";
import type { Program } from "../machine/program";
import type { ServerAnswer, ServerRequest } from "../network/messages";
import type { NetworkWorld } from "../network/process-network";

/** The world an image's own programs ask for. */
export type ContainerWorld = NetworkWorld & EtcdWorld;

export interface ImageDefinition {
  /** With its registry: `docker.io/library/nginx`. */
  readonly repository: string;
  /** The tags that exist. */
  readonly tags: RegExp;
  /** Compressed bytes, as a pull reports them. */
  readonly sizeBytes: number | ((tag: string) => number);
  readonly layers?: readonly Layer[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?:
    | Readonly<Record<string, string>>
    | ((tag: string) => Readonly<Record<string, string>>);
  /** Left out: root. */
  readonly user?: string;
  /** Users besides root, by name. */
  readonly users?: Readonly<Record<string, number>>;
  readonly directory?: string;
  readonly ports?: readonly number[];
  /** What a stop sends; TERM when left out. */
  readonly stopSignal?: string;
  /** Names of the programs a shell in it finds; see `tool-sets.ts`. */
  readonly tools: readonly string[];
  readonly shell?: "ash" | "dash" | "bash";
  /** Its own programs; they are found in its containers besides the tools. */
  readonly programs?: readonly ServerProgram[];
}

export const defineImage = (definition: ImageDefinition): ImageDefinition => definition;

/** What a process of a program uses of its node. */
export interface ProgramUsage {
  /** Thousandths of a core, while nobody asks anything of it. */
  readonly cpuMillis?: number;
  readonly memoryBytes?: number;
  /** Milliseconds of one core that a request takes. */
  readonly cpuMsPerRequest?: number;
}

/** A program that may also answer requests while it waits. */
export interface ServerProgram extends Program<ContainerWorld> {
  readonly usage?: ProgramUsage | ((args: readonly string[]) => ProgramUsage);
  serve?(request: ServerRequest, server: ServerSide): ServerAnswer;
}

/** What a program has at hand when a request arrives. */
export interface ServerSide {
  readonly now: number;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly hostname: string;
  readonly files: Files;
  readonly clientAddress: string;
  readonly serverAddress: string;
  readonly serverPort: number;
  /** Appends to the container's log, as printing would. */
  log(stream: "stdout" | "stderr", text: string): void;
  /** What the process remembers between requests; gone when it ends. */
  readonly memory: unknown;
  remember(memory: unknown): void;
}

export function valueFor<Value>(value: Value | ((tag: string) => Value), tag: string): Value {
  return typeof value === "function" ? (value as (tag: string) => Value)(tag) : value;
}
