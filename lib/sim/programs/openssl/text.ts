// `-text`: a request or a certificate for people.
import { children, wholeOf } from "../../meta/der";
import type { CertificateParts, Parsed } from "./parsed";
import { showSubject } from "./subject";

export function requestText(parsed: Parsed): string {
  return [
    "Certificate Request:",
    "    Data:",
    "        Version: 1 (0x0)",
    `        Subject: ${showSubject(parsed.subject)}`,
    ...keyLines(parsed.publicKey),
    "        Attributes:",
    "            (none)",
    "            Requested Extensions:",
    ...signatureLines(parsed.signature),
    "",
  ].join("\n");
}

export function certificateText(parsed: Parsed, certificate: CertificateParts): string {
  return [
    "Certificate:",
    "    Data:",
    "        Version: 3 (0x2)",
    "        Serial Number:",
    `            ${hexPairs(certificate.serial).join(":")}`,
    "        Signature Algorithm: sha256WithRSAEncryption",
    `        Issuer: ${showSubject(certificate.issuer)}`,
    "        Validity",
    `            Not Before: ${showTime(certificate.from)}`,
    `            Not After : ${showTime(certificate.until)}`,
    `        Subject: ${showSubject(parsed.subject)}`,
    ...keyLines(parsed.publicKey),
    ...signatureLines(parsed.signature),
    "",
  ].join("\n");
}

function keyLines(publicKey: readonly number[]): string[] {
  const modulus = modulusOf(publicKey);
  const bits = (modulus.length - 1) * 8;
  return [
    "        Subject Public Key Info:",
    "            Public Key Algorithm: rsaEncryption",
    `                Public-Key: (${bits} bit)`,
    "                Modulus:",
    ...hexLines(modulus, { perLine: 15, margin: 20 }),
    "                Exponent: 65537 (0x10001)",
  ];
}

/** Through the bit string that the key is wrapped in. */
function modulusOf(publicKey: readonly number[]): readonly number[] {
  const whole = wholeOf(publicKey);
  const bits = whole && children(publicKey, whole)[1];
  const inner = bits === undefined ? [] : publicKey.slice(bits.start + 1, bits.end);
  const pair = wholeOf(inner);
  const modulus = pair && children(inner, pair)[0];
  return modulus === undefined ? [] : inner.slice(modulus.start, modulus.end);
}

const signatureLines = (signature: readonly number[]): string[] => [
  "    Signature Algorithm: sha256WithRSAEncryption",
  "    Signature Value:",
  ...hexLines(signature, { perLine: 18, margin: 8 }),
];

export const hexPairs = (bytes: readonly number[]): string[] =>
  bytes.map((byte) => byte.toString(16).padStart(2, "0"));

function hexLines(
  bytes: readonly number[],
  { margin, perLine }: { readonly margin: number; readonly perLine: number },
): string[] {
  const pairs = hexPairs(bytes);
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += perLine) {
    const isLast = at + perLine >= pairs.length;
    const line = pairs.slice(at, at + perLine).join(":");
    lines.push(`${" ".repeat(margin)}${line}${isLast ? "" : ":"}`);
  }
  return lines;
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `260105000000Z` → `Jan  5 00:00:00 2026 GMT`. */
export function showTime(time: string): string {
  const [year = "", month = "", day = "", hour, minute, second] = time.match(/\d\d/g) ?? [];
  const name = months[Number(month) - 1] ?? "";
  return `${name} ${String(Number(day)).padStart(2)} ${hour}:${minute}:${second} 20${year} GMT`;
}
