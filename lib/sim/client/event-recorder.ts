// Events: what a component says about an object. The same words about the same object raise a count instead
// of making a new Event, as upstream's correlator does.
//
// Kubernetes: staging/src/k8s.io/client-go/tools/record/{event.go,events_cache.go}
import type { ObjectReference } from "@/generated/kubernetes/types";
import { randomHex } from "../kernel/random";
import { defineTable, type State } from "../kernel/state";
import type { KubernetesObject } from "../meta/object";
import { StatusError } from "../meta/status-error";
import { formatTime } from "../meta/time";
import type { Client } from "./client";

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

export interface RecordedEvent {
  readonly about: KubernetesObject;
  /** `spec.containers{nginx}`: the part of the object that is meant. */
  readonly fieldPath?: string;
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  /** When somebody else than the recording component is meant: a node's kubelet. */
  readonly source?: EventSource;
  /** What was being done; components that say it write through the group events.k8s.io. */
  readonly action?: string;
  /** The other object of such an action: who preempted this one. */
  readonly related?: KubernetesObject;
}

interface Seen {
  readonly namespace: string;
  readonly name: string;
}

const seenTable = defineTable<Seen>("client.events");

/** Never throws: an event that cannot be written is lost, as upstream's are. */
export function recordEvent(
  state: State,
  client: Client,
  source: EventSource,
  event: RecordedEvent,
): void {
  try {
    if (!countAgain(state, client, source, event)) createEvent(state, client, source, event);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
}

function countAgain(
  state: State,
  client: Client,
  source: EventSource,
  event: RecordedEvent,
): boolean {
  const seen = state.table(seenTable).get(rowOf(source, event));
  const known = seen && client.get("Event", seen);
  if (known === undefined) return false;
  client.update("Event", {
    ...known,
    count: (known.count ?? 1) + 1,
    lastTimestamp: formatTime(state.now),
  });
  return true;
}

function createEvent(
  state: State,
  client: Client,
  source: EventSource,
  event: RecordedEvent,
): void {
  const { about, fieldPath } = event;
  const { metadata } = about;
  const namespace = metadata.namespace ?? "default";
  const time = formatTime(state.now);
  const name = `${metadata.name}.${randomHex(state, "events", 16)}`;
  client.create("Event", {
    metadata: { name, namespace },
    involvedObject: {
      ...referenceTo(about),
      ...(fieldPath === undefined ? {} : { fieldPath }),
    },
    type: event.type,
    reason: event.reason,
    message: event.message,
    source: {
      component: source.component,
      ...(source.host === undefined ? {} : { host: source.host }),
    },
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    eventTime: undefined,
    reportingComponent: source.component,
    reportingInstance: source.host ?? "",
  });
  state.table(seenTable).set(rowOf(source, event), { namespace, name });
}

export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference {
  const { name, namespace, uid, resourceVersion } = metadata;
  return {
    apiVersion,
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
}

function rowOf(source: EventSource, event: RecordedEvent): string {
  const { about, fieldPath = "", type, reason, message } = event;
  return [
    source.component,
    source.host ?? "",
    about.metadata.uid ?? about.metadata.name,
    fieldPath,
    type,
    reason,
    message,
  ].join("\u0000");
}
