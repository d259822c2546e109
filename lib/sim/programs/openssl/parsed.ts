// What a certificate or a signing request says, read from its bytes.
import { bytesOf, children, derTags, type Tagged, wholeOf } from "../../meta/der";
import { textOfUtf8 } from "../../meta/go-text";

export interface Parsed {
  readonly subject: readonly number[];
  readonly publicKey: readonly number[];
  readonly signature: readonly number[];
  /** Of certificates only. */
  readonly certificate?: CertificateParts;
}

export interface CertificateParts {
  readonly serial: readonly number[];
  readonly issuer: readonly number[];
  /** As written: `260105000000Z`. */
  readonly from: string;
  readonly until: string;
}

export function parseRequest(bytes: readonly number[]): Parsed | undefined {
  const [info, , signature] = topOf(bytes);
  const [, subject, publicKey] = info === undefined ? [] : children(bytes, info);
  if (subject?.tag !== derTags.sequence || publicKey === undefined) return undefined;
  return partsOf(bytes, { subject, publicKey, signature });
}

export function parseCertificate(bytes: readonly number[]): Parsed | undefined {
  const [body, , signature] = topOf(bytes);
  const fields = body === undefined ? [] : children(bytes, body);
  const [, serial, , issuer, validity, subject, publicKey] = fields;
  const [from, until] = validity === undefined ? [] : children(bytes, validity);
  if (serial === undefined || issuer === undefined || from === undefined || until === undefined)
    return undefined;
  if (subject === undefined || publicKey === undefined) return undefined;
  return {
    ...partsOf(bytes, { subject, publicKey, signature }),
    certificate: {
      serial: bytes.slice(serial.start, serial.end),
      issuer: bytesOf(bytes, issuer),
      from: textOfUtf8(bytes.slice(from.start, from.end)),
      until: textOfUtf8(bytes.slice(until.start, until.end)),
    },
  };
}

function topOf(bytes: readonly number[]): Tagged[] {
  const whole = wholeOf(bytes);
  return whole === undefined ? [] : children(bytes, whole);
}

interface Places {
  readonly subject: Tagged;
  readonly publicKey: Tagged;
  readonly signature: Tagged | undefined;
}

const partsOf = (
  bytes: readonly number[],
  { subject, publicKey, signature }: Places,
): Omit<Parsed, "certificate"> => ({
  subject: bytesOf(bytes, subject),
  publicKey: bytesOf(bytes, publicKey),
  signature: signature === undefined ? [] : bytes.slice(signature.start + 1, signature.end),
});
