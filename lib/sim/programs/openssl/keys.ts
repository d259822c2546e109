// RSA keys in the form of PKCS#8. The modulus is a number of the right size, not a product of primes.
import type { ProgramIo } from "../../machine/program";
import { readPem } from "../../meta/certificate";
import { bytesOf, children, derTags, tagged, wholeOf } from "../../meta/der";
import { readFile, readOptions, writeOutput } from "./options";
import { writePem } from "./pem";
import { randomBytes } from "./random-bytes";

const octets = 0x04;
const rsaEncryption = tagged(
  derTags.sequence,
  tagged(derTags.identifier, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]),
  [0x05, 0x00],
);
const publicExponent = tagged(derTags.integer, [1, 0, 1]);
const fewestBits = 512;
const mostBits = 8192;

export function runGenrsa(io: ProgramIo, args: readonly string[]): number {
  const options = readOptions(io, args, {
    command: "genrsa",
    flags: ["traditional", "verbose"],
    values: ["out"],
  });
  return options === undefined
    ? 1
    : writeKey(io, options.value("out"), Number(options.words[0] ?? 2048));
}

export function runGenpkey(io: ProgramIo, args: readonly string[]): number {
  const options = readOptions(io, args, {
    command: "genpkey",
    flags: ["quiet"],
    values: ["algorithm", "out", "pkeyopt"],
  });
  if (options === undefined) return 1;
  if (options.value("algorithm")?.toUpperCase() !== "RSA") {
    io.stderr("genpkey: only -algorithm RSA is simulated here\n");
    return 1;
  }
  const bits = /^rsa_keygen_bits:(\d+)$/.exec(options.value("pkeyopt") ?? "")?.[1] ?? "2048";
  return writeKey(io, options.value("out"), Number(bits));
}

function writeKey(io: ProgramIo, file: string | undefined, bits: number): number {
  if (!(bits >= fewestBits && bits <= mostBits && bits % 8 === 0)) {
    io.stderr(`genrsa: give a number of bits from ${fewestBits} to ${mostBits}\n`);
    return 1;
  }
  writeOutput(io, file, makeKey(io, bits));
  return 0;
}

export function makeKey(io: ProgramIo, bits: number): string {
  const size = bits / 8;
  const number = (purpose: string, count: number): number[] => {
    const bytes = randomBytes(io, purpose, count);
    // Its highest bit makes it as long as it should be; odd, as products of primes are.
    return [0, (bytes[0] ?? 0) | 0x80, ...bytes.slice(1, -1), (bytes.at(-1) ?? 0) | 1];
  };
  const parts = ["p", "q", "dp", "dq", "qi"].map((name) =>
    tagged(derTags.integer, number(name, size / 2)),
  );
  const key = tagged(
    derTags.sequence,
    tagged(derTags.integer, [0]),
    tagged(derTags.integer, number("modulus", size)),
    publicExponent,
    tagged(derTags.integer, number("exponent", size)),
    ...parts,
  );
  const whole = tagged(
    derTags.sequence,
    tagged(derTags.integer, [0]),
    rsaEncryption,
    tagged(octets, key),
  );
  return writePem("PRIVATE KEY", whole);
}

/** The `SubjectPublicKeyInfo` of a private key, or nothing when the text is no key. */
export function publicKeyOf(pem: string): number[] | undefined {
  const bytes = readPem(pem, "PRIVATE KEY");
  const whole = bytes && wholeOf(bytes);
  const inside = bytes && whole && children(bytes, whole)[2];
  if (bytes === undefined || inside === undefined) return undefined;
  const key = children(bytes, inside)[0];
  const modulus = key && children(bytes, key)[1];
  if (modulus === undefined) return undefined;
  const pair = tagged(derTags.sequence, bytesOf(bytes, modulus), publicExponent);
  return tagged(derTags.sequence, rsaEncryption, tagged(derTags.bits, [0, ...pair]));
}

/** Reads the key a command names with `-key`; says what is wrong with it. */
export function readKey(io: ProgramIo, file: string): number[] | undefined {
  const text = readFile(io, file);
  if (text === undefined) {
    io.stderr(`Could not open file or uri for loading private key from ${file}\n`);
    return undefined;
  }
  const key = publicKeyOf(text);
  if (key === undefined) io.stderr(`Could not read private key from ${file}\n`);
  return key;
}
