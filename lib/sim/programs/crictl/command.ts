// The contract of a crictl command: one line in the list of `verbs/index.ts`.
import type { ProgramResult } from "../../machine/program";
import type { ContainerRow, SandboxRow } from "../../runtime/container-tables";
import type { FlagSpec } from "../kubectl/flags/flag-specs";
import type { FlagValues } from "../kubectl/flags/flag-values";
import { alignColumns } from "../kubectl/print/tab-writer";
import type { RuntimeIo } from "../runtime-tools/plain-container";

export interface CrictlCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly flags?: readonly FlagSpec[];
  run(call: CrictlCall, resume: unknown): ProgramResult;
}

export interface CrictlCall {
  readonly io: RuntimeIo;
  readonly args: readonly string[];
  readonly flags: FlagValues;
}

/** Ends the command; logged with `level=fatal`. */
export class CrictlError extends Error {
  override readonly name = "CrictlError";
}

export const containers = ({ io }: CrictlCall): ContainerRow[] =>
  io.world.host.runtime.containersOn(io.process.machine);

export const sandboxes = ({ io }: CrictlCall): SandboxRow[] =>
  io.world.host.runtime.sandboxesOn(io.process.machine);

/** By id, or by how an id begins. */
export function findContainer(call: CrictlCall, id: string): ContainerRow {
  const found = containers(call).filter((row) => row.id.startsWith(id));
  const [one] = found;
  if (one !== undefined && found.length === 1 && id !== "") return one;
  throw new CrictlError(
    found.length > 1
      ? `container ID prefix "${id}" is ambiguous`
      : `rpc error: code = NotFound desc = an error occurred when try to find container "${id}": not found`,
  );
}

export function findSandbox(call: CrictlCall, id: string): SandboxRow {
  const found = sandboxes(call).find((row) => row.id.startsWith(id));
  if (found !== undefined && id !== "") return found;
  throw new CrictlError(
    `rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found`,
  );
}

export const shortId = (id: string): string => id.slice(0, 13);

/** crictl's tables: cells of at least twenty characters. */
export function table(rows: readonly (readonly string[])[]): string {
  const text = rows.map((row) => row.join("\t")).join("\n");
  return `${alignColumns(text, { minWidth: 20, padding: 3 }).text}\n`;
}

export function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const steps = [
    [60, 1, "second"],
    [3600, 60, "minute"],
    [86_400, 3600, "hour"],
    [Number.POSITIVE_INFINITY, 86_400, "day"],
  ] as const;
  if (seconds < 1) return "Less than a second ago";
  for (const [below, unit, name] of steps) {
    if (seconds >= below) continue;
    const count = Math.floor(seconds / unit);
    if (count === 1 && name !== "second")
      return `About ${name === "hour" ? "an" : "a"} ${name} ago`;
    return `${count} ${name}${count === 1 ? "" : "s"} ago`;
  }
  return "";
}

export const startedOf = (row: ContainerRow): number => row.startedMs || row.createdMs;
