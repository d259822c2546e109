// The columns of `kubectl get` for a custom resource.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor/tableconvertor.go
//
// Differs: of JSONPath, fields, indices, `[*]` and filters on equality are read.
import type { CustomResourceColumnDefinition } from "@/generated/kubernetes/types";
import { humanDuration } from "../../meta/duration";
import { goJson } from "../../meta/go-json";
import { isJsonObject, type KubernetesObject } from "../../meta/object";
import { timeOf } from "../../meta/time";
import { nameColumn } from "../cells";
import type { Cell, Column } from "../define-kind";

const age: CustomResourceColumnDefinition = {
  name: "Age",
  type: "date",
  jsonPath: ".metadata.creationTimestamp",
};

export const columnsOf = (
  columns: readonly CustomResourceColumnDefinition[] | undefined,
): readonly CustomResourceColumnDefinition[] =>
  columns === undefined || columns.length === 0 ? [age] : columns;

export const tableColumns = (columns: readonly CustomResourceColumnDefinition[]): Column[] => [
  nameColumn,
  ...columns.map(({ name, type, description, priority, jsonPath }) => ({
    name,
    type: type as Column["type"],
    description:
      description ?? `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    priority: priority === 0 || priority === undefined ? (0 as const) : (1 as const),
  })),
];

export const tableRow = (
  columns: readonly CustomResourceColumnDefinition[],
  object: KubernetesObject,
  now: number,
): Cell[] => [object.metadata.name, ...columns.map((column) => cell(column, object, now))];

function cell(
  { jsonPath, type }: CustomResourceColumnDefinition,
  object: unknown,
  now: number,
): Cell {
  const found = readPath(object, jsonPath);
  if (found.length === 0) return null;
  const [first] = found;
  if (type === "date") {
    const time = typeof first === "string" ? timeOf(first) : undefined;
    return time === undefined ? "<invalid>" : humanDuration(now - time);
  }
  if (type === "integer" || type === "number") return typeof first === "number" ? first : null;
  if (type === "boolean") return typeof first === "boolean" ? first : null;
  return found.map((value) => (typeof value === "string" ? value : goJson(value))).join(" ");
}

const step =
  /\.([\w-]+)|\['([^']+)'\]|\[(-?\d+)\]|\[(\*)\]|\[\?\(@\.([\w.-]+)\s*==\s*["']([^"']*)["']\)\]|\.(\*)/y;

/** The values at a path such as `.status.conditions[?(@.type=="Ready")].status`. */
export function readPath(root: unknown, path: string): unknown[] {
  const text = path.replaceAll("\\.", "\u0000");
  let values: unknown[] = [root];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return [];
    const [, dotted, quoted, index, all, filterPath, filterValue, every] = match;
    const name = (dotted ?? quoted)?.replaceAll("\u0000", ".");
    values = values.flatMap((value) => {
      if (name !== undefined)
        return isJsonObject(value) && Object.hasOwn(value, name) ? [value[name]] : [];
      const items: readonly unknown[] = Array.isArray(value)
        ? value
        : isJsonObject(value)
          ? Object.values(value)
          : [];
      if (index !== undefined)
        return items
          .slice(Number(index) < 0 ? items.length + Number(index) : Number(index))
          .slice(0, 1);
      if (all !== undefined || every !== undefined) return items;
      return items.filter((item) => readPath(item, `.${filterPath}`)[0] === filterValue);
    });
  }
  return values.filter((value) => value !== undefined && value !== null);
}
