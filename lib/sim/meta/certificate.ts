// X.509 certificates as bytes: their form is real, so that `openssl x509` reads them; their signature is made up.
import { decodeBase64Bytes } from "./base64";
import { bytesOf, children, derTags, tagged, wholeOf } from "./der";
import { textOfUtf8, utf8Bytes } from "./go-text";
import { civilFromMs } from "./time";

export interface Subject {
  readonly commonName: string;
  readonly organizations: readonly string[];
}

const commonName = [0x55, 0x04, 0x03];
const organization = [0x55, 0x04, 0x0a];
/** sha256WithRSAEncryption, and its empty parameters. */
export const sha256WithRsa = tagged(
  derTags.sequence,
  tagged(derTags.identifier, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
  [0x05, 0x00],
);

/** The bytes between `-----BEGIN <type>-----` and its end. */
export function readPem(text: string, type: string): number[] | undefined {
  const body = new RegExp(`-----BEGIN ${type}-----([^-]*)-----END`).exec(text)?.[1];
  return body === undefined ? undefined : decodeBase64Bytes(body.replace(/\s/g, ""));
}

interface Request {
  /** As they stand in the request. */
  readonly subject: number[];
  readonly publicKey: number[];
}

/** The parts of a PKCS#10 request that a certificate takes over. */
export function readRequest(bytes: readonly number[]): Request | undefined {
  const whole = wholeOf(bytes);
  const info = whole && children(bytes, whole)[0];
  const [, subject, publicKey] = info === undefined ? [] : children(bytes, info);
  if (subject?.tag !== derTags.sequence || publicKey?.tag !== derTags.sequence) return undefined;
  return { subject: bytesOf(bytes, subject), publicKey: bytesOf(bytes, publicKey) };
}

/** Whom a certificate is for. */
export function certificateSubject(bytes: readonly number[]): Subject | undefined {
  const whole = wholeOf(bytes);
  const body = whole && children(bytes, whole)[0];
  // version, serial, algorithm, issuer, validity, subject
  const subject = body && children(bytes, body)[5];
  return subject === undefined ? undefined : readName(bytesOf(bytes, subject));
}

function readName(bytes: readonly number[]): Subject {
  const whole = wholeOf(bytes);
  const values = (whole === undefined ? [] : children(bytes, whole))
    .flatMap((set) => children(bytes, set))
    .flatMap((pair) => {
      const [type, value] = children(bytes, pair);
      if (type === undefined || value === undefined) return [];
      return [
        {
          type: bytes.slice(type.start, type.end).join(),
          text: textOfUtf8(bytes.slice(value.start, value.end)),
        },
      ];
    });
  const of = (type: readonly number[]): string[] =>
    values.filter((each) => each.type === type.join()).map(({ text }) => text);
  return { commonName: of(commonName)[0] ?? "", organizations: of(organization) };
}

/** Organizations first, as Go writes names whatever their order was. */
function writeName({ commonName: name, organizations }: Subject): number[] {
  const pair = (type: readonly number[], text: string): number[] =>
    tagged(
      derTags.sequence,
      tagged(derTags.identifier, type),
      tagged(derTags.utf8, utf8Bytes(text)),
    );
  const sets = [
    ...(organizations.length > 0
      ? [tagged(derTags.set, ...organizations.map((each) => pair(organization, each)))]
      : []),
    tagged(derTags.set, pair(commonName, name)),
  ];
  return tagged(derTags.sequence, ...sets);
}

export interface Issue {
  readonly request: Request;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Random bytes: sixteen for the serial number, the rest for the signature. */
  readonly random: readonly number[];
}

export function makeCertificate({ issuer, request, ...issue }: Issue): number[] {
  return certificateOf({
    ...issue,
    issuer: writeName({ commonName: issuer, organizations: [] }),
    subject: writeName(readName(request.subject)),
    publicKey: request.publicKey,
  });
}

export interface CertificateFields extends Omit<Issue, "issuer" | "request"> {
  readonly issuer: readonly number[];
  readonly subject: readonly number[];
  readonly publicKey: readonly number[];
}

export function certificateOf(fields: CertificateFields): number[] {
  const { from, issuer, publicKey, random, subject, until } = fields;
  const body = tagged(
    derTags.sequence,
    tagged(derTags.version, tagged(derTags.integer, [2])),
    tagged(derTags.integer, [1, ...random.slice(0, 15)]),
    sha256WithRsa,
    issuer,
    tagged(derTags.sequence, utcTime(from), utcTime(until)),
    subject,
    publicKey,
  );
  const signature = tagged(derTags.bits, [0, ...random.slice(16)]);
  return tagged(derTags.sequence, body, sha256WithRsa, signature);
}

/** `260105000000Z`. */
function utcTime(ms: number): number[] {
  const { day, hour, minute, month, second, year } = civilFromMs(ms);
  const digits = [year % 100, month, day, hour, minute, second].map((value) =>
    String(value).padStart(2, "0"),
  );
  return tagged(derTags.time, utf8Bytes(`${digits.join("")}Z`));
}
