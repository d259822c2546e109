// Pending work as data: rows sorted by (due, sequence). Nothing in the queue is a closure, so it can be
// saved and forked like everything else.
import { defineTable, type State } from "./state";

export interface PendingWork {
  /** Who handles it, by name. */
  readonly component: string;
  /** What the component asked to be told; plain JSON. */
  readonly payload: unknown;
}

const pending = defineTable<PendingWork>("kernel.queue");

/** Asks that `component` be given `payload` after `delayMs`. Returns a ticket for `cancel`. */
export function schedule(
  state: State,
  delayMs: number,
  component: string,
  payload: unknown,
): string {
  state.sequence += 1;
  const due = state.now + Math.max(0, Math.ceil(delayMs));
  const ticket = `${pad(due, 14)}.${pad(state.sequence, 12)}`;
  state.table(pending).set(ticket, { component, payload });
  return ticket;
}

export function cancel(state: State, ticket: string): boolean {
  return state.table(pending).delete(ticket);
}

/** When the next piece of work is due, or nothing when the simulation is quiet. */
export function nextDue(state: State): number | undefined {
  const first = state.table(pending).firstKey();
  return first === undefined ? undefined : dueOf(first);
}

/** Takes the next piece of work due at or before `until` and sets the clock to its instant. */
export function takeDue(state: State, until: number): PendingWork | undefined {
  const table = state.table(pending);
  const first = table.firstKey();
  if (first === undefined) return undefined;
  const due = dueOf(first);
  if (due > until) return undefined;
  const work = table.get(first);
  table.delete(first);
  if (due > state.now) state.now = due;
  return work;
}

const dueOf = (ticket: string): number => Number(ticket.slice(0, 14));
const pad = (value: number, width: number): string => String(value).padStart(width, "0");
