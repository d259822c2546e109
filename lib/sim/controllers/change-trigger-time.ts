// When the change happened that makes a Service's endpoints be written again, for whoever measures how long the
// news takes to reach a node.
//
// Kubernetes: staging/src/k8s.io/endpointslice/trigger_time_tracker.go
import type { Pod, Service } from "@/generated/kubernetes/types";
import { defineTable, type State } from "../kernel/state";
import { findCondition } from "../meta/object";

const triggerTimeAnnotation = "endpoints.kubernetes.io/last-change-trigger-time";

interface Known {
  readonly service: string;
  readonly pods: Readonly<Record<string, string>>;
}

const knownTable = defineTable<Known>("controllers.trigger-times");

export interface Tracked {
  /** Each controller that writes endpoints keeps its own account. */
  readonly controller: string;
  readonly service: Service;
  readonly pods: readonly Pod[];
}

/** The earliest of the times that are news since the last call; undefined when nothing is. */
export function changeTriggerTime(
  state: State,
  { controller, service, pods }: Tracked,
): string | undefined {
  const table = state.table(knownTable);
  const row = rowOf(controller, service.metadata);
  const known = table.get(row);
  const created = service.metadata.creationTimestamp ?? "";
  const times = Object.fromEntries(
    pods.flatMap((pod) => {
      const time = findCondition(pod.status?.conditions, "Ready")?.lastTransitionTime;
      return time ? [[pod.metadata.name, time]] : [];
    }),
  );
  table.set(row, { service: created, pods: times });
  if (known === undefined) return created;
  const news = Object.entries(times).flatMap(([name, time]) =>
    time > (known.pods[name] ?? "") ? [time] : [],
  );
  if (created > known.service) news.push(created);
  return news.sort()[0];
}

export function forgetTriggerTimes(
  state: State,
  controller: string,
  service: { readonly namespace?: string; readonly name: string },
): void {
  state.table(knownTable).delete(rowOf(controller, service));
}

const rowOf = (
  controller: string,
  { namespace = "", name }: { readonly namespace?: string; readonly name: string },
): string => `${controller}/${namespace}/${name}`;

/** The annotations of what is written, with the time in place or gone. */
export function withTriggerTime(
  annotations: Readonly<Record<string, string>> | undefined,
  time: string | undefined,
): Readonly<Record<string, string>> | undefined {
  const { [triggerTimeAnnotation]: _, ...others } = annotations ?? {};
  if (time !== undefined) return { ...others, [triggerTimeAnnotation]: time };
  return Object.keys(others).length === 0 ? undefined : others;
}
