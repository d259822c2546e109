// `openssl x509`: what a certificate says.
import type { ProgramIo } from "../../machine/program";
import { readPem } from "../../meta/certificate";
import { formatTime } from "../../meta/time";
import { type Options, readFile, readOptions, writeOutput } from "./options";
import { type CertificateParts, type Parsed, parseCertificate } from "./parsed";
import { writePem } from "./pem";
import { showSubject } from "./subject";
import { certificateText, hexPairs, showTime } from "./text";

const shown = ["subject", "issuer", "dates", "startdate", "enddate", "serial"] as const;
const rules = {
  command: "x509",
  flags: ["noout", "text", ...shown],
  values: ["in", "out", "checkend"],
};

export function runX509(io: ProgramIo, args: readonly string[], input: string): number {
  const options = readOptions(io, args, rules);
  if (options === undefined) return 1;
  const file = options.value("in");
  const text = file === undefined ? input : readFile(io, file);
  if (text === undefined) {
    io.stderr(`Could not open file or uri for loading certificate from ${file}\n`);
    io.stderr("Unable to load certificate\n");
    return 1;
  }
  const bytes = readPem(text, "CERTIFICATE");
  const parsed = bytes && parseCertificate(bytes);
  if (bytes === undefined || parsed?.certificate === undefined) {
    io.stderr(`Could not read certificate from ${file ?? "<stdin>"}\n`);
    io.stderr("Unable to load certificate\n");
    return 1;
  }
  const { certificate } = parsed;
  const out = [
    ...(options.has("text") ? [certificateText(parsed, certificate)] : []),
    ...asked(args, parsed, certificate),
    ...(options.has("noout") ? [] : [writePem("CERTIFICATE", bytes)]),
  ];
  writeOutput(io, options.value("out"), out.join(""));
  return endsSoon(io, options, certificate);
}

/** In the order in which they were asked for. */
function asked(args: readonly string[], parsed: Parsed, certificate: CertificateParts): string[] {
  const lines = {
    subject: `subject=${showSubject(parsed.subject)}\n`,
    issuer: `issuer=${showSubject(certificate.issuer)}\n`,
    startdate: `notBefore=${showTime(certificate.from)}\n`,
    enddate: `notAfter=${showTime(certificate.until)}\n`,
    dates: `notBefore=${showTime(certificate.from)}\nnotAfter=${showTime(certificate.until)}\n`,
    serial: `serial=${hexPairs(certificate.serial).join("").toUpperCase()}\n`,
  };
  return args.flatMap((word) => {
    const name = shown.find((each) => `-${each}` === word);
    return name === undefined ? [] : [lines[name]];
  });
}

/** `-checkend SECONDS`: a status of 1 says that it will have expired by then. */
function endsSoon(io: ProgramIo, options: Options, { until }: CertificateParts): number {
  const seconds = options.value("checkend");
  if (seconds === undefined) return 0;
  const then = utcDigits(io.process.now + Number(seconds) * 1000);
  const expires = until.slice(0, 12) < then;
  io.stdout(expires ? "Certificate will expire\n" : "Certificate will not expire\n");
  return expires ? 1 : 0;
}

const utcDigits = (ms: number): string => {
  const digits = formatTime(ms).replace(/\D/g, "");
  return digits.slice(2, 14);
};
