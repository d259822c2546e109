import type { ProgramIo } from "../../machine/program";
import { encodeBase64Bytes } from "../../meta/base64";
import { readOptions, writeOutput } from "./options";
import { randomBytes } from "./random-bytes";

const mostBytes = 65_536;

export function runRand(io: ProgramIo, args: readonly string[]): number {
  const options = readOptions(io, args, {
    command: "rand",
    flags: ["hex", "base64"],
    values: ["out"],
  });
  if (options === undefined) return 1;
  const count = Number(options.words[0] ?? Number.NaN);
  if (!Number.isInteger(count) || count < 1 || count > mostBytes) {
    io.stderr(`rand: give a number of bytes from 1 to ${mostBytes}\n`);
    return 1;
  }
  const bytes = randomBytes(io, "rand", count);
  const text = options.has("base64")
    ? encodeBase64Bytes(bytes).replace(/.{64}(?=.)/g, "$&\n")
    : bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  writeOutput(io, options.value("out"), `${text}\n`);
  return 0;
}
