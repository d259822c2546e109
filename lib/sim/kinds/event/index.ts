// Event: something that happened to an object.
//
// Kubernetes: pkg/registry/core/event/strategy.go, pkg/apis/core/validation/events.go
import type { Event } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid } from "../../meta/field-errors";
import { defineKind } from "../define-kind";
import type { FieldErrors } from "../field-rules";
import { eventColumns, eventRow } from "./table";

export const event = defineKind<Event>()({
  kind: "Event",
  group: "",
  version: "v1",
  plural: "events",
  singular: "event",
  shortNames: ["ev"],
  namespaced: true,
  setDefaults(draft) {
    draft.source ??= {};
    draft.reportingComponent ??= "";
    draft.reportingInstance ??= "";
  },
  validate,
  fields: ({ involvedObject, reason, reportingComponent, source, type }) => ({
    "involvedObject.kind": involvedObject?.kind ?? "",
    "involvedObject.namespace": involvedObject?.namespace ?? "",
    "involvedObject.name": involvedObject?.name ?? "",
    "involvedObject.uid": involvedObject?.uid ?? "",
    "involvedObject.apiVersion": involvedObject?.apiVersion ?? "",
    "involvedObject.resourceVersion": involvedObject?.resourceVersion ?? "",
    "involvedObject.fieldPath": involvedObject?.fieldPath ?? "",
    reason: reason ?? "",
    reportingComponent: reportingComponent ?? "",
    source: source?.component || (reportingComponent ?? ""),
    type: type ?? "",
  }),
  columns: eventColumns,
  row: eventRow,
  example: {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: "web.17a1", namespace: "default" },
    involvedObject: { kind: "Pod", name: "web", namespace: "default" },
    reason: "Scheduled",
    message: "Successfully assigned default/web to node01",
    type: "Normal",
  },
});

/** An event stands in the namespace of what it is about; cluster-wide things are told of in `default`. */
function validate({ involvedObject, metadata }: Event): FieldError[] {
  const errors: FieldErrors = [];
  const wanted = involvedObject?.namespace || "default";
  const isOfSystem = !involvedObject?.namespace && metadata.namespace === "kube-system";
  if (metadata.namespace !== undefined && metadata.namespace !== wanted && !isOfSystem) {
    const path = fieldPath("involvedObject", "namespace");
    errors.push(invalid(path, involvedObject?.namespace ?? "", "does not match event.namespace"));
  }
  return errors;
}
