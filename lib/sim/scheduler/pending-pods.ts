// Pods that wait for a node: active ones in order of priority and age, backed-off ones with their instant,
// and unschedulable ones, which wait until something in the cluster changes.
//
// Kubernetes: pkg/scheduler/backend/queue/scheduling_queue.go
import { defineTable, type State } from "../kernel/state";

export interface Waiting {
  readonly pod: string;
  readonly attempts: number;
  /** Not before this instant (milliseconds since 1970). */
  readonly notBefore: number;
}

const activeTable = defineTable<Waiting>("scheduler.active");
const parkedTable = defineTable<Waiting>("scheduler.parked");
/** Nodes that were promised to pods which wait for the victims there to leave. */
const promisedTable = defineTable<string>("scheduler.promised");
const rowTable = defineTable<string>("scheduler.rows");

const initialBackoffMs = 1000;
const maxBackoffMs = 10_000;

export interface Arrival {
  /** `namespace/name`. */
  readonly pod: string;
  readonly priority: number;
  readonly createdAt: string;
}

/** Puts a pod in line, unless it is there or waits out a back-off. */
export function addPending(state: State, arrival: Arrival): void {
  const parked = state.table(parkedTable).get(arrival.pod);
  const attempts = parked?.attempts ?? 0;
  state.table(parkedTable).delete(arrival.pod);
  forgetRow(state, arrival.pod);
  const row = `${rank(arrival.priority)}\u0000${arrival.createdAt}\u0000${String(state.sequence).padStart(12, "0")}\u0000${arrival.pod}`;
  state
    .table(activeTable)
    .set(row, { pod: arrival.pod, attempts, notBefore: parked?.notBefore ?? 0 });
  state.table(rowTable).set(arrival.pod, row);
}

/**
 * The next pod: the first whose back-off is over, else the one whose back-off ends first, since an idle
 * scheduler has nothing better to do (upstream's SchedulerPopFromBackoffQ).
 */
export function takePending(state: State): Waiting | undefined {
  const active = state.table(activeTable);
  let soonest: readonly [row: string, waiting: Waiting] | undefined;
  for (const [row, waiting] of active.range()) {
    if (soonest === undefined || waiting.notBefore < soonest[1].notBefore) soonest = [row, waiting];
    if (waiting.notBefore <= state.now) {
      soonest = [row, waiting];
      break;
    }
  }
  if (soonest === undefined) return undefined;
  const [row, waiting] = soonest;
  active.delete(row);
  state.table(rowTable).delete(waiting.pod);
  return waiting;
}

/** Sets a pod aside until `wakeParked`; its next try waits 1 s, then 2 s, up to 10 s. */
export function park(state: State, pod: string, attempts: number): void {
  const backoff = Math.min(initialBackoffMs * 2 ** attempts, maxBackoffMs);
  state
    .table(parkedTable)
    .set(pod, { pod, attempts: attempts + 1, notBefore: state.now + backoff });
}

export function parkedPods(state: State): string[] {
  return state
    .table(parkedTable)
    .dump()
    .map(([pod]) => pod);
}

/** Keeps the room that a pod has made on a node from pods that are no more important. */
export function promise(state: State, pod: string, node: string): void {
  state.table(promisedTable).set(pod, node);
}

/** Pods and the nodes they were promised. */
export const promises = (state: State): readonly (readonly [pod: string, node: string])[] =>
  state.table(promisedTable).dump();

/** The pod is bound or gone. */
export function dropPending(state: State, pod: string): void {
  state.table(parkedTable).delete(pod);
  state.table(promisedTable).delete(pod);
  forgetRow(state, pod);
}

export function hasPending(state: State): boolean {
  return state.table(activeTable).size > 0;
}

function forgetRow(state: State, pod: string): void {
  const row = state.table(rowTable).get(pod);
  if (row === undefined) return;
  state.table(activeTable).delete(row);
  state.table(rowTable).delete(pod);
}

/** Higher priorities sort first. */
const rank = (priority: number): string => String(4_000_000_000 - priority).padStart(11, "0");
