// What a kubelet remembers of a pod between two looks at it. Everything it waits for is an instant or a name
// in here, so a kubelet can be stopped, saved and forked at any point.
import type { ContainerStateTerminated } from "@/generated/kubernetes/types";
import { defineTable, type State } from "../kernel/state";
import type { StoredImage } from "../runtime/image-store";
import type { BackOff } from "./back-off";

/** A container of the pod's spec, over all its restarts. */
export interface ContainerMemory {
  /** The id of the newest container, and of the dead one before it that is kept. */
  readonly current?: string;
  readonly previous?: string;
  /** Restarts so far: the attempt number of `current`. */
  readonly restarts: number;
  readonly lastState?: ContainerStateTerminated;
  /** Why it could not be started; shown from the next sync on. */
  readonly reason?: { readonly reason: string; readonly message: string };
  readonly crash?: BackOff;
  readonly pull?: BackOff & { readonly image: string; readonly error: string };
  /** What the readiness and the startup probe said of `current`. */
  readonly isReady: boolean;
  readonly hasStarted: boolean;
  /** The probe whose failure asks for a restart. */
  readonly failing?: "liveness" | "startup";
  /** The end of this container was seen. */
  readonly noted?: string;
}

export const freshContainer: ContainerMemory = { restarts: 0, isReady: false, hasStarted: false };

/** What a sync is busy with. */
export type Step =
  | { readonly kind: "setup"; readonly due: number }
  | {
      readonly kind: "pull";
      readonly container: string;
      readonly due: number;
      readonly durationMs: number;
      readonly waitedMs: number;
      /** What it will bring, or why it will fail. */
      readonly image?: StoredImage;
      readonly error?: string;
    }
  | { readonly kind: "start"; readonly container: string; readonly due: number }
  | {
      readonly kind: "postStart";
      readonly container: string;
      readonly due: number;
      readonly exec?: string;
    }
  | { readonly kind: "stop" };

/** A container on its way to its end. */
export interface StopRow {
  readonly container: string;
  readonly id: string;
  readonly stage: "preStop" | "signalled";
  /** When it is killed, or when the hook has had its time. */
  readonly due: number;
  readonly killAt: number;
  readonly exec?: string;
}

export type ProbeType = "liveness" | "readiness" | "startup";

export interface ProbeRow {
  readonly container: string;
  readonly type: ProbeType;
  /** The next tick; absent while its container does not run. */
  readonly next?: number;
  /** The container it speaks of. */
  readonly id?: string;
  readonly last?: "success" | "failure";
  readonly run: number;
  /** Waits for another container. */
  readonly onHold: boolean;
  /** A probe on its way: a command, or an answer that comes later. */
  readonly pending?: { readonly until: number; readonly exec?: string; readonly late?: string };
}

export interface PodRow {
  readonly uid: string;
  readonly node: string;
  readonly namespace: string;
  readonly name: string;
  readonly seenMs: number;
  readonly generation: number;
  /** How many ephemeral containers were seen; they do not always raise the generation. */
  readonly ephemeral?: number;
  readonly cpuMillis: number;
  readonly memoryBytes: number;
  readonly stage: "active" | "terminating" | "ending" | "terminated";
  readonly graceSeconds: number;
  readonly sandbox?: string;
  readonly address?: string;
  readonly isMounted: boolean;
  readonly mountFailures: number;
  readonly containers: Readonly<Record<string, ContainerMemory>>;
  readonly probes: readonly ProbeRow[];
  readonly stops: readonly StopRow[];
  readonly step?: Step;
  /** Containers this sync has still to start. */
  readonly todo: readonly string[];
  readonly isSyncing: boolean;
  /** How this sync went so far. */
  readonly trouble?: { readonly backOffUntil?: number };
  readonly syncAt?: number;
  /** Volumes whose content has changed are written at the next sync after this. */
  readonly refreshAt?: number;
  /** When the pod has ended: its last steps. */
  readonly endAt?: number;
  readonly failure?: { readonly reason: string; readonly message: string };
}

const table = defineTable<PodRow>("kubelet.pods");

const keyOf = (row: Pick<PodRow, "node" | "namespace" | "name" | "uid">): string =>
  `${row.node}/${row.namespace}/${row.name}/${row.uid}`;

export const putPodRow = (state: State, row: PodRow): void =>
  state.table(table).set(keyOf(row), row);
export const dropPodRow = (state: State, row: PodRow): void => {
  state.table(table).delete(keyOf(row));
};

/** Rows of a key `node/namespace/name`: more than one while an older pod of that name is still ending. */
export const podRowsOf = (state: State, key: string): PodRow[] =>
  state
    .table(table)
    .withPrefix(`${key}/`)
    .map(([, row]) => row);

export const podRowsOn = (state: State, node: string): PodRow[] =>
  state
    .table(table)
    .withPrefix(`${node}/`)
    .map(([, row]) => row);

export const podRow = (state: State, key: string, uid: string): PodRow | undefined =>
  state.table(table).get(`${key}/${uid}`);
