// Who asks whom how often. A loop (the process whose children send the requests) is remembered with what it
// asked and how fast; what that means for each server is worked out when somebody wants to know.
//
// The simulator slows loops that never rest down, or no cluster's clock could go on. Such a loop counts as if it
// still ran as fast as it did before.
import { defineTable, type State } from "../kernel/state";
import type { Destination } from "./network";

/** Requests are counted in windows as long as those of metrics-server. */
const windowMs = 15_000;
/** Of the way there and back. */
const roundTripMs = 2;

interface LoadRow {
  readonly loop: number;
  readonly machine: string;
  readonly destination: Destination;
  readonly firstMs: number;
  readonly lastMs: number;
  /** The shortest time between two requests; absent before the second. */
  readonly gapMs?: number;
  /** The window of the last request, its requests so far, and those of the one before. */
  readonly window: number;
  readonly count: number;
  readonly before: number;
}

const loadTable = defineTable<LoadRow>("network.loads");

export interface Request {
  readonly loop: number;
  readonly machine: string;
  readonly destination: Destination;
}

const windowOf = (now: number): number => Math.floor(now / windowMs);

/** Returns how long ago the loop asked the same, if it did. */
export function countRequest(
  state: State,
  { loop, machine, destination }: Request,
  isAlive: (process: number) => boolean,
): number | undefined {
  const table = state.table(loadTable);
  const { address, port, protocol } = destination;
  const key = `${loop}\0${protocol} ${address}:${port}`;
  const known = table.get(key);
  const { now } = state;
  const window = windowOf(now);
  if (known === undefined) {
    for (const [old, row] of table.withPrefix("")) if (!isAlive(row.loop)) table.delete(old);
    const once = { firstMs: now, lastMs: now, window, count: 1, before: 0 };
    table.set(key, { loop, machine, destination: { address, port, protocol }, ...once });
    return undefined;
  }
  const sinceMs = now - known.lastMs;
  const gapMs = Math.min(known.gapMs ?? sinceMs, sinceMs);
  const isSame = known.window === window;
  const count = isSame ? known.count + 1 : 1;
  const before = isSame ? known.before : countIn(known, window - 1);
  table.set(key, { ...known, lastMs: now, gapMs, window, count, before });
  return sinceMs;
}

function countIn({ window, count, before }: LoadRow, wanted: number): number {
  if (wanted === window) return count;
  return wanted === window - 1 ? before : 0;
}

export interface Load extends Request {
  /** Requests each second of the last whole window. */
  readonly counted: number;
  /** How long the loop rests between requests, where it is known and would still go on so. */
  readonly restMs?: number;
}

export interface LoadParts {
  readonly state: State;
  isAlive(process: number): boolean;
  /** The simulator has slowed the machine's processes down. */
  isSlowed(machine: string): boolean;
}

export function requestLoads({ state, isAlive, isSlowed }: LoadParts): Load[] {
  const last = windowOf(state.now) - 1;
  return state
    .table(loadTable)
    .withPrefix("")
    .flatMap(([, row]) => {
      const { loop, machine, destination, gapMs, firstMs } = row;
      const counted = countIn(row, last) / (windowMs / 1000);
      const goesOn =
        gapMs !== undefined && windowOf(firstMs) <= last && isAlive(loop) && isSlowed(machine);
      if (counted === 0 && !goesOn) return [];
      return [{ loop, machine, destination, counted, ...(goesOn && { restMs: gapMs }) }];
    });
}

/** `costMs`: how long the server works on one. */
export function perSecond({ counted, restMs }: Load, costMs: number): number {
  return restMs === undefined ? counted : Math.max(counted, 1000 / (restMs + roundTripMs + costMs));
}
