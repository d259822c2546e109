// What the tables of many kinds have in common: the Name and Age columns, and how lists are written in one
// cell.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import { humanDuration } from "../meta/duration";
import type { KubernetesObject } from "../meta/object";
import { modelNamed } from "../meta/schema/lookup";
import { timeOf } from "../meta/time";
import type { Column } from "./define-kind";

const metadata = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

export const nameColumn: Column = {
  name: "Name",
  type: "string",
  format: "name",
  description: descriptionOf(metadata, "name"),
};

export const ageColumn: Column = {
  name: "Age",
  type: "string",
  description: descriptionOf(metadata, "creationTimestamp"),
};

/** Upstream describes a column that shows a field as it describes the field. */
export function descriptionOf(model: string, field: string): string {
  const name = model.startsWith("io.") ? model : `io.k8s.api.${model}`;
  return modelNamed(name)?.properties[field]?.description ?? "";
}

export function column(name: string, description: string, type: Column["type"] = "string"): Column {
  return { name, type, description };
}

/** A column shown with `-o wide` only. */
export function wideColumn(name: string, description: string): Column {
  return { name, type: "string", description, priority: 1 };
}

export const age = (
  object: { readonly metadata?: { readonly creationTimestamp?: string } },
  now: number,
): string => since(object.metadata?.creationTimestamp, now);

export function since(time: string | undefined | null, now: number): string {
  const ms = timeOf(time ?? undefined);
  return ms === undefined ? "<unknown>" : humanDuration(now - ms);
}

export const orNone = (text: string | undefined): string =>
  text === undefined || text === "" ? "<none>" : text;

interface NamedImage {
  readonly name: string;
  readonly image?: string;
}

/** The cells Containers and Images. */
export function containerCells(containers: readonly NamedImage[] | undefined): [string, string] {
  const list = containers ?? [];
  return [list.map(({ name }) => name).join(","), list.map(({ image }) => image ?? "").join(",")];
}

export const containersColumn = wideColumn(
  "Containers",
  "Names of the containers in the template.",
);
export const imagesColumn = wideColumn("Images", "Images of the containers in the template.");
export const selectorColumn = wideColumn("Selector", "The labels of the pods that belong to it.");

/** Columns of kinds that upstream gives no printer. */
export const plainColumns: readonly Column[] = [
  nameColumn,
  { name: "Created At", type: "date", description: "When the object was created." },
];

export const plainRow = ({ metadata }: KubernetesObject): readonly [string, string] => [
  metadata.name,
  metadata.creationTimestamp ?? "",
];

/** Columns of kinds whose table says no more than their name and age. */
export const nameAndAgeColumns: readonly Column[] = [nameColumn, ageColumn];

export const nameAndAgeRow = (object: KubernetesObject, now: number): readonly [string, string] => [
  object.metadata.name,
  age(object, now),
];
