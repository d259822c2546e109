// What the container runtime of a node keeps: sandboxes and containers, as rows.
import { defineTable } from "../kernel/state";

export interface SandboxRow {
  readonly id: string;
  readonly node: string;
  readonly pod: { readonly namespace: string; readonly name: string; readonly uid: string };
  readonly attempt: number;
  readonly createdMs: number;
  readonly state: "ready" | "notReady";
  /** The network namespace: its own, or the node's. */
  readonly network: string;
  readonly address: string;
  readonly hostNetwork: boolean;
}

export interface ContainerRow {
  readonly id: string;
  readonly node: string;
  readonly sandbox: string;
  readonly pod: { readonly namespace: string; readonly name: string; readonly uid: string };
  readonly name: string;
  readonly attempt: number;
  /** As it was asked for, and as it was found. */
  readonly image: string;
  readonly imageName: string;
  readonly imageDigest: string;
  readonly machine: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly user: string;
  readonly stopSignal: string;
  readonly logPath: string;
  readonly terminationMessagePath?: string;
  /** Standard input is open; `once`: until the first who attached has ended it. */
  readonly stdin?: "open" | "once";
  /** Bytes; absent without a limit. */
  readonly memoryLimit?: number;
  /** Somebody outside of it has sent KILL. */
  readonly wasKilled?: true;
  readonly createdMs: number;
  readonly state: "created" | "running" | "exited";
  readonly process?: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  readonly exitCode?: number;
  readonly reason?: string;
  readonly message?: string;
  /** Made by `ctr` or `nerdctl` in this namespace of containerd; the CRI does not know of it. */
  readonly namespace?: string;
  /** Ports of the host that lead to it. */
  readonly ports?: readonly PublishedPort[];
  /** Whom to tell when it ends: a key of a reconciler. */
  readonly owner?: { readonly reconciler: string; readonly key: string };
}

export interface PublishedPort {
  readonly host: number;
  readonly container: number;
}

/** A command run in a container for somebody who waits for its result. */
export interface ExecRow {
  readonly process: number;
  readonly startedMs: number;
  readonly status?: number;
  readonly output?: string;
  readonly owner: { readonly reconciler: string; readonly key: string };
}

/** Key: node NUL id. */
export const sandboxTable = defineTable<SandboxRow>("runtime.sandboxes");
export const containerTable = defineTable<ContainerRow>("runtime.containers");
/** Machine → key of its container. */
export const machineIndex = defineTable<string>("runtime.machines");
/** Key: a name the caller chose. */
export const execTable = defineTable<ExecRow>("runtime.execs");
/** Process → what a server remembers between requests. */
export const memoryTable = defineTable<{ readonly memory: unknown }>("runtime.memory");
