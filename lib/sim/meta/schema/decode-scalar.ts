// Reads one scalar of a known type, with the rules of the Go type behind it.

import { goQuote } from "../go-text";
import { canonicalQuantity, quantityError } from "../quantity";
import { formatMicroTime, formatTime, parseTime } from "../time";
import type { Property } from "./schema-types";

/**
 * Why a scalar cannot be read. `mismatch` and `saved` let the decoding go on (the first one is reported);
 * `stop` ends it. `wrongType` is the Go type that `text`, a kind of value, did not fit.
 */
export class Malformed {
  constructor(
    readonly kind: "mismatch" | "saved" | "stop",
    readonly text: string,
    readonly wrongType?: string,
  ) {}
}

/** How Go names the kind of a JSON value. */
export function valueKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  const type = typeof value;
  return type === "boolean" ? "bool" : type;
}

export function decodeScalar(property: Property, value: unknown): unknown {
  switch (property.format) {
    case "quantity":
      return decodeQuantity(value);
    case "int-or-string":
      return decodeIntOrString(value);
    case "date-time":
      return decodeTime(value, formatTime);
    case "date-time-micro":
      return decodeTime(value, formatMicroTime);
    case "byte":
      return decodeBytes(value);
    default:
      return decodePlain(property, value);
  }
}

function decodePlain(property: Property, value: unknown): unknown {
  if (property.type === "integer") return decodeInteger(value, property.format ?? "int32");
  const wanted = property.type ?? "string";
  return typeof value === wanted ? value : new Malformed("mismatch", valueKind(value));
}

function decodeInteger(value: unknown, format: string): unknown {
  if (typeof value !== "number") return new Malformed("mismatch", valueKind(value));
  const bound = format === "int64" ? 2 ** 63 : 2 ** 31;
  const fits = Number.isInteger(value) && value >= -bound && value < bound;
  return fits ? value : new Malformed("mismatch", `number ${value}`);
}

// A quantity's reader takes the raw text of any JSON value.
function decodeQuantity(value: unknown): unknown {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "?";
  return canonicalQuantity(text) ?? new Malformed("stop", quantityError(text) ?? "");
}

function decodeIntOrString(value: unknown): unknown {
  if (typeof value === "string") return value;
  const integer = decodeInteger(value, "int32");
  return integer instanceof Malformed ? new Malformed("stop", integer.text, "int32") : integer;
}

function decodeTime(value: unknown, format: (ms: number) => string): unknown {
  if (typeof value !== "string") return new Malformed("stop", valueKind(value), "string");
  const ms = parseTime(value);
  if (ms !== undefined) return format(ms);
  const layout = "2006-01-02T15:04:05Z07:00";
  const rest = unparsed(value);
  const text = `parsing time ${goQuote(value)} as ${goQuote(layout)}: cannot parse ${goQuote(rest.text)} as ${goQuote(rest.layout)}`;
  return new Malformed("stop", text);
}

const timeParts: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, "2006"],
  [/^-/, "-"],
  [/^\d{2}/, "01"],
  [/^-/, "-"],
  [/^\d{2}/, "02"],
  [/^T/, "T"],
  [/^\d{1,2}/, "15"],
  [/^:/, ":"],
  [/^\d{2}/, "04"],
  [/^:/, ":"],
  [/^\d{2}(\.\d+)?/, "05"],
];

/** Where Go's time parser stops, and the part of its layout it stopped at. */
function unparsed(text: string): { text: string; layout: string } {
  let rest = text;
  for (const [pattern, layout] of timeParts) {
    const match = pattern.exec(rest);
    if (match === null) return { text: rest, layout };
    rest = rest.slice(match[0].length);
  }
  return { text: rest, layout: "Z07:00" };
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decodeBytes(value: unknown): unknown {
  if (typeof value !== "string") return new Malformed("mismatch", valueKind(value));
  const text = value.replace(/[\r\n]/g, "");
  if (base64.test(text)) return text;
  return new Malformed("saved", `illegal base64 data at input byte ${badByte(text)}`);
}

// Go: encoding/base64 — the offset of the first byte that cannot be there.
function badByte(text: string): number {
  const body = /^[A-Za-z0-9+/]*/.exec(text)?.[0].length ?? 0;
  const quantum = body % 4;
  if (body === text.length) return quantum === 0 ? body : body - quantum;
  if (text[body] !== "=" || quantum < 2) return body;
  if (quantum === 2) {
    if (text.length === body + 1) return text.length;
    return text[body + 1] === "=" ? body + 2 : body + 1;
  }
  return body + 1;
}
