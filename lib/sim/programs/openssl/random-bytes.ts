// Bytes nobody can guess, and that come out the same when a session is played again: a chain of hashes over
// what the process is.
import type { ProgramIo } from "../../machine/program";
import { sha256Hex } from "../../meta/sha256";

export function randomBytes(io: ProgramIo, purpose: string, count: number): number[] {
  const { id, machine, now } = io.process;
  const bytes: number[] = [];
  for (let round = 0; bytes.length < count; round++) {
    const hex = sha256Hex(`${purpose} ${machine} ${id} ${now} ${round}`);
    bytes.push(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
  }
  return bytes.slice(0, count);
}
