// Writes YAML as `kubectl -o yaml` does: keys sorted, lists not indented below their key, go-yaml's rules
// for quotes and blocks, lines wrapped at 80 columns where a space allows it.
//
// Go: sigs.k8s.io/yaml Marshal, gopkg.in/yaml.v2/emitterc.go
import { byteLength } from "../go-text";
import { compareKeys } from "./key-order";
import { chooseStyle, formatNumber, writeLiteral, writeScalar } from "./write-scalar";

/** A longer key is written as `? key`. */
const maxSimpleKeyBytes = 128;

export function writeYaml(value: unknown): string {
  const text = writeNode(value, { indent: 0, column: 0 });
  return text.endsWith("\n") ? text : `${text}\n`;
}

interface Place {
  /** Column of the collection the node stands in. */
  readonly indent: number;
  /** Where the node's text begins, for wrapping. */
  readonly column: number;
}

/** A node's text from where it stands; collections begin on the same line. */
function writeNode(value: unknown, place: Place): string {
  if (Array.isArray(value)) return writeItems(value, place.indent);
  if (typeof value === "object" && value !== null) return writeFields(value, place.indent);
  return writeLeaf(value, place);
}

function writeLeaf(value: unknown, place: Place): string {
  if (typeof value === "string") {
    const style = chooseStyle(value, false);
    if (style === "literal") return writeLiteral(value, place.indent + 2);
    return writeScalar(value, style, { indent: place.indent + 2, column: place.column });
  }
  if (typeof value === "number") return formatNumber(value);
  return value === null || value === undefined ? "null" : String(value);
}

function writeItems(items: readonly unknown[], indent: number): string {
  if (items.length === 0) return "[]";
  return items
    .map((item) => `- ${writeNode(item, { indent: inItem(item, indent), column: indent + 2 })}`)
    .map(ended)
    .join(" ".repeat(indent));
}

/** Collections in an item begin after its dash; scalars count from the dash. */
const inItem = (item: unknown, indent: number): number =>
  typeof item === "object" && item !== null ? indent + 2 : indent;

function writeFields(object: object, indent: number): string {
  const fields = Object.entries(object).filter(([, field]) => field !== undefined);
  if (fields.length === 0) return "{}";
  return fields
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([key, field]) => ended(writeField(key, field, indent)))
    .join(" ".repeat(indent));
}

function writeField(key: string, field: unknown, indent: number): string {
  const name = writeScalar(key, chooseStyle(key, true), {
    indent: indent + 2,
    column: indent,
    isKey: true,
  });
  const margin = " ".repeat(indent);
  if (byteLength(key) > maxSimpleKeyBytes || key.includes("\n")) {
    return `? ${name}\n${margin}: ${writeNode(field, { indent: inItem(field, indent), column: indent + 2 })}`;
  }
  if (isEmptyOrScalar(field)) {
    const column = indent + name.length + 2;
    return `${name}: ${writeNode(field, { indent, column })}`;
  }
  const inner = Array.isArray(field) ? indent : indent + 2;
  return `${name}:\n${" ".repeat(inner)}${writeNode(field, { indent: inner, column: inner })}`;
}

function isEmptyOrScalar(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return Object.values(value).every((field) => field === undefined);
}

const ended = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);
