// The events of an object, at the end of its description.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/describe/describe.go DescribeEvents, searchEvents
import type { Event } from "@/generated/kubernetes/types";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { timeOf } from "@/lib/sim/meta/time";
import { listObjects } from "../client";
import { asError } from "../command-error";
import { knownKind } from "../create/generator";
import type { Session } from "../session";
import { since } from "./times";
import type { DescriptionWriter } from "./writer";

export const eventKind = knownKind("v1", "Event", "events");

/** Events about an object; none when they may not be read. */
export function findEvents(session: Session, object: KubernetesObject): readonly Event[] {
  const { name, namespace = "", uid = "" } = object.metadata;
  const fields = [
    ...(name ? [`involvedObject.name=${name}`] : []),
    ...(namespace ? [`involvedObject.namespace=${namespace}`] : []),
    ...(uid ? [`involvedObject.uid=${uid}`] : []),
  ];
  return listEvents(session, namespace, fields.join(","));
}

export function listEvents(
  session: Session,
  namespace: string,
  fieldSelector: string,
): readonly Event[] {
  try {
    const list = listObjects(
      session.cluster.client,
      { kind: eventKind, namespace },
      { fieldSelector, limit: 500 },
    );
    return list.items as unknown as readonly Event[];
  } catch (thrown) {
    asError(thrown);
    return [];
  }
}

export function writeEvents(w: DescriptionWriter, events: readonly Event[], now: number): void {
  if (events.length === 0) {
    w.write(0, "Events:\t<none>\n");
    return;
  }
  w.flush();
  w.write(0, "Events:\n  Type\tReason\tAge\tFrom\tMessage\n");
  w.write(1, "----\t------\t----\t----\t-------\n");
  for (const event of byLastTimestamp(events)) {
    const path = event.involvedObject.fieldPath;
    const message = (event.message ?? "").trim();
    const text = path ? `${path}: ${message}` : message;
    const source = event.source?.component || (event.reportingComponent ?? "");
    w.write(
      1,
      `${event.type ?? ""}\t${event.reason ?? ""}\t${eventAge(event, now)}\t${source}\t${text}\n`,
    );
  }
}

/** Descriptions know no other time than this one: events that come without it stand first. */
// Kubernetes: staging/src/k8s.io/kubectl/pkg/util/event/sorted_event_list.go
const byLastTimestamp = (events: readonly Event[]): Event[] =>
  [...events].sort((a, b) => (timeOf(a.lastTimestamp) ?? 0) - (timeOf(b.lastTimestamp) ?? 0));

/** Oldest last sight first. */
export function sortEvents(events: readonly Event[]): Event[] {
  const lastSeen = (event: Event) =>
    timeOf(event.series?.lastObservedTime) ??
    timeOf(event.lastTimestamp) ??
    timeOf(event.eventTime) ??
    0;
  return [...events].sort(
    (a, b) =>
      lastSeen(a) - lastSeen(b) || String(a.metadata?.name).localeCompare(String(b.metadata?.name)),
  );
}

/** `5s`, `5s (x3 over 20s)`. */
export function eventAge(event: Event, now: number): string {
  const first = since(event.eventTime ?? event.firstTimestamp, now);
  if (event.series !== undefined && event.series !== null) {
    return `${since(event.series.lastObservedTime, now)} (x${event.series.count ?? 0} over ${first})`;
  }
  if ((event.count ?? 0) > 1)
    return `${since(event.lastTimestamp, now)} (x${event.count} over ${first})`;
  return first;
}
