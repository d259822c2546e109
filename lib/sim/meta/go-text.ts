// How Go writes and measures strings: `%q`, byte lengths, byte order. Messages and orders that people see
// follow Go's rules, not JavaScript's.

const shortEscapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

// Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** `strconv.Quote`, the `%q` of Go. */
export function goQuote(text: string): string {
  let quoted = '"';
  for (const character of text) quoted += shortEscapes[character] ?? escapeOf(character);
  return `${quoted}"`;
}

function escapeOf(character: string): string {
  if (printable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  // A byte that is no UTF-8 (byte-text.ts).
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  if (code >= 0xd800 && code <= 0xdfff) return "\\ufffd";
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

const hex = (code: number, width: number): string => code.toString(16).padStart(width, "0");

/** `len(text)` in Go: bytes of UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Bytes of `text` in UTF-8. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return bytes;
}

const tail = (code: number, shift: number): number => 0x80 | ((code >> shift) & 0x3f);

/** Text of UTF-8 `bytes`; what is not UTF-8 becomes U+FFFD. */
export function textOfUtf8(bytes: Iterable<number>): string {
  const all = [...bytes];
  let text = "";
  for (let at = 0; at < all.length; ) {
    const { code, length } = decodeAt(all, at);
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

function decodeAt(bytes: readonly number[], at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, length: 1 };
  const length =
    first >= 0xf0 && first < 0xf5
      ? 4
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xc2 && first < 0xe0
          ? 2
          : 0;
  let code = length === 4 ? first & 0x07 : length === 3 ? first & 0x0f : first & 0x1f;
  if (length === 0) return { code: 0xfffd, length: 1 };
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (next === undefined || (next & 0xc0) !== 0x80) return { code: 0xfffd, length: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  const smallest = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80;
  const isValid = code >= smallest && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isValid ? { code, length } : { code: 0xfffd, length: 1 };
}

/** Go's order of strings: by UTF-8 bytes, which is the order of code points. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return orderOfUnit(left) - orderOfUnit(right);
  }
  return a.length - b.length;
}

/** Surrogates (code points from U+10000) come after every other code unit. */
const orderOfUnit = (unit: number): number =>
  unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;

/** `a, b` in Go's `%v` of a string slice: `[a b]`. */
export const goSlice = (items: readonly string[]): string => `[${items.join(" ")}]`;
