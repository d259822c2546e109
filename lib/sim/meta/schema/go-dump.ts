// A value as Go's spew prints it with `%#v`: `(v1.Probe){ProbeHandler:(v1.ProbeHandler){Exec:(*v1.ExecAction)<nil>…`.
// Template hashes are hashes of this text, so that every field and its type is in it, unset ones too.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/dump/dump.go (ForHash)
// Differs: fields of volumes that few use have the names that Go's rule would give them, not always its own.
import { goJsonNumber } from "../go-json";
import { compareText } from "../go-text";
import { isJsonObject } from "../object";
import { formatQuantity, quantityOf } from "../quantity";
import { goFieldName } from "./go-field-names";
import { goModelName, goTypeName } from "./go-types";
import { modelNamed } from "./lookup";
import type { ModelSchema, Property } from "./schema-types";

/** `model` by upstream's name; the type in front is written, too. */
export function goDump(model: string, value: object): string {
  return `(${goModelName(model)})${structText(modelNamed(model), goModelName(model), value)}`;
}

interface Place {
  readonly name: string;
  readonly property: Property;
}

function structText(model: ModelSchema | undefined, type: string, value: object): string {
  const fields = Object.entries(model?.properties ?? {}).map(([name, property]) => ({
    name,
    property,
  }));
  return `{${groupText(fields, { depth: 0, type, value })}}`;
}

interface Within {
  readonly depth: number;
  readonly type: string;
  readonly value: object;
}

/** Fields in order; those of an embedded struct stand together in one of its own. */
function groupText(fields: readonly Place[], within: Within): string {
  const parts: string[] = [];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined) break;
    const embedded = field.property.embedded?.[within.depth];
    if (embedded === undefined) {
      const name = goFieldName(within.type, field.name);
      parts.push(`${name}:${fieldText(field.property, ownValue(within.value, field.name))}`);
      continue;
    }
    const rest = fields.slice(index);
    const end = rest.findIndex(({ property }) => property.embedded?.[within.depth] !== embedded);
    const members = end === -1 ? rest : rest.slice(0, end);
    const inner = groupText(members, { ...within, depth: within.depth + 1, type: embedded });
    parts.push(`${embedded}:(v1.${embedded}){${inner}}`);
    index += members.length - 1;
  }
  return parts.join(" ");
}

function fieldText(property: Property, value: unknown): string {
  const type = goTypeName(property);
  const typed = property.pointer === true ? `(*${type})` : `(${type})`;
  const isNil = value === undefined || value === null || isEmptyList(property, value);
  if (isNil && (property.pointer === true || isReference(property))) return `${typed}<nil>`;
  return typed + plainText(property, value);
}

const isReference = ({ items, additionalProperties, format }: Property): boolean =>
  items !== undefined || additionalProperties !== undefined || format === "byte";

const ownValue = (object: object, name: string): unknown =>
  Object.getOwnPropertyDescriptor(object, name)?.value;

/** Lists and maps come over the wire, where an empty one is none. */
const isEmptyList = (property: Property, value: unknown): boolean =>
  isReference(property) &&
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length === 0;

/** Without the type in front: that is written once, for a list and not for its items. */
function plainText(property: Property, value: unknown): string {
  const { $ref, items, additionalProperties, format } = property;
  if ($ref !== undefined) {
    return structText(modelNamed($ref), goModelName($ref), isJsonObject(value) ? value : {});
  }
  if (items !== undefined) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return `[${list.map((item) => plainText(items, item)).join(" ")}]`;
  }
  if (additionalProperties !== undefined) {
    const map = isJsonObject(value) ? value : {};
    const entries = Object.keys(map).sort(compareText);
    return `map[${entries.map((key) => `${key}:${plainText(additionalProperties, map[key])}`).join(" ")}]`;
  }
  if (format === "quantity") return quantityText(value as string | undefined);
  if (format === "int-or-string") return intOrStringText(value as string | number | undefined);
  if (format === "date-time" || format === "date-time-micro") return zeroTime;
  if (property.type === "boolean") return String(value ?? false);
  if (property.type === "integer" || property.type === "number") {
    return goJsonNumber(Number(value ?? 0));
  }
  return String(value ?? "");
}

/** Templates carry no times. */
const zeroTime = "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}";

function intOrStringText(value: string | number | undefined): string {
  const isText = typeof value === "string";
  return `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${isText ? 0 : (value ?? 0)} StrVal:(string)${isText ? value : ""}}`;
}

/** `100m` is kept as 100 and a scale of -3, `64Mi` as its bytes; the text stays beside it. */
function quantityText(value: string | undefined): string {
  const text = value === undefined ? "" : formatQuantity(quantityOf(value));
  const [, whole = "0", fraction = "", suffix = ""] =
    /^(-?\d+)(?:\.(\d+))?([A-Za-z]*)/.exec(text) ?? [];
  const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].indexOf(suffix) + 1;
  const scale = binary > 0 ? 0 : (scales[suffix] ?? 0) - fraction.length;
  const amount = BigInt(`${whole}${fraction}`) << BigInt(binary * 10);
  return `{i:(resource.int64Amount){value:(int64)${amount} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${text} Format:(resource.Format)${binary > 0 ? "BinarySI" : text === "" ? "" : "DecimalSI"}}`;
}

const scales: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
