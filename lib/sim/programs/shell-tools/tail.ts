import { FileError } from "../../machine/file-error";
import type { ProgramIo, ProgramResult } from "../../machine/program";
import { countOf } from "./head";
import { withInputs } from "./inputs";
import { defineTool } from "./options";

const pollMs = 1000;

interface Following {
  readonly offsets: readonly number[];
  readonly last: number;
}

const isFollowing = (resume: unknown): resume is Following =>
  typeof resume === "object" && resume !== null && "offsets" in resume;

export const tail = defineTool(
  {
    name: "tail",
    usage: "[OPTION]... [FILE]...",
    summary: "output the last part of files",
    options: {
      "-n --lines": "value",
      "-c --bytes": "value",
      "-f --follow": "flag",
      "-F": "flag",
      "-q --quiet": "flag",
      "-v --verbose": "flag",
      "-s --sleep-interval": "value",
    },
    numberOption: "-n",
  },
  (io, options, resume) => {
    const follows = options.has("-f") || options.has("-F");
    const names = options.words;
    if (isFollowing(resume)) return follow(io, names, resume);
    const text = options.value("-c") ?? options.value("-n") ?? "10";
    const count = countOf(text);
    if (count === undefined) {
      io.stderr(`tail: invalid number of ${options.has("-c") ? "bytes" : "lines"}: '${text}'\n`);
      return 1;
    }
    const last = (whole: string): string => {
      if (options.has("-c"))
        return text.startsWith("+")
          ? whole.slice(count - 1)
          : whole.slice(-Math.abs(count) || whole.length);
      const lines = whole.split(/(?<=\n)/);
      if (text.startsWith("+")) return lines.slice(Math.max(0, count - 1)).join("");
      return count === 0 ? "" : lines.slice(-Math.abs(count)).join("");
    };
    if (!follows || names.length === 0) {
      return withInputs(io, names, resume, (inputs) => {
        inputs.forEach((input, i) => {
          if ((inputs.length > 1 || options.has("-v")) && !options.has("-q")) {
            io.stdout(
              `${i > 0 ? "\n" : ""}==> ${input.name === "-" ? "standard input" : input.name} <==\n`,
            );
          }
          io.stdout(last(input.text));
        });
        return 0;
      });
    }
    const offsets = names.map((name, i) => {
      try {
        const whole = io.files.read(name);
        if (names.length > 1) io.stdout(`${i > 0 ? "\n" : ""}==> ${name} <==\n`);
        io.stdout(last(whole));
        return whole.length;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        io.stderr(`tail: cannot open '${name}' for reading: ${error.message}\n`);
        return options.has("-F") ? 0 : -1;
      }
    });
    if (offsets.every((offset) => offset < 0)) {
      io.stderr("tail: no files remaining\n");
      return 1;
    }
    return {
      waitFor: { until: io.process.now + pollMs },
      resume: { offsets, last: names.length - 1 },
    };
  },
);

function follow(io: ProgramIo, names: readonly string[], memory: Following): ProgramResult {
  let { last } = memory;
  const offsets = memory.offsets.map((offset, i) => {
    const name = names[i] ?? "";
    if (offset < 0 || !io.files.exists(name)) return offset;
    const whole = io.files.read(name);
    if (whole.length === offset) return offset;
    if (whole.length < offset) io.stderr(`tail: ${name}: file truncated\n`);
    if (names.length > 1 && last !== i) io.stdout(`\n==> ${name} <==\n`);
    last = i;
    io.stdout(whole.length < offset ? whole : whole.slice(offset));
    return whole.length;
  });
  return { waitFor: { until: io.process.now + pollMs }, resume: { offsets, last } };
}
