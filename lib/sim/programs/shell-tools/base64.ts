import { complainOf, withInputs } from "./inputs";
import { defineTool } from "./options";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export const base64 = defineTool(
  {
    name: "base64",
    usage: "[OPTION]... [FILE]",
    summary: "base64 encode or decode data",
    options: {
      "-d --decode": "flag",
      "-w --wrap": "value",
      "-i --ignore-garbage": "flag",
      "-D": "flag",
    },
  },
  (io, options, resume) =>
    withInputs(io, options.words.slice(0, 1), resume, (inputs) => {
      const text = inputs[0]?.text ?? "";
      if (options.has("-d") || options.has("-D")) {
        const decoded = decodeBase64(
          options.has("-i") ? text.replace(/[^A-Za-z0-9+/=]/g, "") : text.replace(/\n/g, ""),
        );
        io.stdout(decoded.text);
        if (decoded.isValid) return 0;
        complainOf(io, "invalid input");
        return 1;
      }
      const encoded = encodeBase64(text);
      const width = Number(options.value("-w") ?? 76);
      if (width === 0) io.stdout(encoded);
      else
        for (let i = 0; i < encoded.length; i += width)
          io.stdout(`${encoded.slice(i, i + width)}\n`);
      return 0;
    }),
);

export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    out += b === undefined ? "=" : alphabet.charAt((group >> 6) & 63);
    out += c === undefined ? "=" : alphabet.charAt(group & 63);
  }
  return out;
}

export function decodeBase64(text: string): { text: string; isValid: boolean } {
  const bytes: number[] = [];
  let group = 0;
  let bits = 0;
  let isValid = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
  for (const character of text.replace(/=+$/, "")) {
    const value = alphabet.indexOf(character);
    if (value < 0) {
      isValid = false;
      break;
    }
    group = ((group << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >> bits) & 255);
  }
  return { text: textOfUtf8(bytes), isValid };
}

export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}

function textOfUtf8(bytes: readonly number[]): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let j = 0; j < more; j++) {
      i += 1;
      code = (code << 6) | ((bytes[i] ?? 0) & 63);
    }
    text += code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  }
  return text;
}
