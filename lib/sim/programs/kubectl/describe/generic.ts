// Kinds without a describer of their own: every field, with its name spelled as words.

import { isJsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { goSprint } from "../print/go-value";
import { type DescribeContext, writeOwnEvents } from "./describer";
import { sortedKeys, writeAnnotations, writeLabels } from "./maps";
import type { DescriptionWriter } from "./writer";

const skipped = new Set([
  ".metadata.managedFields",
  ".metadata.name",
  ".metadata.namespace",
  ".metadata.labels",
  ".metadata.annotations",
]);

export function describeGeneric(
  w: DescriptionWriter,
  object: KubernetesObject,
  context: DescribeContext,
): void {
  w.write(0, `Name:\t${object.metadata.name}\n`);
  w.write(0, `Namespace:\t${object.metadata.namespace ?? ""}\n`);
  writeLabels(w, "Labels", object.metadata.labels);
  writeAnnotations(w, "Annotations", object.metadata.annotations);
  writeFields(w, 0, object, "");
  writeOwnEvents(w, object, context);
}

function writeFields(w: DescriptionWriter, level: number, fields: object, prefix: string): void {
  const content = fields as Readonly<Record<string, unknown>>;
  for (const field of sortedKeys(content)) {
    const value = content[field];
    const path = `${prefix}.${field}`;
    if (skipped.has(path) || value === undefined) continue;
    if (isJsonObject(value)) {
      w.write(level, `${labelFor(field)}:\n`);
      writeFields(w, level + 1, value, path);
    } else if (Array.isArray(value)) {
      w.write(level, `${labelFor(field)}:\n`);
      for (const item of value) {
        if (isJsonObject(item)) writeFields(w, level + 1, item, path);
        else w.write(level + 1, `${goSprint(item)}\n`);
      }
    } else w.write(level, `${labelFor(field)}:\t${goSprint(value)}\n`);
  }
}

const acronyms = new Set(["API", "URL", "UID", "GUID"]);

/** `creationTimestamp` → `Creation Timestamp`, `apiVersion` → `API Version`. */
export function labelFor(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field;
  const words = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|-|\p{L}/gu) ?? [field];
  return words.map(spell).join(" ");
}

function spell(word: string): string {
  if (acronyms.has(word.toUpperCase())) return word.toUpperCase();
  return word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
