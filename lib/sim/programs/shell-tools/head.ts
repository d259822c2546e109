import { FileError } from "../../machine/file-error";
import type { ProgramIo } from "../../machine/program";
import { defineTool } from "./options";

interface Memory {
  readonly index: number;
  readonly taken: number;
  readonly held: string;
  readonly failed: boolean;
}

const isMemory = (resume: unknown): resume is Memory =>
  typeof resume === "object" && resume !== null;

export const head = defineTool(
  {
    name: "head",
    usage: "[OPTION]... [FILE]...",
    summary: "output the first part of files",
    options: {
      "-n --lines": "value",
      "-c --bytes": "value",
      "-q --quiet": "flag",
      "-v --verbose": "flag",
    },
    numberOption: "-n",
  },
  (io, options, resume) => {
    const names = options.words.length === 0 ? ["-"] : options.words;
    const byBytes = options.has("-c");
    const text = (byBytes ? options.value("-c") : options.value("-n")) ?? "10";
    const count = countOf(text);
    if (count === undefined) {
      io.stderr(`head: invalid number of ${byBytes ? "bytes" : "lines"}: '${text}'\n`);
      return 1;
    }
    let memory: Memory = isMemory(resume)
      ? resume
      : { index: 0, taken: 0, held: "", failed: false };
    while (memory.index < names.length) {
      const name = names[memory.index] ?? "-";
      if (memory.taken === 0 && memory.held === "" && !isMemory(resume))
        title(io, names, memory.index, options.has("-v"), options.has("-q"));
      let read: { text: string; ended: boolean };
      try {
        read =
          name === "-"
            ? { text: io.stdin.read(), ended: io.stdin.ended }
            : { text: readStart(io, name, count), ended: true };
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        io.stderr(
          `head: ${error.code === "ENOENT" ? "cannot open" : "error reading"} '${name}'${error.code === "ENOENT" ? " for reading" : ""}: ${error.message}\n`,
        );
        memory = { ...memory, index: memory.index + 1, failed: true };
        continue;
      }
      const whole = memory.held + read.text;
      if (count < 0) {
        if (!read.ended) return { waitFor: { input: true }, resume: { ...memory, held: whole } };
        io.stdout(
          byBytes
            ? whole.slice(0, count)
            : whole
                .split(/(?<=\n)/)
                .slice(0, count)
                .join(""),
        );
      } else {
        const shown = byBytes
          ? whole.slice(0, count - memory.taken)
          : firstLines(whole, count - memory.taken);
        io.stdout(shown);
        const taken = memory.taken + (byBytes ? shown.length : (shown.match(/\n/g) ?? []).length);
        if (!read.ended && taken < count)
          return { waitFor: { input: true }, resume: { ...memory, taken } };
      }
      memory = { index: memory.index + 1, taken: 0, held: "", failed: memory.failed };
    }
    return memory.failed ? 1 : 0;
  },
);

function title(
  io: ProgramIo,
  names: readonly string[],
  index: number,
  always: boolean,
  never: boolean,
): void {
  const name = names[index] ?? "-";
  if (never || (names.length < 2 && !always) || (name !== "-" && !io.files.exists(name))) return;
  io.stdout(`${index > 0 ? "\n" : ""}==> ${name === "-" ? "standard input" : name} <==\n`);
}

function readStart(io: ProgramIo, name: string, count: number): string {
  if (name === "/dev/zero") return "\0".repeat(Math.min(Math.max(count, 0), 1_000_000));
  return io.files.read(name);
}

function firstLines(text: string, count: number): string {
  let end = 0;
  for (let i = 0; i < count; i++) {
    const next = text.indexOf("\n", end);
    if (next < 0) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}

/** `10`, `-5`, `2K`. */
export function countOf(text: string): number | undefined {
  const found = /^([-+]?\d+)([kKMG]?)B?$/.exec(text);
  if (found === null) return undefined;
  const unit = { "": 1, k: 1024, K: 1024, M: 1_048_576, G: 1_073_741_824 }[found[2] ?? ""] ?? 1;
  return Number(found[1]) * unit;
}
