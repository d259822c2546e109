import { utf8Length } from "../../machine/files";
import { withInputs } from "./inputs";
import { defineTool } from "./options";

export const wc = defineTool(
  {
    name: "wc",
    usage: "[OPTION]... [FILE]...",
    summary: "print newline, word and byte counts",
    options: {
      "-l --lines": "flag",
      "-w --words": "flag",
      "-c --bytes": "flag",
      "-m --chars": "flag",
      "-L --max-line-length": "flag",
    },
  },
  (io, options, resume) =>
    withInputs(io, options.words, resume, (inputs) => {
      const letters = ["-l", "-w", "-m", "-c", "-L"].filter((name) => options.has(name));
      const shown = letters.length === 0 ? ["-l", "-w", "-c"] : letters;
      const rows = inputs.map((input) => ({
        name: options.words.length === 0 ? "" : input.name,
        counts: shown.map((letter) => countOf(letter, input.text)),
      }));
      if (options.words.length > 1) {
        const totals = shown.map((letter, i) =>
          rows.reduce(
            (sum, row) =>
              letter === "-L" ? Math.max(sum, row.counts[i] ?? 0) : sum + (row.counts[i] ?? 0),
            0,
          ),
        );
        rows.push({ name: "total", counts: totals });
      }
      const isPlain = shown.length === 1 && rows.length === 1;
      const bytes = inputs.reduce((sum, input) => sum + utf8Length(input.text), 0);
      const width = isPlain
        ? 1
        : options.words.length === 0 || options.words.includes("-")
          ? 7
          : String(bytes).length;
      for (const row of rows) {
        const text = row.counts.map((count) => String(count).padStart(width)).join(" ");
        io.stdout(`${text}${row.name === "" ? "" : ` ${row.name}`}\n`);
      }
      return 0;
    }),
);

function countOf(letter: string, text: string): number {
  switch (letter) {
    case "-l":
      return text.split("\n").length - 1;
    case "-w":
      return (text.match(/\S+/g) ?? []).length;
    case "-m":
      return [...text].length;
    case "-L":
      return text.split("\n").reduce((most, line) => Math.max(most, line.length), 0);
    default:
      return utf8Length(text);
  }
}
