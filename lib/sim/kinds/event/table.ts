// How `kubectl get events` shows an event.
//
// Kubernetes: pkg/printers/internalversion/printers.go (printEvent)
import type { Event } from "@/generated/kubernetes/types";
import { column, descriptionOf, since, wideColumn } from "../cells";
import type { Cell, Column } from "../define-kind";

export const eventColumns: readonly Column[] = [
  column("Last Seen", descriptionOf("core.v1.Event", "lastTimestamp")),
  column("Type", descriptionOf("core.v1.Event", "type")),
  column("Reason", descriptionOf("core.v1.Event", "reason")),
  column("Object", descriptionOf("core.v1.Event", "involvedObject")),
  wideColumn("Subobject", "The part of the object."),
  wideColumn("Source", descriptionOf("core.v1.Event", "source")),
  column("Message", descriptionOf("core.v1.Event", "message")),
  wideColumn("First Seen", descriptionOf("core.v1.Event", "firstTimestamp")),
  wideColumn("Count", descriptionOf("core.v1.Event", "count")),
  { ...wideColumn("Name", "The name of the event."), format: "name" },
];

export function eventRow(event: Event, now: number): readonly Cell[] {
  const { involvedObject, series } = event;
  const first = since(event.firstTimestamp ?? event.eventTime, now);
  const last = event.lastTimestamp ? since(event.lastTimestamp, now) : first;
  const kind = (involvedObject?.kind ?? "").toLowerCase();
  return [
    series === undefined ? last : since(series.lastObservedTime, now),
    event.type ?? "",
    event.reason ?? "",
    involvedObject?.name ? `${kind}/${involvedObject.name}` : kind,
    involvedObject?.fieldPath ?? "",
    sourceOf(event),
    (event.message ?? "").trim(),
    first,
    String(series?.count ?? (event.count || 1)),
    event.metadata.name,
  ];
}

function sourceOf({ reportingComponent, reportingInstance, source }: Event): string {
  const component = source?.component || (reportingComponent ?? "");
  const host = source?.host || (reportingInstance ?? "");
  return host === "" ? component : `${component}, ${host}`;
}
