// How components hear of changes: each names the kinds it watches and turns an event into keys; a key is
// reconciled once, soon, however many events asked for it. The work queue is rows, so a component holds
// nothing in memory and may be stopped and started at any instant.
//
// Kubernetes: staging/src/k8s.io/client-go/util/workqueue (deduplication, rate-limited retry)
import { cancel, schedule } from "../kernel/queue";
import { defineTable, type State } from "../kernel/state";
import type { KubernetesObject } from "../meta/object";
import { StatusError } from "../meta/status-error";

export interface ObjectChange {
  readonly old?: KubernetesObject;
  readonly current?: KubernetesObject;
}

/** Instead of a kind: every kind that definitions in the cluster have added. */
export const addedKind = "*";

export interface Watch {
  readonly kind: string;
  /** The keys that have to be looked at again. */
  keys(change: ObjectChange): readonly string[];
}

export interface Reconciler<Context> {
  /** As upstream names it: the source of its events and the manager of its fields. */
  readonly name: string;
  /** The process it lives in; nothing is reconciled while that is down. */
  readonly process: string;
  readonly watches: readonly Watch[];
  /** Milliseconds from a change to its reconciliation: the way over the watch and through the queue. */
  readonly latencyMs?: number;
  /** All keys there are, for a start from nothing. */
  resync(context: Context): readonly string[];
  reconcile(key: string, context: Context): void;
  /**
   * Milliseconds the reconciliation took, when many objects had to be looked at: what changes meanwhile is
   * seen together the next time, as behind upstream's busy workers.
   */
  busyMs?(key: string, context: Context): number;
}

interface QueuedKey {
  /** Absent when nobody asks for the key at present. */
  readonly ticket?: string;
  readonly due: number;
  /** The worker is busy with the key until then. */
  readonly notBefore?: number;
}

const queued = defineTable<QueuedKey>("client.queued");
const failures = defineTable<number>("client.failures");
const defaultLatencyMs = 2;

export interface WorkItem {
  readonly key: string;
}

/** Asks for `key` after `delayMs`; an earlier request for the same key wins. */
export function enqueue(state: State, reconciler: string, key: string, delayMs: number): void {
  const table = state.table(queued);
  const row = rowOf(reconciler, key);
  const waiting = table.get(row);
  const asked = state.now + Math.max(0, Math.ceil(delayMs));
  const due = Math.max(asked, waiting?.notBefore ?? 0);
  if (waiting?.ticket !== undefined) {
    if (waiting.due <= due) return;
    cancel(state, waiting.ticket);
  }
  const ticket = schedule(state, due - state.now, reconciler, { key } satisfies WorkItem);
  table.set(row, { ...waiting, ticket, due });
}

/** From now on the key has to wait until the worker is done with it. */
function keepBusy(state: State, reconciler: string, key: string, busyMs: number): void {
  const table = state.table(queued);
  const row = rowOf(reconciler, key);
  const waiting = table.get(row);
  const notBefore = state.now + busyMs;
  table.set(row, { due: notBefore, notBefore });
  if (waiting?.ticket === undefined) return;
  cancel(state, waiting.ticket);
  enqueue(state, reconciler, key, waiting.due - state.now);
}

/** Hands a committed change to every reconciler that watches its kind. */
export function notify<Context>(
  state: State,
  watchers: readonly { reconciler: Reconciler<Context>; watch: Watch }[],
  change: ObjectChange,
): void {
  for (const { reconciler, watch } of watchers) {
    const delayMs = reconciler.latencyMs ?? defaultLatencyMs;
    for (const key of watch.keys(change)) enqueue(state, reconciler.name, key, delayMs);
  }
}

/** Runs one key that the queue gave out. A Status error is tried again, later each time. */
export function reconcileKey<Context>(
  state: State,
  reconciler: Reconciler<Context>,
  key: string,
  context: Context,
): void {
  const row = rowOf(reconciler.name, key);
  state.table(queued).delete(row);
  try {
    reconciler.reconcile(key, context);
    state.table(failures).delete(row);
    const busyMs = reconciler.busyMs?.(key, context) ?? 0;
    if (busyMs > 0) keepBusy(state, reconciler.name, key, busyMs);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const count = (state.table(failures).get(row) ?? 0) + 1;
    state.table(failures).set(row, count);
    enqueue(state, reconciler.name, key, retryDelayMs(count));
  }
}

/** Enqueues everything, as an informer's first list does. */
export function resync<Context>(
  state: State,
  reconciler: Reconciler<Context>,
  context: Context,
): void {
  for (const key of reconciler.resync(context)) enqueue(state, reconciler.name, key, 0);
}

// Kubernetes: staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go (5 ms doubling to 1000 s)
const retryDelayMs = (failureCount: number): number =>
  Math.min(5 * 2 ** Math.min(failureCount - 1, 30), 1_000_000);

const rowOf = (reconciler: string, key: string): string => `${reconciler}\u0000${key}`;
