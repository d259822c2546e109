// Base64 of UTF-8 text, without the host's help.
import { textOfUtf8, utf8Bytes } from "./go-text";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export const encodeBase64 = (text: string): string => encodeBase64Bytes(utf8Bytes(text));

export function encodeBase64Bytes(bytes: ArrayLike<number>): string {
  let encoded = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    encoded += alphabet[word >> 18];
    encoded += alphabet[(word >> 12) & 63];
    encoded += b === undefined ? "=" : alphabet[(word >> 6) & 63];
    encoded += c === undefined ? "=" : alphabet[word & 63];
  }
  return encoded;
}

/** The bytes, or nothing when the text is not base64. */
export function decodeBase64Bytes(encoded: string): number[] | undefined {
  const body = encoded.replace(/[\r\n]/g, "").replace(/={1,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(body) || body.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let word = 0;
  let bits = 0;
  for (const letter of body) {
    word = ((word << 6) | alphabet.indexOf(letter)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((word >> bits) & 255);
  }
  return bytes;
}

/** The text, or nothing when it is not base64 of anything. */
export function decodeBase64(encoded: string): string | undefined {
  const bytes = decodeBase64Bytes(encoded);
  return bytes === undefined ? undefined : textOfUtf8(bytes);
}
