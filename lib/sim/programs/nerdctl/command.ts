// The contract of a nerdctl command; flags are those of pflag, as docker's are.
import type { ProgramResult } from "../../machine/program";
import type { ContainerRow } from "../../runtime/container-tables";
import type { FlagSpec } from "../kubectl/flags/flag-specs";
import type { FlagValues } from "../kubectl/flags/flag-values";
import type { RuntimeIo } from "../runtime-tools/plain-container";

export interface NerdctlCommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly flags?: readonly FlagSpec[];
  /** After so many words everything belongs to the container. */
  readonly wordsBeforeCommand?: number;
  run(call: NerdctlCall, resume: unknown): ProgramResult;
}

export interface NerdctlCall {
  readonly io: RuntimeIo;
  readonly namespace: string;
  readonly args: readonly string[];
  readonly flags: FlagValues;
}

/** Ends the command: `level=fatal`. */
export class NerdctlError extends Error {
  override readonly name = "NerdctlError";
}

/** All of the namespace, the newest first; `k8s.io` shows the kubelet's too. */
export function rowsOf({ io, namespace }: NerdctlCall): ContainerRow[] {
  const { runtime } = io.world.host;
  const { machine } = io.process;
  const own = runtime.plainOn(machine, namespace);
  const all = namespace === "k8s.io" ? [...own, ...runtime.containersOn(machine)] : own;
  return all.sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1));
}

export const nameOf = (row: ContainerRow): string =>
  row.namespace === undefined ? `k8s://${row.pod.namespace}/${row.pod.name}/${row.name}` : row.name;

/** By name, by id, or by how an id begins. */
export function find(call: NerdctlCall, word: string): ContainerRow {
  const rows = rowsOf(call);
  const found =
    rows.find((row) => nameOf(row) === word || row.id === word) ??
    rows.find((row) => word !== "" && row.id.startsWith(word));
  if (found !== undefined) return found;
  throw new NerdctlError(`1 errors:\nno such container: ${word}`);
}
