// Events as the group events.k8s.io takes them: no count and no first and last time, but the instant, who
// reported it and what was being done. Seen again, the same event becomes a series.
//
// Kubernetes: staging/src/k8s.io/client-go/tools/events/{event_recorder,event_broadcaster}.go
// Differs: upstream writes the third and later sightings of a series together, half an hour on; here each is
// written as it is made, so that the learner's count is right.
import { randomHex } from "../kernel/random";
import { defineTable, type State } from "../kernel/state";
import { StatusError } from "../meta/status-error";
import { formatMicroTime, timeOf } from "../meta/time";
import type { Client } from "./client";
import { type EventSource, type RecordedEvent, referenceTo } from "./event-recorder";

interface Seen {
  readonly namespace: string;
  readonly name: string;
}

const seriesTable = defineTable<Seen>("client.event-series");

/** A series that is not heard of for so long is over; what comes then is another event. */
const finishMs = 6 * 60 * 1000;

/** Never throws, as `recordEvent`. */
export function recordSeries(
  state: State,
  client: Client,
  source: EventSource,
  event: RecordedEvent,
): void {
  try {
    writeSeries(state, client, source, event);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
}

function writeSeries(
  state: State,
  client: Client,
  source: EventSource,
  event: RecordedEvent,
): void {
  const row = rowOf(source, event);
  const seen = state.table(seriesTable).get(row);
  const known = seen && client.get("Event", seen);
  const last = timeOf(known?.series?.lastObservedTime ?? known?.eventTime);
  if (known === undefined || last === undefined || state.now - last > finishMs) {
    state.table(seriesTable).set(row, createEvent(state, client, source, event));
    return;
  }
  const count = (known.series?.count ?? 1) + 1;
  client.update("Event", {
    ...known,
    series: { count, lastObservedTime: formatMicroTime(state.now) },
  });
}

function createEvent(
  state: State,
  client: Client,
  { component, host = controlPlane(client) }: EventSource,
  { about, action, related, type, reason, message }: RecordedEvent,
): Seen {
  const namespace = about.metadata.namespace ?? "default";
  const name = `${about.metadata.name}.${randomHex(state, "events", 16)}`;
  client.create("Event", {
    metadata: { name, namespace },
    involvedObject: referenceTo(about),
    ...(related === undefined ? {} : { related: referenceTo(related) }),
    type,
    reason,
    message,
    ...(action === undefined ? {} : { action }),
    eventTime: formatMicroTime(state.now),
    reportingComponent: component,
    reportingInstance: `${component}-${host}`,
  });
  return { namespace, name };
}

/** Where the processes run that name no machine. */
function controlPlane(client: Client): string {
  const label = "node-role.kubernetes.io/control-plane";
  const node = client.list("Node").find(({ metadata }) => metadata.labels?.[label] !== undefined);
  return node?.metadata.name ?? "localhost";
}

/** The words do not count: a pod that is refused again for another reason is the same series. */
function rowOf({ component, host = "" }: EventSource, event: RecordedEvent): string {
  const { about, related, action = "", type, reason } = event;
  const { uid = about.metadata.name, resourceVersion = "" } = about.metadata;
  const other = related?.metadata.uid ?? "";
  return [component, host, uid, resourceVersion, other, action, type, reason].join("\u0000");
}
