// A protobuf message of a known model as the JSON that Go would write for it, so that one decoder (and one
// set of rules) reads both formats. Field numbers stand in the schemas.
//
// Go always writes scalars that are no pointers, `hostPort: 0` say: these are dropped here, as `omitempty`
// does; zero in a pointer stays.
import { limits } from "../../kernel/limits";
import { encodeBase64Bytes } from "../base64";
import { textOfUtf8 } from "../go-text";
import { parseJson } from "../json/parse-json";
import { defineOwn } from "../object";
import { modelNamed } from "../schema/lookup";
import type { ModelSchema, Property } from "../schema/schema-types";
import { formatMicroTime, formatTime } from "../time";
import { readFields, readPacked, WireError, type WireFields, type WireValue } from "./wire";

export type Json = Record<string, unknown>;

export function decodeMessage(model: ModelSchema, bytes: Uint8Array, depth = 0): Json {
  if (depth > limits.documentDepth) throw new WireError("exceeded max depth");
  const fields = readFields(bytes);
  const json: Json = {};
  for (const [name, property] of Object.entries(model.properties)) {
    const values = valuesAt(fields, property.proto ?? []);
    if (values.length === 0) continue;
    const decoded = decodeField(property, values, depth, name);
    if (decoded !== undefined && !isOmitted(property, decoded)) json[name] = decoded;
  }
  return json;
}

/** A path leads through embedded messages, which JSON does not show. */
function valuesAt(fields: WireFields, path: readonly number[]): readonly WireValue[] {
  const [number, ...rest] = path;
  if (number === undefined) return [];
  const values = fields.get(number) ?? [];
  if (rest.length === 0) return values;
  const last = values.at(-1);
  return last === undefined ? [] : valuesAt(readFields(bytesOf(last)), rest);
}

function decodeField(
  property: Property,
  values: readonly WireValue[],
  depth: number,
  name: string,
): unknown {
  const { items, additionalProperties } = property;
  if (items !== undefined && property.free !== true) {
    return flatten(items, values).map((value) => decodeValue(items, value, depth, name));
  }
  if (additionalProperties !== undefined) return decodeMap(additionalProperties, values, depth);
  const last = values.at(-1);
  return last === undefined ? undefined : decodeValue(property, last, depth, name);
}

/** Numbers of a list may come one by one or packed. */
function flatten(items: Property, values: readonly WireValue[]): readonly WireValue[] {
  if (items.type !== "integer" && items.type !== "boolean") return values;
  return values.flatMap((value) => (value.kind === "bytes" ? readPacked(value.value) : [value]));
}

function decodeMap(property: Property, entries: readonly WireValue[], depth: number): Json {
  const json: Json = {};
  for (const entry of entries) {
    const fields = readFields(bytesOf(entry));
    const key = fields.get(1)?.at(-1);
    const value = fields.get(2)?.at(-1);
    defineOwn(json, key === undefined ? "" : textOf(key), mapValue(property, value, depth));
  }
  return json;
}

function mapValue(property: Property, value: WireValue | undefined, depth: number): unknown {
  const { items } = property;
  if (value === undefined) return property.type === "string" ? "" : 0;
  if (items === undefined) return decodeValue(property, value, depth, "");
  // A list in a map is a message of its own: `ExtraValue{items=1}`.
  const inner = readFields(bytesOf(value)).get(1) ?? [];
  return inner.map((item) => decodeValue(items, item, depth, ""));
}

function decodeValue(property: Property, value: WireValue, depth: number, name: string): unknown {
  if (property.$ref !== undefined) {
    const model = modelNamed(property.$ref);
    return model === undefined ? {} : decodeMessage(model, bytesOf(value), depth + 1);
  }
  if (property.free === true) return decodeFree(value, depth, name);
  switch (property.format) {
    case "quantity":
      return textField(readFields(bytesOf(value)), 1);
    case "int-or-string":
      return decodeIntOrString(readFields(bytesOf(value)));
    case "date-time":
      return decodeTime(readFields(bytesOf(value)), formatTime);
    case "date-time-micro":
      return decodeTime(readFields(bytesOf(value)), formatMicroTime);
    case "byte":
      return encodeBase64Bytes(bytesOf(value));
    default:
      return decodePlain(property, value);
  }
}

function decodePlain(property: Property, value: WireValue): unknown {
  if (property.type === "integer") return integerOf(value);
  if (property.type === "boolean") return integerOf(value) !== 0;
  if (property.type === "number") return value.kind === "double" ? value.value : integerOf(value);
  return textOf(value);
}

/** `RawExtension{raw=1}`, `FieldsV1{Raw=1}` and `JSON{raw=1}` hold JSON. */
function decodeFree(value: WireValue, depth: number, name: string): unknown {
  const fields = readFields(bytesOf(value));
  const schema = schemaIn(fields, name);
  if (schema !== undefined) return decodeMessage(schema.model, schema.bytes, depth + 1);
  const raw = fields.get(1)?.at(-1);
  if (raw?.kind === "integer") return raw.value !== 0n;
  if (raw === undefined || bytesOf(raw).length === 0) return {};
  const parsed = parseJson(textOf(raw));
  if ("error" in parsed) throw new WireError(parsed.error);
  return parsed.value;
}

const schemaModel = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";

/** `JSONSchemaPropsOrArray{schema=1}`, `JSONSchemaPropsOrBool{allows=1, schema=2}`. */
function schemaIn(fields: WireFields, name: string) {
  const number = { items: 1, additionalProperties: 2, additionalItems: 2 }[name];
  const value = number === undefined ? undefined : fields.get(number)?.at(-1);
  const model = modelNamed(schemaModel);
  if (value === undefined || model === undefined) return undefined;
  return { model, bytes: bytesOf(value) };
}

function decodeIntOrString(fields: WireFields): number | string {
  const type = fields.get(1)?.at(-1);
  if (type?.kind === "integer" && type.value === 1n) return textField(fields, 3);
  const number = fields.get(2)?.at(-1);
  return number === undefined ? 0 : integerOf(number);
}

/** Nothing but zeros is Go's zero time, which JSON shows as null. */
function decodeTime(fields: WireFields, format: (ms: number) => string): string | null {
  const part = (number: number): number => {
    const value = fields.get(number)?.at(-1);
    return value === undefined ? 0 : integerOf(value);
  };
  const [seconds, nanos] = [part(1), part(2)];
  return seconds === 0 && nanos === 0 ? null : format(seconds * 1000 + nanos / 1_000_000);
}

const textField = (fields: WireFields, number: number): string => {
  const value = fields.get(number)?.at(-1);
  return value === undefined ? "" : textOf(value);
};

const integerOf = (value: WireValue): number => {
  if (value.kind !== "integer") throw new WireError("proto: wrong wireType");
  return Number(BigInt.asIntN(64, value.value));
};

function bytesOf(value: WireValue): Uint8Array {
  if (value.kind !== "bytes") throw new WireError("proto: wrong wireType");
  return value.value;
}

const textOf = (value: WireValue): string => textOfUtf8(bytesOf(value));

function isOmitted(property: Property, value: unknown): boolean {
  if (property.pointer === true || property.always === true) return false;
  if (property.format === "int-or-string") return false;
  return value === "" || value === 0 || value === false;
}
