// What happened, newest first.
import type { Cluster, KubernetesObject } from "@/lib/sim";
import { type EventItem, newestFirst } from "./picture-items";
import { listObjects } from "./read-objects";

interface EventFields {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly involvedObject?: {
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
}

export function readEvents(cluster: Cluster): EventItem[] {
  return listObjects(cluster, "/api/v1/events").map(itemOf).sort(newestFirst);
}

function itemOf(object: KubernetesObject): EventItem {
  const { name, namespace = "", creationTimestamp, resourceVersion } = object.metadata;
  const event = object as unknown as EventFields;
  const at = event.lastTimestamp ?? event.eventTime ?? creationTimestamp ?? "";
  return {
    type: "event",
    key: `Event/${namespace}/${name}`,
    at: Date.parse(at) || 0,
    revision: Number(resourceVersion ?? 0),
    isWarning: event.type === "Warning",
    reason: event.reason ?? "",
    message: event.message ?? "",
    count: event.count ?? 1,
    kind: event.involvedObject?.kind ?? "",
    namespace: event.involvedObject?.namespace ?? "",
    name: event.involvedObject?.name ?? "",
  };
}
