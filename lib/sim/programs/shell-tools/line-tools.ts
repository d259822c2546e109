// tac, rev, paste, nl, column, fold-like small tools that rearrange lines.
import { linesOf, readLines, withInputs } from "./inputs";
import { defineTool } from "./options";

export const tac = defineTool(
  {
    name: "tac",
    usage: "[FILE]...",
    summary: "concatenate and print files in reverse",
    options: { "-s": "value", "-b": "flag" },
  },
  (io, options, resume) =>
    withInputs(io, options.words, resume, (inputs) => {
      for (const input of inputs)
        io.stdout(
          linesOf(input.text)
            .reverse()
            .map((line) => `${line}\n`)
            .join(""),
        );
      return 0;
    }),
);

export const rev = defineTool(
  { name: "rev", usage: "[FILE]...", summary: "reverse lines characterwise", options: {} },
  (io, options, resume) =>
    readLines(io, options.words, resume, {
      initial: 0,
      line(memory, line) {
        io.stdout(`${[...line].reverse().join("")}\n`);
        return memory;
      },
      end: () => 0,
    }),
);

export const paste = defineTool(
  {
    name: "paste",
    usage: "[OPTION]... [FILE]...",
    summary: "merge lines of files",
    options: { "-d --delimiters": "value", "-s --serial": "flag" },
  },
  (io, options, resume) =>
    withInputs(io, options.words, resume, (inputs) => {
      const delimiters = (options.value("-d") ?? "\t")
        .replaceAll("\\n", "\n")
        .replaceAll("\\t", "\t");
      const join = (items: readonly string[]): string =>
        items
          .map((item, i) =>
            i === 0
              ? item
              : (delimiters.charAt((i - 1) % Math.max(1, delimiters.length)) || "") + item,
          )
          .join("");
      const stdins = options.words.filter((word) => word === "-").length;
      const columns =
        stdins > 1
          ? dealt(linesOf(inputs.find((input) => input.name === "-")?.text ?? ""), stdins)
          : inputs.map((input) => linesOf(input.text));
      if (options.has("-s")) {
        for (const lines of columns) io.stdout(`${join(lines)}\n`);
        return 0;
      }
      const rows = Math.max(0, ...columns.map((lines) => lines.length));
      for (let row = 0; row < rows; row++)
        io.stdout(`${join(columns.map((lines) => lines[row] ?? ""))}\n`);
      return 0;
    }),
);

/** `paste - -`: lines of one input dealt out to the columns in turn. */
function dealt(lines: readonly string[], columns: number): string[][] {
  return Array.from({ length: columns }, (_, column) =>
    lines.filter((_line, i) => i % columns === column),
  );
}

export const nl = defineTool(
  {
    name: "nl",
    usage: "[OPTION]... [FILE]...",
    summary: "number lines of files",
    options: {
      "-b --body-numbering": "value",
      "-w --number-width": "value",
      "-s --number-separator": "value",
      "-n": "value",
      "-v": "value",
      "-i": "value",
    },
  },
  (io, options, resume) => {
    const width = Number(options.value("-w") ?? 6);
    const separator = options.value("-s") ?? "\t";
    return readLines(io, options.words, resume, {
      initial: Number(options.value("-v") ?? 1),
      line(number, line) {
        const counts = options.value("-b") === "a" || line !== "";
        if (!counts) {
          io.stdout(`${" ".repeat(width + separator.length)}${line}\n`);
          return number;
        }
        io.stdout(`${String(number).padStart(width)}${separator}${line}\n`);
        return number + Number(options.value("-i") ?? 1);
      },
      end: () => 0,
    });
  },
);

export const column = defineTool(
  {
    name: "column",
    usage: "[OPTION]... [FILE]...",
    summary: "columnate lists",
    options: {
      "-t --table": "flag",
      "-s --separator": "value",
      "-o --output-separator": "value",
      "-c": "value",
      "-N": "value",
    },
  },
  (io, options, resume) =>
    withInputs(io, options.words, resume, (inputs) => {
      const separators = options.value("-s");
      const lines = inputs
        .flatMap((input) => linesOf(input.text))
        .filter((line) => line.trim() !== "");
      if (!options.has("-t")) {
        const width =
          Math.max(0, ...lines.map((line) => line.length)) +
          8 -
          (Math.max(0, ...lines.map((line) => line.length)) % 8);
        const across = Math.max(
          1,
          Math.floor((io.process.terminalColumns ?? 80) / Math.max(1, width)),
        );
        const rows = Math.ceil(lines.length / across);
        for (let row = 0; row < rows; row++) {
          io.stdout(
            `${lines
              .filter((_, i) => i % rows === row)
              .map((line, i, all) => (i === all.length - 1 ? line : line.padEnd(width)))
              .join("")}\n`,
          );
        }
        return 0;
      }
      const table = lines.map((line) =>
        separators === undefined ? line.trim().split(/\s+/) : splitAny(line, separators),
      );
      const header = options.value("-N")?.split(",");
      const rows = header === undefined ? table : [header, ...table];
      const count = Math.max(0, ...rows.map((row) => row.length));
      const widths = Array.from({ length: count }, (_, i) =>
        Math.max(...rows.map((row) => (row[i] ?? "").length)),
      );
      const between = options.value("-o") ?? "  ";
      for (const row of rows) {
        io.stdout(
          `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join(between)}\n`,
        );
      }
      return 0;
    }),
);

function splitAny(line: string, separators: string): string[] {
  const cells: string[] = [];
  let cell = "";
  for (const character of line) {
    if (!separators.includes(character)) cell += character;
    else {
      if (cell !== "") cells.push(cell);
      cell = "";
    }
  }
  if (cell !== "") cells.push(cell);
  return cells;
}
