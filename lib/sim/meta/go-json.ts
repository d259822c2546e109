// JSON as Go's encoding/json writes it: HTML characters escaped, keys of maps sorted, and the indented
// form that `kubectl -o json` prints.
import { compareText } from "./go-text";

const escaped =
  /["\\\u0000-\u001f<>&\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

export function goJsonString(text: string): string {
  return `"${text.replace(escaped, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return "\\ufffd";
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Go writes floats below 1e-6 and from 1e21 with an exponent of at least two digits. */
export function goJsonNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
}

export interface GoJsonOptions {
  /** Leave `<`, `>` and `&` as they are (`SetEscapeHTML(false)`). */
  readonly plainHtml?: boolean;
  /** Keep keys in the order they have, as Go does for structs. */
  readonly keepOrder?: boolean;
}

/** `json.Marshal`. Fields that are `undefined` are left out. */
export function goJson(value: unknown, options: GoJsonOptions = {}): string {
  if (Array.isArray(value)) return `[${value.map((item) => goJson(item, options)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = fieldsOf(value, options).map(
      ([key, field]) => `${text(key, options)}:${goJson(field, options)}`,
    );
    return `{${fields.join(",")}}`;
  }
  return scalar(value, options);
}

/** `json.MarshalIndent(value, "", indent)`; kubectl uses four spaces. */
export function goJsonIndent(value: unknown, indent = "    ", options: GoJsonOptions = {}): string {
  return writeIndented(value, "\n", indent, options);
}

function writeIndented(
  value: unknown,
  margin: string,
  indent: string,
  options: GoJsonOptions,
): string {
  const inner = margin + indent;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item) => inner + writeIndented(item, inner, indent, options));
    return `[${items.join(",")}${margin}]`;
  }
  if (typeof value !== "object" || value === null) return scalar(value, options);
  const fields = fieldsOf(value, options).map(
    ([key, field]) =>
      `${inner}${text(key, options)}: ${writeIndented(field, inner, indent, options)}`,
  );
  return fields.length === 0 ? "{}" : `{${fields.join(",")}${margin}}`;
}

function fieldsOf(value: object, options: GoJsonOptions): [string, unknown][] {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (options.keepOrder !== true) fields.sort(([a], [b]) => compareText(a, b));
  return fields;
}

function scalar(value: unknown, options: GoJsonOptions): string {
  if (typeof value === "string") return text(value, options);
  if (typeof value === "number") return goJsonNumber(value);
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  return "null";
}

function text(value: string, options: GoJsonOptions): string {
  const json = goJsonString(value);
  if (options.plainHtml !== true) return json;
  return json.replace(
    /\\u003c|\\u003e|\\u0026|\\\\/g,
    (sequence) => htmlCharacters[sequence] ?? sequence,
  );
}

const htmlCharacters: Readonly<Record<string, string>> = {
  "\\u003c": "<",
  "\\u003e": ">",
  "\\u0026": "&",
};
