// Files hold text here. A file with a NUL is taken for bytes, one per character; its value goes into
// `binaryData`, as Go does with what is no UTF-8.
import { encodeBase64 } from "@/lib/sim/meta/base64";

export function isBinary(text: string): boolean {
  return text.includes("\u0000") || text.includes("\ufffd");
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of the bytes that the characters stand for. */
export function encodeBytes(text: string): string {
  if (/[^\u0000-\u00ff]/.test(text)) return encodeBase64(text);
  let encoded = "";
  for (let at = 0; at < text.length; at += 3) {
    const left = text.length - at;
    const word =
      (text.charCodeAt(at) << 16) |
      ((text.charCodeAt(at + 1) || 0) << 8) |
      (text.charCodeAt(at + 2) || 0);
    const digits = [18, 12, 6, 0].map((bits) => alphabet[(word >> bits) & 63] ?? "");
    encoded += digits
      .slice(0, Math.min(4, left + 1))
      .join("")
      .padEnd(4, "=");
  }
  return encoded;
}
