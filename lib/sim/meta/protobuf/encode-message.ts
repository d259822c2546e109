// An object as the protobuf message that the API server keeps in etcd. Go writes every scalar that is no
// pointer, also when it is empty; decode-message.ts is the way back.
import { decodeBase64Bytes } from "../base64";
import { goJson } from "../go-json";
import { modelNamed } from "../schema/lookup";
import type { ModelSchema, Property } from "../schema/schema-types";
import { parseTime } from "../time";
import type { Json } from "./decode-message";
import { WireWriter } from "./write-wire";

export function encodeMessage(model: ModelSchema, json: Json): number[] {
  const writer = new WireWriter();
  for (const [number, fields] of byNumber(model)) {
    const direct = fields.find(({ path }) => path.length === 1);
    if (direct !== undefined) {
      writeField(writer, number, { property: direct.property, name: direct.name }, json);
      continue;
    }
    // Fields of an embedded message, which JSON does not show.
    const inner = new WireWriter();
    for (const { name, property, path } of fields) {
      writeField(inner, path[1] ?? 0, { property, name }, json);
    }
    writer.data(number, inner.bytes);
  }
  return writer.bytes;
}

interface Field {
  readonly name: string;
  readonly property: Property;
  readonly path: readonly number[];
}

/** Fields by their first number, in rising order, as Go writes them. */
function byNumber(model: ModelSchema): [number, Field[]][] {
  const groups = new Map<number, Field[]>();
  for (const [name, property] of Object.entries(model.properties)) {
    const path = property.proto ?? [];
    const [first] = path;
    if (first === undefined) continue;
    groups.set(first, [...(groups.get(first) ?? []), { name, property, path }]);
  }
  for (const fields of groups.values()) fields.sort((a, b) => (a.path[1] ?? 0) - (b.path[1] ?? 0));
  return [...groups].sort(([a], [b]) => a - b);
}

interface Named {
  readonly name: string;
  readonly property: Property;
}

function writeField(writer: WireWriter, number: number, field: Named, json: Json): void {
  const { name, property } = field;
  const value = json[name];
  const { items, additionalProperties } = property;
  if (items !== undefined && property.free !== true) {
    for (const item of Array.isArray(value) ? value : []) writeValue(writer, number, items, item);
    return;
  }
  if (additionalProperties !== undefined) {
    for (const key of Object.keys(Object(value)).sort()) {
      const entry = new WireWriter().text(1, key);
      writeMapValue(entry, additionalProperties, (value as Json)[key]);
      writer.data(number, entry.bytes);
    }
    return;
  }
  if (value !== undefined && value !== null) return writeValue(writer, number, property, value);
  if (property.pointer === true || property.free === true) return;
  writeAbsent(writer, number, property);
}

/** What Go writes for a field that holds nothing. */
function writeAbsent(writer: WireWriter, number: number, property: Property): void {
  if (property.$ref !== undefined) {
    const model = modelNamed(property.$ref);
    if (property.value === true && model !== undefined)
      writer.data(number, encodeMessage(model, {}));
    return;
  }
  if (property.format === "date-time" || property.format === "date-time-micro") {
    if (property.value === true || property.always === true) writer.data(number, []);
    return;
  }
  if (property.format === "quantity" || property.format === "byte") return;
  if (property.format === "int-or-string")
    writer.data(number, new WireWriter().integer(1, 0).integer(2, 0).text(3, "").bytes);
  else if (property.type === "integer" || property.type === "boolean") writer.integer(number, 0);
  else if (property.type === "string") writer.text(number, "");
}

function writeMapValue(entry: WireWriter, property: Property, value: unknown): void {
  if (property.items === undefined) return writeValue(entry, 2, property, value);
  const inner = new WireWriter();
  for (const item of Array.isArray(value) ? value : []) writeValue(inner, 1, property.items, item);
  entry.data(2, inner.bytes);
}

function writeValue(writer: WireWriter, number: number, property: Property, value: unknown): void {
  if (property.$ref !== undefined) {
    const model = modelNamed(property.$ref);
    writer.data(number, model === undefined ? [] : encodeMessage(model, Object(value)));
    return;
  }
  if (property.free === true) {
    writer.data(number, new WireWriter().text(1, goJson(value)).bytes);
    return;
  }
  switch (property.format) {
    case "quantity":
      writer.data(number, new WireWriter().text(1, String(value)).bytes);
      return;
    case "int-or-string":
      writer.data(number, intOrString(value));
      return;
    case "date-time":
    case "date-time-micro":
      writer.data(number, timestamp(String(value)));
      return;
    case "byte":
      writer.data(number, decodeBase64Bytes(String(value)) ?? []);
      return;
  }
  if (property.type === "integer") writer.integer(number, BigInt(Math.trunc(Number(value))));
  else if (property.type === "boolean") writer.integer(number, value === true ? 1 : 0);
  else if (property.type === "number") writer.double(number, Number(value));
  else writer.text(number, String(value));
}

function intOrString(value: unknown): number[] {
  const isText = typeof value === "string";
  return new WireWriter()
    .integer(1, isText ? 1 : 0)
    .integer(2, isText ? 0 : BigInt(Math.trunc(Number(value))))
    .text(3, isText ? value : "").bytes;
}

function timestamp(text: string): number[] {
  const ms = parseTime(text) ?? 0;
  const seconds = Math.floor(ms / 1000);
  return new WireWriter().integer(1, seconds).integer(2, (ms - seconds * 1000) * 1_000_000).bytes;
}
