// The plain text of `kubectl explain`.
import { isJsonObject, type JsonObject } from "@/lib/sim/meta/object";
import type { ResourceKind } from "../discovery";
import { refOf, resolve, type Schema } from "./open-api";
import { wrapText } from "./wrap";

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

interface Field {
  readonly name: string;
  readonly schema: JsonObject;
}

export function explainText({ kind, schema, path, isRecursive }: ExplainRequest): Explained {
  const head = `${kind.group === "" ? "" : `GROUP:      ${kind.group}\n`}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n\n`;
  const found = findField(schema, path);
  if ("missing" in found) return { text: head, error: `field ${JSON.stringify(found.missing)} does not exist` };
  const { field } = found;
  const target = elementOf(field.schema, schema.models);
  const isRoot = path.length === 0;
  const title = isRoot ? "" : `FIELD: ${field.name} <${typeName(field.schema, schema.models)}>\n${enumBlock(field.schema)}\n`;
  const descriptions = isRoot ? text(target.description) : describe(field.schema, schema.models);
  const fields = fieldsOf(target, schema.models);
  const properties =
    Object.keys(fields).length === 0
      ? "\n"
      : `\nFIELDS:\n${isRecursive ? listAll(target, { models: schema.models, level: 1, seen: [] }) : listFields(target, schema.models)}`;
  const description = descriptions === "" ? "    <empty>\n" : descriptions;
  return { text: `${head}${title}DESCRIPTION:\n${description}${properties.replace(/^\n(?=FIELDS)/, descriptions === "" ? "" : "\n")}\n` };
}

function findField(schema: Schema, path: readonly string[]): { field: Field } | { missing: string } {
  let field: Field = { name: "", schema: schema.root };
  for (const name of path) {
    const next = fieldsOf(elementOf(field.schema, schema.models), schema.models)[name];
    if (!isJsonObject(next)) return { missing: name };
    field = { name, schema: next };
  }
  return { field };
}

/** Behind references, list items and map values. */
function elementOf(schema: JsonObject, models: JsonObject): JsonObject {
  const resolved = resolve(schema, models);
  if (isJsonObject(resolved.items)) return elementOf(resolved.items, models);
  if (isJsonObject(resolved.additionalProperties)) return elementOf(resolved.additionalProperties, models);
  return resolved;
}

function fieldsOf(schema: JsonObject, models: JsonObject): JsonObject {
  const { properties } = resolve(schema, models);
  return isJsonObject(properties) ? properties : {};
}

function typeName(schema: JsonObject, models: JsonObject): string {
  const reference = refOf(schema);
  if (reference !== undefined) return shortName(reference);
  if (isJsonObject(schema.items)) return `[]${typeName(schema.items, models)}`;
  if (isJsonObject(schema.additionalProperties)) return `map[string]${typeName(schema.additionalProperties, models)}`;
  if (schema["x-kubernetes-int-or-string"] === true) return "IntOrString";
  const { type } = schema;
  if (type === "object") return "Object";
  return typeof type === "string" ? type : "Object";
}

/** The last part of a model's name; a few models are shown by what they are in JSON. */
function shortName(reference: string): string {
  const name = reference.slice(reference.lastIndexOf(".") + 1);
  return name;
}

function describe(schema: JsonObject, models: JsonObject): string {
  const own = text(schema.description);
  const resolved = elementOf(schema, models);
  const ofType = resolved === schema ? "" : text(resolved.description);
  return [own, ofType].filter((one, index) => one !== "" && (index === 0 || one !== own)).join("");
}

const text = (description: unknown): string =>
  typeof description === "string" && description !== "" ? wrapText(description, { indent: 4 }) : "";

const enumOf = (schema: JsonObject): readonly string[] =>
  Array.isArray(schema.enum) ? schema.enum.map((one) => (one === "" ? '""' : String(one))) : [];

function enumBlock(schema: JsonObject): string {
  const values = enumOf(schema);
  return values.length === 0 ? "\n" : `ENUM:\n${values.map((value) => `    ${value}\n`).join("")}`;
}

const requiredOf = (schema: JsonObject): readonly string[] => (Array.isArray(schema.required) ? schema.required.map(String) : []);

function listFields(schema: JsonObject, models: JsonObject): string {
  const fields = fieldsOf(schema, models);
  return Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name];
      if (!isJsonObject(field)) return "";
      const values = enumOf(field);
      const enums = values.length === 0 ? "" : `  enum: ${enumText(values)}\n`;
      const description = text(field.description) || "    <no description>\n";
      return `  ${name}\t<${typeName(field, models)}>${requiredOf(schema).includes(name) ? " -required-" : ""}\n${enums}${description}\n`;
    })
    .join("");
}

const shownEnums = 4;

const enumText = (values: readonly string[]): string =>
  values.length > shownEnums ? `${values.slice(0, shownEnums).join(", ")}, ....` : values.join(", ");

interface Recursion {
  readonly models: JsonObject;
  readonly level: number;
  /** Models above this one; a model within itself is not opened again. */
  readonly seen: readonly JsonObject[];
}

function listAll(schema: JsonObject, { models, level, seen }: Recursion): string {
  const fields = fieldsOf(schema, models);
  const margin = "  ".repeat(level);
  return Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name];
      if (!isJsonObject(field)) return "";
      const values = enumOf(field);
      const enums = values.length === 0 ? "" : `${margin}enum: ${enumText(values)}\n`;
      const line = `${margin}${name}\t<${typeName(field, models)}>${requiredOf(schema).includes(name) ? " -required-" : ""}\n${enums}`;
      const element = elementOf(field, models);
      if (seen.includes(element)) return line;
      return line + listAll(element, { models, level: level + 1, seen: [...seen, element] });
    })
    .join("");
}
