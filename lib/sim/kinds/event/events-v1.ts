// Event as the group events.k8s.io serves it: the same objects, with other names for half of the fields.
//
// Kubernetes: pkg/apis/events/v1/conversion.go, pkg/registry/core/event/strategy.go
import type { Event, EventsV1Event } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, required } from "../../meta/field-errors";
import type { KubernetesObject } from "../../meta/object";
import { defineKind } from "../define-kind";
import { eventColumns, eventRow } from "./table";

export const eventsV1Event = defineKind<EventsV1Event>()({
  kind: "Event",
  group: "events.k8s.io",
  version: "v1",
  plural: "events",
  singular: "event",
  shortNames: ["ev"],
  namespaced: true,
  validate,
  conversion: {
    toStored: (resource) => toStored(resource) as Event & KubernetesObject,
    fromStored: (object) => fromStored(object as Event & KubernetesObject),
  },
  fields: ({ reason, regarding, reportingController, type }) => ({
    "regarding.kind": regarding?.kind ?? "",
    "regarding.namespace": regarding?.namespace ?? "",
    "regarding.name": regarding?.name ?? "",
    "regarding.uid": regarding?.uid ?? "",
    "regarding.apiVersion": regarding?.apiVersion ?? "",
    "regarding.resourceVersion": regarding?.resourceVersion ?? "",
    "regarding.fieldPath": regarding?.fieldPath ?? "",
    reason: reason ?? "",
    reportingController: reportingController ?? "",
    type: type ?? "",
  }),
  columns: eventColumns,
  row: (resource, now) => eventRow(toStored(resource), now),
  example: {
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: { name: "web.17a1", namespace: "default" },
    eventTime: "2026-01-05T00:00:00.000000Z",
    reportingController: "default-scheduler",
    reportingInstance: "default-scheduler-controlplane",
    action: "Binding",
    reason: "Scheduled",
    regarding: { kind: "Pod", name: "web", namespace: "default" },
    note: "Successfully assigned default/web to node01",
    type: "Normal",
  },
});

function toStored(resource: EventsV1Event): Event {
  const {
    deprecatedCount,
    deprecatedFirstTimestamp,
    deprecatedLastTimestamp,
    deprecatedSource,
    note,
    regarding,
    reportingController,
    ...rest
  } = resource;
  return {
    ...rest,
    apiVersion: "v1",
    involvedObject: regarding ?? {},
    ...(note !== undefined && { message: note }),
    source: deprecatedSource ?? {},
    ...(deprecatedFirstTimestamp && { firstTimestamp: deprecatedFirstTimestamp }),
    ...(deprecatedLastTimestamp && { lastTimestamp: deprecatedLastTimestamp }),
    ...(deprecatedCount !== undefined && { count: deprecatedCount }),
    reportingComponent: reportingController ?? "",
  };
}

function fromStored(stored: Event): EventsV1Event {
  const {
    count,
    eventTime,
    firstTimestamp,
    involvedObject,
    lastTimestamp,
    message,
    reportingComponent,
    series,
    source,
    ...rest
  } = stored;
  return {
    ...rest,
    apiVersion: "events.k8s.io/v1",
    eventTime: eventTime ?? "",
    ...(series && {
      series: { count: series.count ?? 0, lastObservedTime: series.lastObservedTime ?? "" },
    }),
    reportingController: reportingComponent ?? "",
    regarding: involvedObject,
    ...(message !== undefined && { note: message }),
    deprecatedSource: source ?? {},
    ...(firstTimestamp && { deprecatedFirstTimestamp: firstTimestamp }),
    ...(lastTimestamp && { deprecatedLastTimestamp: lastTimestamp }),
    ...(count !== undefined && { deprecatedCount: count }),
  };
}

/** The newer group wants what the older left open. */
function validate(resource: EventsV1Event): FieldError[] {
  const errors: FieldError[] = [];
  const path = fieldPath();
  for (const field of ["reportingController", "reportingInstance", "action", "reason"] as const) {
    if (!resource[field]) errors.push(required(path.child(field)));
  }
  return errors;
}
