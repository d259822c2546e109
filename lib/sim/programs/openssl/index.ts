// openssl: keys, signing requests and certificates, as far as a user of a cluster needs them.
//
// Differs: numbers and signatures are made up, though their form is real; nothing here verifies them.
import type { Program, ProgramIo } from "../../machine/program";
import { runGenpkey, runGenrsa } from "./keys";
import { runRand } from "./rand";
import { runReq } from "./req";
import { runX509 } from "./x509";

type Run = (io: ProgramIo, args: readonly string[], input: string) => number;

const commands: Readonly<Record<string, Run>> = {
  genpkey: runGenpkey,
  genrsa: runGenrsa,
  rand: runRand,
  req: runReq,
  version: runVersion,
  x509: runX509,
};

const release = "OpenSSL 3.0.13 30 Jan 2024";

export const openssl: Program = {
  name: "openssl",
  summary: "keys, signing requests and certificates",
  run(io, resume) {
    const [name = "help", ...args] = io.args;
    if (name === "help" || name === "--help") {
      io.stdout(`usage: openssl COMMAND [option]...\ncommands: ${commandNames.join(" ")}\n`);
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) {
      if (!readsInput(name, args)) return command(io, args, "");
      const typed = (typeof resume === "string" ? resume : "") + io.stdin.read();
      if (!io.stdin.ended) return { waitFor: { input: true }, resume: typed };
      return command(io, args, typed);
    }
    io.stderr(`Invalid command '${name}'; type "help" for a list.\n`);
    return 1;
  },
  complete: (words) => (words.length === 0 ? commandNames : []),
};

const commandNames = Object.keys(commands).sort();

/** What is read stands in the file of `-in` or on standard input; what is new needs neither. */
const readsInput = (name: string, args: readonly string[]): boolean =>
  ["req", "x509"].includes(name) && !args.some((word) => ["-in", "-new", "-newkey"].includes(word));

function runVersion(io: ProgramIo): number {
  io.stdout(`${release} (Library: ${release})\n`);
  return 0;
}
