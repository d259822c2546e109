// Amounts of resources: `500m`, `1Gi`, `1e3`. Exact, as nano units in a BigInt, and written back in the
// suffix family they were read in.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go

export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent";

export interface Quantity {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
  /** The text it was read from, when that is close enough to canonical for upstream to keep it. */
  readonly text?: string;
}

export const quantityErrors = {
  format:
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  numeric: "unable to parse numeric part of quantity",
  suffix: "unable to parse quantity's suffix",
} as const;

const nano = 1_000_000_000n;
const int64Max = 9_223_372_036_854_775_807n;
/** Larger exponents only serve to exhaust memory. Differs: upstream accepts any int32. */
const exponentLimit = 1000;

const decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

export const zeroQuantity: Quantity = { nanos: 0n, format: "DecimalSI", text: "0" };

/** The quantity, or nothing when the text is none; `quantityError` says why. */
export function parseQuantity(text: string | number): Quantity | undefined {
  const result = read(String(text));
  return typeof result === "string" ? undefined : result;
}

export function quantityError(text: string | number): string | undefined {
  const result = read(String(text));
  return typeof result === "string" ? result : undefined;
}

/** The quantity of an object that has been validated; absent counts as zero. */
export function quantityOf(text: string | number | undefined): Quantity {
  return text === undefined ? zeroQuantity : (parseQuantity(text) ?? zeroQuantity);
}

/** `1000m` → `1`, `0.5Gi` → `512Mi`; nothing when the text is no quantity. */
export function canonicalQuantity(text: string | number): string | undefined {
  const quantity = parseQuantity(text);
  return quantity === undefined ? undefined : formatQuantity(quantity);
}

interface Parts {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: string;
}

function read(text: string): Quantity | string {
  if (text === "0") return zeroQuantity;
  const parts = split(text);
  if (parts === undefined) return quantityErrors.format;
  const suffix = interpretSuffix(parts.suffix);
  if (suffix === undefined) return quantityErrors.suffix;
  const digits = BigInt(parts.whole + parts.fraction);
  const magnitude = toNanos(digits, suffix, parts.fraction.length);
  const isSmallBinary = suffix.base === 2 && magnitude > 0n && magnitude < nano;
  const capped = suffix.base === 2 && magnitude > int64Max * nano ? int64Max * nano : magnitude;
  return {
    nanos: parts.isNegative ? -capped : capped,
    format: isSmallBinary ? "DecimalSI" : suffix.format,
    ...(keepsText(parts, suffix, digits) ? { text } : {}),
  };
}

const shape = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;

function split(text: string): Parts | undefined {
  const match = text === "" ? null : shape.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", suffix = ""] = match;
  if (suffix !== "" && !/^[eEinumkKMGTP]/.test(suffix)) return undefined;
  return { isNegative: sign === "-", whole: whole.replace(/^0+/, "") || "0", fraction, suffix };
}

interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

function interpretSuffix(suffix: string): Suffix | undefined {
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return { base: 10, exponent: (decimal - 3) * 3, format: "DecimalSI" };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) return { base: 2, exponent: binary * 10, format: "BinarySI" };
  if (!/^[eE][-+]?[0-9]+$/.test(suffix)) return undefined;
  const exponent = Number(suffix.slice(1));
  if (Math.abs(exponent) > exponentLimit) return undefined;
  return { base: 10, exponent, format: "DecimalExponent" };
}

/** Fractions of a nano unit are rounded up. */
function toNanos(digits: bigint, suffix: Suffix, fractionDigits: number): bigint {
  const scaled = suffix.base === 2 ? digits * (1n << BigInt(suffix.exponent)) : digits;
  const exponent = 9 - fractionDigits + (suffix.base === 10 ? suffix.exponent : 0);
  if (exponent >= 0) return scaled * 10n ** BigInt(exponent);
  return divideUp(scaled, 10n ** BigInt(-exponent));
}

/** Whether upstream caches the text it read instead of writing the canonical form. */
function keepsText(parts: Parts, suffix: Suffix, digits: bigint): boolean {
  const shifted = parts.whole + parts.fraction;
  if (suffix.base === 2) {
    const precision = 15 - parts.whole.length - Math.trunc((suffix.exponent * 3) / 10) - 1;
    return parts.fraction === "" && precision >= 0 && (digits & 7n) !== 0n;
  }
  const scale = suffix.exponent - parts.fraction.length;
  if (shifted.length > 18 || scale < -9) return false;
  return scale % 3 === 0 && !shifted.endsWith("000") && !shifted.startsWith("0");
}

/** `String()` of upstream. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text;
  const { nanos } = quantity;
  if (nanos === 0n) return "0";
  if (quantity.format === "BinarySI" && isBinaryWritable(nanos)) return formatBinary(nanos / nano);
  return formatDecimal(nanos, quantity.format === "DecimalExponent");
}

const isBinaryWritable = (nanos: bigint): boolean =>
  nanos % nano === 0n && (nanos >= 1024n * nano || nanos <= -1024n * nano);

function formatBinary(value: bigint): string {
  let amount = value;
  let power = 0;
  while (amount % 1024n === 0n && power < binarySuffixes.length - 1) {
    amount /= 1024n;
    power++;
  }
  return `${amount}${binarySuffixes[power] ?? ""}`;
}

function formatDecimal(nanos: bigint, asExponent: boolean): string {
  let amount = nanos;
  let thousands = -3;
  while (amount % 1000n === 0n) {
    amount /= 1000n;
    thousands++;
  }
  if (asExponent) return thousands === 0 ? `${amount}` : `${amount}e${thousands * 3}`;
  return `${amount}${decimalSuffixes[thousands + 3] ?? ""}`;
}

export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, format: a.nanos === 0n ? b.format : a.format };
}

export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos - b.nanos, format: a.nanos === 0n ? b.format : a.format };
}

/** Negative, zero or positive, as for sorting. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0;
}

export const isZeroQuantity = (quantity: Quantity): boolean => quantity.nanos === 0n;

/** Whole units, rounded up (away from zero). */
export const quantityValue = (quantity: Quantity): number => Number(divideUp(quantity.nanos, nano));

/** Thousandths, rounded up (away from zero). */
export const milliValue = (quantity: Quantity): number =>
  Number(divideUp(quantity.nanos, 1_000_000n));

export const quantityFromValue = (
  value: number,
  format: QuantityFormat = "DecimalSI",
): Quantity => ({ nanos: BigInt(Math.round(value)) * nano, format });

function divideUp(amount: bigint, divisor: bigint): bigint {
  const quotient = amount / divisor;
  if (amount % divisor === 0n) return quotient;
  return amount > 0n ? quotient + 1n : quotient - 1n;
}
