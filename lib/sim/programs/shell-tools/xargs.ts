import type { ProgramIo, ProgramResult } from "../../machine/program";
import { startCommand } from "./children";
import { defineTool, type Options } from "./options";

interface Memory {
  readonly text: string;
  readonly batches?: readonly (readonly string[])[];
  readonly next: number;
  readonly child: number;
  readonly status: number;
}

const isMemory = (resume: unknown): resume is Memory =>
  typeof resume === "object" && resume !== null;
const mostBatches = 10_000;

export const xargs = defineTool(
  {
    name: "xargs",
    usage: "[OPTION]... COMMAND [INITIAL-ARGS]...",
    summary: "run COMMAND with arguments read from standard input",
    stopsAtWord: true,
    options: {
      "-n --max-args": "value",
      "-I --replace": "value",
      "-i": "flag",
      "-0 --null": "flag",
      "-d --delimiter": "value",
      "-t --verbose": "flag",
      "-r --no-run-if-empty": "flag",
      "-P --max-procs": "value",
      "-L --max-lines": "value",
      "-p": "flag",
    },
  },
  (io, options, resume) => {
    let memory: Memory = isMemory(resume) ? resume : { text: "", next: 0, child: 0, status: 0 };
    if (memory.batches === undefined) {
      const text = memory.text + io.stdin.read();
      if (!io.stdin.ended) return { waitFor: { input: true }, resume: { ...memory, text } };
      const batches = batchesOf(text, options);
      if (typeof batches === "string") {
        io.stderr(`xargs: ${batches}\n`);
        return 1;
      }
      memory = { ...memory, text: "", batches };
    }
    return runBatches(io, options, memory);
  },
);

function runBatches(io: ProgramIo, options: Options, start: Memory): ProgramResult {
  let memory = start;
  for (;;) {
    if (memory.child !== 0) {
      const status = io.system.status(memory.child);
      if (status === undefined) return { waitFor: { child: memory.child }, resume: memory };
      memory = {
        ...memory,
        child: 0,
        status: status === 0 ? memory.status : status >= 128 ? 125 : status === 255 ? 124 : 123,
      };
      if (status === 255) return 124;
    }
    const batch = memory.batches?.[memory.next];
    if (batch === undefined) return memory.status;
    if (options.has("-t")) io.stderr(`${batch.join(" ")}\n`);
    const input = io.system.open({ path: "/dev/null", mode: "read" });
    const started = startCommand(io, batch, { descriptors: { 0: input, 1: 1, 2: 2 } });
    io.system.close(input);
    if ("status" in started) return started.status;
    memory = { ...memory, next: memory.next + 1, child: started.id };
  }
}

function batchesOf(text: string, options: Options): string[][] | string {
  const command = options.words.length === 0 ? ["echo"] : [...options.words];
  const mark = options.value("-I") ?? (options.has("-i") ? "{}" : undefined);
  if (mark !== undefined) {
    const lines = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    return lines
      .slice(0, mostBatches)
      .map((line) => command.map((word) => word.replaceAll(mark, line)));
  }
  const items = itemsOf(text, options);
  if (typeof items === "string") return items;
  if (items.length === 0) return options.has("-r") ? [] : [command];
  const size = Number(options.value("-n") ?? options.value("-L") ?? 5000);
  if (!Number.isInteger(size) || size < 1)
    return `value ${options.value("-n") ?? ""} for -n option should be >= 1`;
  const batches: string[][] = [];
  for (let i = 0; i < items.length && batches.length < mostBatches; i += size) {
    batches.push([...command, ...items.slice(i, i + size)]);
  }
  return batches;
}

function itemsOf(text: string, options: Options): string[] | string {
  if (options.has("-0")) return text.split("\0").filter((item) => item !== "");
  const delimiter = options.value("-d");
  if (delimiter !== undefined) {
    const items = text.split(delimiter === "\\n" ? "\n" : delimiter);
    if (items[items.length - 1] === "") items.pop();
    return items;
  }
  if (options.has("-L")) return text.split("\n").filter((line) => line.trim() !== "");
  const items: string[] = [];
  const pattern = /"([^"\n]*)"|'([^'\n]*)'|\\([\s\S])|([^\s"'\\]+)|(\s+)|(["'])/g;
  let current: string | undefined;
  for (const [, double, single, escaped, plain, blank, stray] of text.matchAll(pattern)) {
    if (stray !== undefined) {
      return `unmatched ${stray === "'" ? "single" : "double"} quote; by default quotes are special to xargs unless you use the -0 option`;
    }
    if (blank !== undefined) {
      if (current !== undefined) items.push(current);
      current = undefined;
    } else current = (current ?? "") + (double ?? single ?? escaped ?? plain ?? "");
  }
  if (current !== undefined) items.push(current);
  return items;
}
