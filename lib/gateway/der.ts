// The few shapes of ASN.1 that a certificate consists of, in their distinguished encoding (DER).

export type Der = Buffer;

const element = (tag: number, content: Buffer): Der =>
  Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

export const sequence = (...items: Der[]): Der => element(0x30, Buffer.concat(items));
export const set = (...items: Der[]): Der => element(0x31, Buffer.concat(items));
export const text = (value: string): Der => element(0x0c, Buffer.from(value, "utf8"));
export const octets = (content: Buffer): Der => element(0x04, content);
export const bits = (content: Buffer): Der =>
  element(0x03, Buffer.concat([Buffer.from([0]), content]));
export const yes: Der = element(0x01, Buffer.from([0xff]));

/** `[number]`, around other elements or in place of a value's own tag. */
export const tagged = (number: number, content: Der): Der => element(0xa0 + number, content);
export const implicit = (number: number, content: Buffer): Der => element(0x80 + number, content);

/** A positive integer from its bytes. */
export const integer = (bytes: Buffer): Der =>
  element(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));

/** `1.2.840.10045.4.3.2`. */
export function identifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest.flatMap(base128)];
  return element(0x06, Buffer.from(bytes));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** Years before 2050 have two digits. */
export const utcTime = (instant: Date): Der =>
  element(
    0x17,
    Buffer.from(`${instant.toISOString().slice(2, 19).replaceAll(/[-:T]/g, "")}Z`, "ascii"),
  );
