// One open watch: reads on from its cursor whenever the cluster has changed, and writes what is new as lines
// of JSON. A client that does not read is not written to; its cursor waits.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/watch.go
import type { ServerResponse } from "node:http";
import { type Cluster, type WatchCursor, type WatchEvent, wireJson } from "@/lib/sim";
import { expired } from "./failures";
import type { End, ServedCluster } from "./served-cluster";

/** Kubernetes: storage/cacher/cacher.go (bookmarkFrequency). */
const bookmarkMs = 60_000;

/** `--min-request-timeout`: a watch without an end gets one between this and twice as much. */
const longestMs = 1_800_000;

export interface WatchStream {
  readonly served: ServedCluster;
  readonly response: ServerResponse;
  readonly start: WatchCursor;
  /** Called once, however the watch ends. */
  onEnd(): void;
  /** Hears of our own mistakes. */
  onError(error: unknown): void;
}

export function streamWatch({ served, response, start, onEnd, onError }: WatchStream): void {
  let cursor: WatchCursor | undefined = start;
  let told: number | undefined;
  let expires = start.expires;
  let isFull = false;
  let hasEnded = false;
  let isReading = false;
  let isBehind = false;

  const write = ({ type, object }: WatchEvent): void => {
    if (!response.write(`{"type":"${type}","object":${wireJson(object)}}\n`)) isFull = true;
  };
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    unfollow();
    onEnd();
    response.end();
  };
  const ended = (how: End): void => {
    // Whoever goes on from where it was would miss what was taken back: it has to list again.
    if (how === "moved" && !hasEnded) write({ type: "ERROR", object: expired.body });
    end();
  };

  /** What there is to say now; moves the cursor. */
  const news = (cluster: Cluster): WatchEvent[] => {
    if (cursor === undefined) return [];
    told ??= cluster.now;
    expires ??= cluster.now + longestMs * (1 + Math.random());
    const events: WatchEvent[] = [];
    if (cursor.initial || cluster.revision !== cursor.revision) {
      const read = cluster.readWatch(cursor);
      events.push(...read.events);
      cursor = read.cursor;
    }
    if (events.length > 0) told = cluster.now;
    if (cursor?.bookmarks && cluster.now - told >= bookmarkMs) {
      told = cluster.now;
      const bookmark = cluster.readBookmark(cursor);
      if (bookmark !== undefined) events.push(bookmark);
    }
    if (cluster.now >= expires) cursor = undefined;
    return events;
  };

  /** One look at a time, and one more for what happened meanwhile. */
  const changed = async (): Promise<void> => {
    if (isReading) {
      isBehind = true;
      return;
    }
    isReading = true;
    do {
      isBehind = false;
      if (hasEnded || isFull) break;
      const events = await served.look(news);
      if (hasEnded) break;
      for (const event of events) write(event);
      if (cursor === undefined) end();
    } while (isBehind);
    isReading = false;
  };
  const look = (): void => {
    changed().catch((error: unknown) => {
      if (!hasEnded) onError(error);
      end();
    });
  };

  response.on("drain", () => {
    isFull = false;
    look();
  });
  response.on("close", end);
  response.on("error", end);
  response.flushHeaders();
  const unfollow = served.follow({ changed: look, ended });
  look();
}
