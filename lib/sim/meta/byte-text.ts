// Bytes as text and back without loss: what is UTF-8 is shown as such, a byte that is not stands as the lone
// surrogate U+DC80–U+DCFF (Python's `surrogateescape`). Terminals draw it as U+FFFD.
import { textOfUtf8, utf8Bytes } from "./go-text";

const firstEscape = 0xdc80;
const lastEscape = 0xdcff;

export function bytesOfText(text: string): number[] {
  if (!/[\udc80-\udcff]/.test(text)) return utf8Bytes(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= firstEscape && code <= lastEscape) bytes.push(code - 0xdc00);
    else bytes.push(...utf8Bytes(character));
  }
  return bytes;
}

export function textOfBytes(bytes: ArrayLike<number>): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at += 1;
      continue;
    }
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const part = Array.from({ length }, (_, i) => bytes[at + i] ?? 0);
    const decoded = at + length <= bytes.length ? textOfUtf8(part) : "\ufffd";
    const isWhole = !decoded.includes("\ufffd") || isReplacement(part);
    text += isWhole ? decoded : String.fromCharCode(0xdc00 + first);
    at += isWhole ? length : 1;
  }
  return text;
}

/** U+FFFD itself, written out. */
const isReplacement = ([a, b, c]: readonly number[]): boolean =>
  a === 0xef && b === 0xbf && c === 0xbd;
