import { complainOfFile } from "./inputs";
import { defineTool } from "./options";

interface Memory {
  readonly index: number;
  readonly line: number;
  readonly isLineStart: boolean;
  readonly failed: boolean;
}

const isMemory = (resume: unknown): resume is Memory =>
  typeof resume === "object" && resume !== null;

export const cat = defineTool(
  {
    name: "cat",
    usage: "[OPTION]... [FILE]...",
    summary: "concatenate FILE(s) to standard output",
    options: {
      "-n --number": "flag",
      "-A --show-all": "flag",
      "-E --show-ends": "flag",
      "-b --number-nonblank": "flag",
      "-s --squeeze-blank": "flag",
      "-v": "flag",
      "-T --show-tabs": "flag",
      "-e": "flag",
      "-u": "flag",
    },
  },
  (io, options, resume) => {
    const names = options.words.length === 0 ? ["-"] : options.words;
    let memory: Memory = isMemory(resume)
      ? resume
      : { index: 0, line: 0, isLineStart: true, failed: false };
    const show = (text: string): void => {
      let shown = text;
      if (options.has("-T") || options.has("-A")) shown = shown.replaceAll("\t", "^I");
      if (options.has("-E") || options.has("-A") || options.has("-e"))
        shown = shown.replaceAll("\n", "$\n");
      if (options.has("-s")) shown = shown.replace(/\n{3,}/g, "\n\n");
      if (!options.has("-n") && !options.has("-b")) {
        io.stdout(shown);
        return;
      }
      let { line, isLineStart } = memory;
      let out = "";
      for (const piece of shown.split(/(?<=\n)/)) {
        if (piece === "") continue;
        const isCounted = isLineStart && !(options.has("-b") && piece === "\n");
        if (isCounted) line += 1;
        out += isCounted ? `${String(line).padStart(6)}\t${piece}` : piece;
        isLineStart = piece.endsWith("\n");
      }
      memory = { ...memory, line, isLineStart };
      io.stdout(out);
    };
    while (memory.index < names.length) {
      const name = names[memory.index] ?? "-";
      if (name === "-") {
        show(io.stdin.read());
        if (io.system.isDying) return 0;
        if (!io.stdin.ended) {
          return {
            waitFor: io.system.room(1) > 0 ? { input: true } : { output: true },
            resume: memory,
          };
        }
      } else {
        try {
          show(io.files.read(name));
        } catch (error) {
          complainOfFile(io, error, name);
          memory = { ...memory, failed: true };
        }
      }
      memory = { ...memory, index: memory.index + 1 };
    }
    return memory.failed ? 1 : 0;
  },
);
