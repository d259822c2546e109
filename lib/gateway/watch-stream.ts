// One open watch: reads on from its cursor whenever the cluster has changed, and writes what is new as lines
// of JSON. A client that does not read is not written to; its cursor waits.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/watch.go
import type { ServerResponse } from "node:http";
import { type WatchCursor, type WatchEvent, wireJson } from "@/lib/sim";
import type { ServedCluster } from "./served-cluster";

/** Kubernetes: storage/cacher/cacher.go (bookmarkFrequency). */
const bookmarkMs = 60_000;

/** `--min-request-timeout`: a watch without an end gets one between this and twice as much. */
const longestMs = 1_800_000;

/** `onEnd` is called once, however the watch ends. */
export function streamWatch(
  cluster: ServedCluster,
  response: ServerResponse,
  start: WatchCursor,
  onEnd: () => void,
): void {
  let cursor = start;
  let told = cluster.now;
  let isFull = false;
  let hasEnded = false;
  const expires = start.expires ?? cluster.now + longestMs * (1 + Math.random());

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
  const read = (): void => {
    if (!cursor.initial && cluster.revision === cursor.revision) return;
    const { events, cursor: next } = cluster.readWatch(cursor);
    for (const event of events) write(event);
    if (events.length > 0) told = cluster.now;
    if (next === undefined) return end();
    cursor = next;
  };
  const bookmark = (): void => {
    if (!cursor.bookmarks || cluster.now - told < bookmarkMs) return;
    told = cluster.now;
    const event = cluster.readBookmark(cursor);
    if (event !== undefined) write(event);
  };
  const changed = (): void => {
    if (hasEnded || isFull) return;
    read();
    if (hasEnded) return;
    bookmark();
    if (cluster.now >= expires) end();
  };

  response.on("drain", () => {
    isFull = false;
    changed();
  });
  response.on("close", end);
  response.on("error", end);
  response.flushHeaders();
  const unfollow = cluster.follow({ changed, ended: end });
  changed();
}
