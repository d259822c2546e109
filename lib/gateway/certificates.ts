// A certificate authority, as kubeadm makes one: it signs the server's certificate and the administrator's. Node can
// sign but has no maker of certificates.
import {
  createECDH,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import {
  bits,
  type Der,
  identifier,
  implicit,
  integer,
  octets,
  sequence,
  set,
  tagged,
  text,
  utcTime,
  yes,
} from "./der";

export interface Issued {
  /** Both in PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface Authority {
  readonly certificate: string;
  issueServer(host: string): Issued;
  issueClient(name: string, groups: readonly string[]): Issued;
}

interface Subject {
  readonly commonName: string;
  readonly organizations?: readonly string[];
}

/** With a key of its own for each run, unless one is given. */
export function createAuthority(
  signingKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
): Authority {
  const issuer: Subject = { commonName: "kubernetes" };
  const certify = (subject: Subject, publicKey: KeyObject, extensions: Der[]): string =>
    certificate({ subject, issuer, publicKey, signingKey, extensions });
  const issue = (subject: Subject, extensions: Der[]): Issued => {
    const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return {
      certificate: certify(subject, own.publicKey, extensions),
      key: own.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
  };
  return {
    certificate: certify(issuer, createPublicKey(signingKey), [isAuthority, mayOnly(0x06, 1)]),
    issueServer: (host) =>
      issue({ commonName: "kube-apiserver" }, [
        mayOnly(0x80, 7),
        purpose("1.3.6.1.5.5.7.3.1"),
        alsoCalled(host),
      ]),
    issueClient: (commonName, organizations) =>
      issue({ commonName, organizations }, [mayOnly(0x80, 7), purpose("1.3.6.1.5.5.7.3.2")]),
  };
}

/** The same key for the same secret, so that every process of one Naru is the same authority. */
export function signingKeyFrom(secret: string): KeyObject {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(createHmac("sha256", secret).update("certificate authority").digest());
  const point = pair.getPublicKey();
  const coordinate = (from: number) => point.subarray(from, from + 32).toString("base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: coordinate(1),
    y: coordinate(33),
    // Leading zeros are left out by the pair, and belong to a key.
    d: Buffer.from(pair.getPrivateKey("hex").padStart(64, "0"), "hex").toString("base64url"),
  };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

const yearMs = 365 * 86_400_000;
const ecdsaWithSha256 = sequence(identifier("1.2.840.10045.4.3.2"));

function certificate(parts: {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly extensions: readonly Der[];
}): string {
  const now = Date.now();
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(parts.issuer),
    sequence(utcTime(new Date(now - 3_600_000)), utcTime(new Date(now + yearMs))),
    nameOf(parts.subject),
    parts.publicKey.export({ type: "spki", format: "der" }),
    tagged(3, sequence(...parts.extensions)),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign("sha256", body, parts.signingKey)));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function nameOf({ commonName, organizations = [] }: Subject): Der {
  const part = (id: string, value: string): Der => set(sequence(identifier(id), text(value)));
  return sequence(
    ...organizations.map((name) => part("2.5.4.10", name)),
    part("2.5.4.3", commonName),
  );
}

const extension = (id: string, value: Der, isCritical = false): Der =>
  sequence(identifier(id), ...(isCritical ? [yes] : []), octets(value));

const isAuthority = extension("2.5.29.19", sequence(yes), true);

/** Key usage: one byte of flags, the last `unused` of them not meant. */
const mayOnly = (flags: number, unused: number): Der =>
  extension("2.5.29.15", Buffer.from([0x03, 0x02, unused, flags]), true);

const purpose = (id: string): Der => extension("2.5.29.37", sequence(identifier(id)));

/** The names a client may dial: the address, `localhost` and the Service. */
function alsoCalled(host: string): Der {
  const names = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"];
  const addresses = [...new Set([host, "127.0.0.1"])].filter((one) => /^[\d.]+$/.test(one));
  return extension(
    "2.5.29.17",
    sequence(
      ...names.map((name) => implicit(2, Buffer.from(name))),
      ...addresses.map((address) => implicit(7, Buffer.from(address.split(".").map(Number)))),
    ),
  );
}
