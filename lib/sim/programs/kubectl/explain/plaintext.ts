// The plain text of `kubectl explain`, as upstream's template makes it.
import { isJsonObject, type JsonObject } from "@/lib/sim/meta/object";
import type { ResourceKind } from "../discovery";
import type { Schema } from "./open-api";
import { indentText, wrapText } from "./wrap";

export interface ExplainRequest {
  readonly kind: ResourceKind;
  readonly schema: Schema;
  readonly path: readonly string[];
  readonly isRecursive: boolean;
}

export interface Explained {
  readonly text: string;
  /** Printed after the text, as an error. */
  readonly error?: string;
}

export function explainText({ kind, schema, path, isRecursive }: ExplainRequest): Explained {
  const group = kind.group === "" ? "" : `GROUP:      ${kind.group}\n`;
  const head = `${group}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n\n`;
  const body = output(
    { schema: schema.root, path, seen: [] },
    { models: schema.models, isRecursive },
  );
  if (body !== undefined) return { text: `${head}${body}\n` };
  return { text: head, error: `field ${JSON.stringify(path.at(-1) ?? "")} does not exist` };
}

interface Look {
  readonly models: JsonObject;
  readonly isRecursive: boolean;
}

interface Step {
  readonly schema: JsonObject;
  readonly path: readonly string[];
  readonly seen: readonly string[];
}

/** Follows the path; nothing when it leads nowhere. */
function output({ schema, path, seen }: Step, look: Look): string | undefined {
  const { models } = look;
  const reference = text(schema.$ref);
  const resolved = resolve(schema, models);
  const [first, ...rest] = path;
  if (first === undefined) return explainSchema(resolved, look);
  if (reference !== "" && seen.includes(reference)) return undefined;
  const nextSeen = reference === "" ? seen : [...seen, reference];
  const property = objectOf(objectOf(resolved.properties)[first]);
  if (objectOf(resolved.properties)[first] !== undefined) {
    const title =
      rest.length > 0
        ? ""
        : `FIELD: ${first} <${typeGuess(property, models)}>\n${longEnum(property)}\n\n`;
    const below = output({ schema: property, path: rest, seen: [] }, look);
    return below === undefined ? undefined : title + below;
  }
  if (isJsonObject(resolved.items))
    return output({ schema: resolved.items, path, seen: nextSeen }, look);
  if (isJsonObject(resolved.additionalProperties)) {
    return output({ schema: resolved.additionalProperties, path, seen: nextSeen }, look);
  }
  for (const part of listOf(resolved.allOf)) {
    const found = output({ schema: part, path, seen: nextSeen }, look);
    if (found !== undefined) return found;
  }
  return undefined;
}

function explainSchema(resolved: JsonObject, look: Look): string {
  const description = descriptionOf(resolved, look.models) || "<empty>";
  const fields = fieldList({ schema: resolved, level: 1, seen: [] }, look);
  const described = `DESCRIPTION:\n${indentText(wrapText(description, 76), 4)}\n`;
  return fields === "" ? described : `${described}FIELDS:\n${fields}`;
}

/** The field's own description and those of what it refers to. */
function descriptionOf(schema: JsonObject, models: JsonObject): string {
  const resolved = resolve(schema, models);
  const own = text(resolved.description) === "" ? "" : `${text(resolved.description)}\n`;
  const parts = [
    ...listOf(resolved.allOf),
    ...(isJsonObject(resolved.items) ? [resolved.items] : []),
    ...(isJsonObject(resolved.additionalProperties) ? [resolved.additionalProperties] : []),
  ];
  return own + parts.map((part) => descriptionOf(part, models)).join("");
}

interface Level {
  readonly schema: JsonObject;
  readonly level: number;
  readonly seen: readonly string[];
}

function fieldList({ schema, level, seen }: Level, look: Look): string {
  const reference = text(schema.$ref);
  if (reference !== "" && seen.includes(reference)) return "";
  const next = reference === "" ? seen : [...seen, reference];
  const resolved = resolve(schema, look.models);
  const properties = objectOf(resolved.properties);
  const own = Object.keys(properties)
    .sort()
    .map((name) => {
      const field = objectOf(properties[name]);
      const detail = fieldDetail({ name, field, parent: resolved, level }, look);
      return look.isRecursive
        ? detail + fieldList({ schema: field, level: level + 1, seen: next }, look)
        : detail;
    });
  const parts = [
    ...listOf(resolved.allOf),
    ...(isJsonObject(resolved.items) ? [resolved.items] : []),
    ...(isJsonObject(resolved.additionalProperties) ? [resolved.additionalProperties] : []),
  ];
  return (
    own.join("") +
    parts.map((part) => fieldList({ schema: part, level, seen: next }, look)).join("")
  );
}

interface Detail {
  readonly name: string;
  readonly field: JsonObject;
  readonly parent: JsonObject;
  readonly level: number;
}

function fieldDetail(
  { name, field, parent, level }: Detail,
  { models, isRecursive }: Look,
): string {
  const width = level * 2;
  const isRequired = Array.isArray(parent.required) && parent.required.includes(name);
  const line = `${indentText(name, width)}\t<${typeGuess(field, models)}>${isRequired ? " -required-" : ""}`;
  const enums = shortEnum(field, width);
  if (isRecursive) return `${line}${enums}\n`;
  const description = text(field.description) || "<no description>";
  return `${line}${enums}\n${indentText(wrapText(description, 78 - width), width + 2)}\n\n`;
}

function typeGuess(schema: JsonObject, models: JsonObject): string {
  if (isJsonObject(schema.items)) return `[]${typeGuess(schema.items, models)}`;
  if (isJsonObject(schema.additionalProperties))
    return `map[string]${typeGuess(schema.additionalProperties, models)}`;
  const parts = listOf(schema.allOf);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && schema.properties === undefined)
    return typeGuess(only, models);
  const reference = text(schema.$ref);
  if (reference === "")
    return text(schema.type) === "object" ? "Object" : text(schema.type) || "Object";
  const target = models[reference.slice(reference.lastIndexOf("/") + 1)];
  const type = isJsonObject(target) ? text(target.type) : "";
  return type === "" || type === "object" ? reference.slice(reference.lastIndexOf(".") + 1) : type;
}

/** The values of the field itself: those of a list's items are not shown. */
function enumOf(schema: JsonObject): readonly string[] {
  if (!Array.isArray(schema.enum)) return [];
  return schema.enum.map((value) => (value === "" ? '""' : String(value)));
}

function longEnum(schema: JsonObject): string {
  const values = enumOf(schema);
  return values.length === 0 ? "" : `ENUM:\n${values.map((value) => `    ${value}`).join("\n")}`;
}

const shownEnums = 4;

function shortEnum(schema: JsonObject, width: number): string {
  const values = enumOf(schema);
  if (values.length === 0) return "";
  const shown = values.slice(0, shownEnums).join(", ");
  return `\n${" ".repeat(width)}enum: ${shown}${values.length > shownEnums ? ", ...." : ""}`;
}

function resolve(schema: JsonObject, models: JsonObject): JsonObject {
  const reference = text(schema.$ref);
  const model =
    reference === "" ? undefined : models[reference.slice(reference.lastIndexOf("/") + 1)];
  return isJsonObject(model) ? model : schema;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
const listOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
