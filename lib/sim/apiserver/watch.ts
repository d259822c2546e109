// Watching: a cursor is data, and reading it gives what happened since. Nothing is pushed and nothing is
// registered, so a watch survives a save, a fork and the server it was opened on.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/storage/cacher (initial events, bookmarks, "too old")
import type { Change } from "../etcd/store";
import type { KindDefinition } from "../kinds/define-kind";
import { apiVersionOf } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import { expired, internalError, type StatusError } from "../meta/status-error";
import { asObject } from "./indexes";
import { storagePrefix } from "./kind-index";
import { listObjects, selects } from "./list";
import { presentWatched } from "./present";
import type { WatchCursor, WatchEvent } from "./request";
import type { ServerContext } from "./server-context";

export interface WatchRead {
  readonly events: readonly WatchEvent[];
  /** Where to go on; absent when the watch has ended with an error event. */
  readonly cursor?: WatchCursor;
}

/** What `cursor` has not seen yet, as whole objects; presentation is the caller's. */
export function readWatch(server: ServerContext, cursor: WatchCursor): WatchRead {
  const kind = server.kinds.resource(cursor.group, cursor.version, cursor.plural);
  if (kind === undefined)
    return { events: [errorEvent(internalError("the watched kind is gone"))] };
  const initial = cursor.initial ? initialEvents(server, kind, cursor) : [];
  const from = cursor.initial ? server.etcd.revision : cursor.revision;
  const prefix = storagePrefix(kind, cursor.namespace ?? "");
  const changes = server.etcd.changesSince(prefix, from);
  if ("compactedAt" in changes) {
    const text = `too old resource version: ${cursor.revision} (${changes.compactedAt})`;
    return { events: [errorEvent(expired(text))] };
  }
  const isWanted = selects(kind, cursor);
  const events = changes.flatMap((change) => eventOf(change, isWanted) ?? []);
  return {
    events: [...initial, ...events],
    cursor: { ...cursor, initial: false, revision: Math.max(from, server.etcd.revision) },
  };
}

/** As `readWatch`, with objects in the form the watcher asked for. */
export function readPresentedWatch(server: ServerContext, cursor: WatchCursor): WatchRead {
  const kind = server.kinds.resource(cursor.group, cursor.version, cursor.plural);
  const { events, cursor: next } = readWatch(server, cursor);
  const isPlain = cursor.as === "object" && kind?.conversion === undefined;
  if (kind === undefined || isPlain)
    return next === undefined ? { events } : { events, cursor: next };
  let { headersSent } = cursor;
  const presented = events.map((event) => {
    if (event.type === "ERROR") return event;
    const object = presentWatched(
      kind,
      event.object as KubernetesObject,
      cursor,
      server.state.now,
      headersSent,
    );
    headersSent = true;
    return { ...event, object };
  });
  return next === undefined
    ? { events: presented }
    : { events: presented, cursor: { ...next, headersSent } };
}

/** `sendInitialEvents`: everything there is, then the bookmark that ends it. */
function initialEvents(
  server: ServerContext,
  kind: KindDefinition,
  cursor: WatchCursor,
): WatchEvent[] {
  const { items, resourceVersion } = listObjects(server, kind, {
    namespace: cursor.namespace ?? "",
    labelSelector: cursor.labelSelector,
    fieldSelector: cursor.fieldSelector,
    limit: 0,
    continueToken: "",
  });
  const events: WatchEvent[] = items.map((object) => ({ type: "ADDED", object }));
  if (!cursor.bookmarks) return events;
  return [
    ...events,
    bookmarkOf(kind, resourceVersion, { annotations: { "k8s.io/initial-events-end": "true" } }),
  ];
}

/** Says only how far the watch has come, for clients that go on from there after a break. */
export function readBookmark(server: ServerContext, cursor: WatchCursor): WatchEvent | undefined {
  const kind = server.kinds.resource(cursor.group, cursor.version, cursor.plural);
  if (kind === undefined) return undefined;
  const event = bookmarkOf(kind, String(cursor.revision));
  const object = event.object as KubernetesObject;
  const presented = presentWatched(kind, object, cursor, server.state.now, cursor.headersSent);
  return { ...event, object: presented };
}

function bookmarkOf(
  kind: KindDefinition,
  resourceVersion: string,
  metadata: object = {},
): WatchEvent {
  const object = {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: { resourceVersion, ...metadata },
  };
  return { type: "BOOKMARK", object };
}

/** An object that stops matching the selector is, to this watcher, deleted; and the other way about. */
function eventOf(
  change: Change,
  isWanted: (object: KubernetesObject) => boolean,
): WatchEvent | undefined {
  const previous = asObject(change.previous?.value);
  const current = asObject(change.current?.value);
  const wasSeen = previous !== undefined && isWanted(previous);
  const isSeen = current !== undefined && isWanted(current);
  if (isSeen) return { type: wasSeen ? "MODIFIED" : "ADDED", object: current };
  if (!wasSeen) return undefined;
  const revision = String(change.revision);
  return {
    type: "DELETED",
    object: { ...previous, metadata: { ...previous.metadata, resourceVersion: revision } },
  };
}

function errorEvent(error: StatusError): WatchEvent {
  return { type: "ERROR", object: error.status };
}
