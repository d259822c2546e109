// `openssl req`: makes signing requests and self-signed certificates, and shows requests.
import type { ProgramIo } from "../../machine/program";
import { certificateOf, readPem, sha256WithRsa } from "../../meta/certificate";
import { derTags, tagged } from "../../meta/der";
import { makeKey, publicKeyOf, readKey } from "./keys";
import { type Options, readFile, readOptions, writeOutput } from "./options";
import { parseRequest } from "./parsed";
import { writePem } from "./pem";
import { randomBytes } from "./random-bytes";
import { parseSubject, showSubject } from "./subject";
import { requestText } from "./text";

const rules = {
  command: "req",
  flags: ["new", "nodes", "noenc", "noout", "text", "subject", "verify", "x509", "batch", "sha256"],
  values: ["in", "out", "key", "keyout", "newkey", "subj", "days"],
};
const attributes = 0xa0;
const signatureBytes = 256;
const dayMs = 86_400_000;

export function runReq(io: ProgramIo, args: readonly string[], input: string): number {
  const options = readOptions(io, args, rules);
  if (options === undefined) return 1;
  const isNew = ["new", "newkey", "x509"].some(options.has);
  return isNew ? create(io, options) : show(io, options, input);
}

function create(io: ProgramIo, options: Options): number {
  const publicKey = keyFor(io, options);
  if (publicKey === undefined) return 1;
  const subject = subjectFor(io, options);
  if (subject === undefined) return 1;
  const random = randomBytes(io, "signature", 16 + signatureBytes);
  if (options.has("x509")) {
    const days = Number(options.value("days") ?? 30);
    const bytes = certificateOf({
      subject,
      issuer: subject,
      publicKey,
      from: io.process.now,
      until: io.process.now + days * dayMs,
      random,
    });
    writeOutput(io, options.value("out"), writePem("CERTIFICATE", bytes));
    return 0;
  }
  const info = tagged(
    derTags.sequence,
    tagged(derTags.integer, [0]),
    subject,
    publicKey,
    tagged(attributes),
  );
  const signature = tagged(derTags.bits, [0, ...random.slice(16)]);
  const whole = tagged(derTags.sequence, info, sha256WithRsa, signature);
  writeOutput(io, options.value("out"), writePem("CERTIFICATE REQUEST", whole));
  return 0;
}

/** The key of `-key`, or a new one, written to the file of `-keyout`. */
function keyFor(io: ProgramIo, options: Options): number[] | undefined {
  const file = options.value("key");
  if (file !== undefined) return readKey(io, file);
  const bits = /^rsa:(\d+)$/.exec(options.value("newkey") ?? "rsa:2048")?.[1];
  if (bits === undefined) {
    io.stderr("req: only -newkey rsa:BITS is simulated here\n");
    return undefined;
  }
  if (!options.has("nodes") && !options.has("noenc")) {
    io.stderr("req: a pass phrase for the key is not simulated here: add -nodes\n");
    return undefined;
  }
  const key = makeKey(io, Number(bits));
  io.files.write(options.value("keyout") ?? "privkey.pem", key);
  io.stderr("-----\n");
  return publicKeyOf(key);
}

function subjectFor(io: ProgramIo, options: Options): number[] | undefined {
  const text = options.value("subj");
  if (text === undefined) {
    io.stderr("req: questions are not simulated here: give the name with -subj /CN=NAME\n");
    return undefined;
  }
  const subject = parseSubject(text);
  if (Array.isArray(subject)) return subject;
  io.stderr(`req: ${"error" in subject ? subject.error : ""}\n`);
  return undefined;
}

function show(io: ProgramIo, options: Options, input: string): number {
  const file = options.value("in");
  const text = file === undefined ? input : readFile(io, file);
  if (text === undefined) {
    io.stderr(`Can't open "${file}" for reading, No such file or directory\n`);
    io.stderr("Unable to load X509 request\n");
    return 1;
  }
  const bytes = readPem(text, "CERTIFICATE REQUEST");
  const parsed = bytes && parseRequest(bytes);
  if (parsed === undefined) {
    io.stderr("Unable to load X509 request\n");
    return 1;
  }
  if (options.has("verify")) io.stderr("Certificate request self-signature verify OK\n");
  const out =
    (options.has("text") ? requestText(parsed) : "") +
    (options.has("subject") ? `subject=${showSubject(parsed.subject)}\n` : "") +
    (options.has("noout") ? "" : text);
  writeOutput(io, options.value("out"), out);
  return 0;
}
