// The contract of a ctr command, and how it reads its words: `ctr [global] group verb [options] words`.
import type { ProgramResult } from "../../machine/program";
import { alignColumns } from "../kubectl/print/tab-writer";
import type { RuntimeIo } from "../runtime-tools/plain-container";

export interface CtrCommand {
  /** `images pull`. */
  readonly name: string;
  /** Flags without a value, and those with one: `rm`, `d detach`. */
  readonly switches?: readonly string[];
  readonly values?: readonly string[];
  /** After the first words that are no flags everything belongs to the container. */
  readonly wordsBeforeCommand?: number;
  run(call: CtrCall, resume: unknown): ProgramResult;
}

export interface CtrCall {
  readonly io: RuntimeIo;
  readonly namespace: string;
  readonly args: readonly string[];
  has(flag: string): boolean;
  value(flag: string): string | undefined;
  values(flag: string): readonly string[];
}

/** Ends the command: `ctr: …`. */
export class CtrError extends Error {
  override readonly name = "CtrError";
}

/** ctr's tables: four blanks between cells, also after the last. */
export function table(rows: readonly (readonly string[])[], padding = 4): string {
  const text = rows.map((row) => `${row.join("\t")}\t`).join("\n");
  return `${alignColumns(text, { minWidth: padding, padding }).text}\n`;
}
