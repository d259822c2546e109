// Tells everyone who looks at a session that it has changed: other tabs here, and, through Postgres, other
// processes.

import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import pg from "pg";
import { db } from "@/lib/db/client";

interface Shared {
  readonly emitter: EventEmitter;
  /** This process, so that it does not hear itself. */
  readonly origin: string;
  listening?: Promise<void>;
}

const shared = globalThis as typeof globalThis & { naruFeed?: Shared };

function feed(): Shared {
  if (shared.naruFeed === undefined) {
    shared.naruFeed = { emitter: new EventEmitter(), origin: randomUUID() };
    shared.naruFeed.emitter.setMaxListeners(0);
  }
  return shared.naruFeed;
}

export const channel = "naru_sessions";

/** What other processes are told, within the transaction that made the change. */
export const notice = (sessionId: string, version: number): string =>
  `${feed().origin} ${sessionId} ${version}`;

export interface Change {
  readonly version: number;
  /** Another process wrote it: what is in memory here is stale. */
  readonly isForeign: boolean;
}

export function publish(sessionId: string, version: number): void {
  feed().emitter.emit(sessionId, { version, isForeign: false } satisfies Change);
}

/** For what is news without being an action, such as a verdict. */
export async function announce(sessionId: string, version: number): Promise<void> {
  publish(sessionId, version);
  await db().$queryRaw`SELECT pg_notify(${channel}, ${notice(sessionId, version)})::text`;
}

/** Returns how to stop listening. */
export function subscribe(sessionId: string, listener: (change: Change) => void): () => void {
  const { emitter } = feed();
  emitter.on(sessionId, listener);
  return () => emitter.off(sessionId, listener);
}

/** Hears other processes from now on; once per process. Lost connections are made anew. */
export function listenToOthers(): Promise<void> {
  const state = feed();
  state.listening ??= connect(state).catch((error: unknown) => {
    delete state.listening;
    console.error("cannot hear other processes for now:", error);
  });
  return state.listening;
}

const reconnectMs = 2000;

async function connect(state: Shared): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  client.on("notification", ({ payload = "" }) => hear(state, payload));
  client.on("error", () => {
    // `pg` ends the client itself; whoever streams next connects anew, and so do we after a while.
    delete state.listening;
    setTimeout(() => void listenToOthers(), reconnectMs).unref();
  });
  await client.connect();
  await client.query(`LISTEN ${channel}`);
  // Whatever was said while nobody listened: everyone looks again.
  for (const name of state.emitter.eventNames()) {
    state.emitter.emit(name, {
      version: Number.POSITIVE_INFINITY,
      isForeign: true,
    } satisfies Change);
  }
}

function hear(state: Shared, payload: string): void {
  const [origin, sessionId = "", version = ""] = payload.split(" ");
  if (origin === state.origin) return;
  state.emitter.emit(sessionId, { version: Number(version), isForeign: true } satisfies Change);
}
