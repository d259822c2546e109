// JSON as the API server sends it: fields in the order of Go's structs, maps by key, custom resources by
// key throughout. Objects in the store have whatever order they were made with.
//
// Go: encoding/json; Kubernetes: apimachinery/pkg/runtime/serializer/json
import { compareText } from "../go-text";
import { isJsonObject, parseApiVersion } from "../object";
import { lookup, modelNamed } from "./lookup";
import type { ModelSchema, Property } from "./schema-types";

type Fields = Readonly<Record<string, unknown>>;

export function wireJson(value: unknown): string {
  if (!isJsonObject(value)) return plainText(value);
  const object: Fields = value;
  if (object.kind === "Table") return tableText(object);
  if (object.kind === "PartialObjectMetadata") return partialText(object);
  const model = modelOfKind(object, "");
  if (model !== undefined) return modelText(model, object);
  if (Array.isArray(object.items)) return listText(object, object.items);
  return isCustomResource(object) ? sortedText(object) : plainText(object);
}

function modelOfKind({ kind, apiVersion }: Fields, suffix: string): ModelSchema | undefined {
  if (typeof kind !== "string" || typeof apiVersion !== "string" || !kind.endsWith(suffix)) {
    return undefined;
  }
  const { group, version } = parseApiVersion(apiVersion);
  return lookup({ group, version, kind: kind.slice(0, kind.length - suffix.length) });
}

/** Only what is stored has a uid. */
const isCustomResource = ({ metadata }: Fields): boolean =>
  isJsonObject(metadata) && "uid" in metadata;

function listText(list: Fields, items: readonly unknown[]): string {
  const model = modelOfKind(list, "List");
  const texts = items.map((item) =>
    model === undefined || !isJsonObject(item) ? wireJson(item) : modelText(model, item),
  );
  return objectText(Object.keys(list), (key) =>
    key === "items" ? `[${texts.join(",")}]` : plainText(list[key]),
  );
}

function tableText(table: Fields): string {
  const rows: readonly unknown[] = Array.isArray(table.rows) ? table.rows : [];
  const texts = rows
    .filter(isJsonObject)
    .map((row: Fields) =>
      objectText(Object.keys(row), (key) =>
        key === "object" ? wireJson(row.object) : plainText(row[key]),
      ),
    );
  return objectText(Object.keys(table), (key) =>
    key === "rows" ? `[${texts.join(",")}]` : plainText(table[key]),
  );
}

function partialText(object: Fields): string {
  return objectText(Object.keys(object), (key) =>
    key === "metadata" ? refText(metadataModel, object[key]) : plainText(object[key]),
  );
}

const metadataModel = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

function refText(name: string, value: unknown): string {
  const model = modelNamed(name);
  return model === undefined || !isJsonObject(value) ? plainText(value) : modelText(model, value);
}

function modelText(model: ModelSchema, value: Fields): string {
  const parts: string[] = [];
  for (const [name, property] of Object.entries(model.properties)) {
    const field = value[name];
    if (field !== undefined) parts.push(`${plainText(name)}:${propertyText(property, field)}`);
  }
  // What the schema does not know comes last.
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined && !Object.hasOwn(model.properties, name)) {
      parts.push(`${plainText(name)}:${plainText(field)}`);
    }
  }
  return `{${parts.join(",")}}`;
}

function propertyText(property: Property, value: unknown): string {
  const { $ref, items, additionalProperties } = property;
  if ($ref !== undefined) return refText($ref, value);
  if (items !== undefined && Array.isArray(value)) {
    return `[${value.map((item) => propertyText(items, item)).join(",")}]`;
  }
  if (additionalProperties !== undefined && isJsonObject(value)) {
    const fields: Fields = value;
    return objectText(sortedKeys(fields), (key) => propertyText(additionalProperties, fields[key]));
  }
  return plainText(value);
}

function sortedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(",")}]`;
  if (!isJsonObject(value)) return plainText(value);
  const fields: Fields = value;
  return objectText(sortedKeys(fields), (key) => sortedText(fields[key]));
}

const sortedKeys = (fields: Fields): string[] =>
  Object.keys(fields)
    .filter((key) => fields[key] !== undefined)
    .sort(compareText);

const objectText = (keys: readonly string[], write: (key: string) => string): string =>
  `{${keys.map((key) => `${plainText(key)}:${write(key)}`).join(",")}}`;

const special = /[<>&\u2028\u2029]/g;

/** Go escapes what would mean something in HTML; outside of strings there is nothing that could. */
const plainText = (value: unknown): string =>
  (JSON.stringify(value) ?? "null").replace(special, escapeCharacter);

const escapeCharacter = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
