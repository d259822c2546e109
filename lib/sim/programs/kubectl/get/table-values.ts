// The server's `Table` answers as values, and how they become the text of `kubectl get`.

import { humanDuration } from "@/lib/sim/meta/duration";
import { isJsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { timeOf } from "@/lib/sim/meta/time";

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly priority?: number;
}

export interface TableRow {
  readonly cells: readonly unknown[];
  readonly object?: KubernetesObject;
}

export interface Table {
  readonly kind: "Table";
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly columnDefinitions: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export const tableAccept =
  "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

export function isTable(value: unknown): value is Table {
  return isJsonObject(value) && value.kind === "Table";
}

/** What is shown of an answer that is no table: names and ages. */
export function plainTable(object: unknown, now: number): Table {
  const items = isJsonObject(object) && Array.isArray(object.items) ? object.items : [object];
  return {
    kind: "Table",
    columnDefinitions: [
      { name: "Name", type: "string", format: "name" },
      { name: "Age", type: "string" },
    ],
    rows: items.map((item) => plainRow(item as KubernetesObject, now)),
  };
}

function plainRow(object: KubernetesObject, now: number): TableRow {
  const created = timeOf(object.metadata?.creationTimestamp);
  const age = created === undefined ? "<unknown>" : humanDuration(now - created);
  return { cells: [object.metadata?.name ?? "", age], object };
}
