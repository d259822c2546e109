// Tells everyone who looks at a session that it has changed: other tabs here, and, through Postgres, other
// processes.
import { EventEmitter } from "node:events";

const shared = globalThis as typeof globalThis & { naruFeed?: EventEmitter };

function emitter(): EventEmitter {
  if (shared.naruFeed === undefined) {
    shared.naruFeed = new EventEmitter();
    shared.naruFeed.setMaxListeners(0);
  }
  return shared.naruFeed;
}

export function publish(sessionId: string, version: number): void {
  emitter().emit(sessionId, version);
}

/** Returns how to stop listening. */
export function subscribe(sessionId: string, listener: (version: number) => void): () => void {
  emitter().on(sessionId, listener);
  return () => emitter().off(sessionId, listener);
}
