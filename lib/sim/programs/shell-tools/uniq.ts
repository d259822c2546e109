import { linesOf, withInputs } from "./inputs";
import { defineTool } from "./options";

export const uniq = defineTool(
  {
    name: "uniq",
    usage: "[OPTION]... [INPUT]",
    summary: "report or omit repeated lines",
    options: {
      "-c --count": "flag",
      "-d --repeated": "flag",
      "-u --unique": "flag",
      "-i --ignore-case": "flag",
      "-f --skip-fields": "value",
    },
  },
  (io, options, resume) =>
    withInputs(io, options.words.slice(0, 1), resume, (inputs) => {
      const skipped = Number(options.value("-f") ?? 0);
      const keyOf = (line: string): string => {
        const rest =
          skipped === 0
            ? line
            : line.replace(new RegExp(`^(?:\\s*\\S+){0,${Math.min(skipped, 100)}}`), "");
        return options.has("-i") ? rest.toLowerCase() : rest;
      };
      const groups: { line: string; count: number }[] = [];
      for (const line of linesOf(inputs[0]?.text ?? "")) {
        const last = groups[groups.length - 1];
        if (last !== undefined && keyOf(last.line) === keyOf(line)) last.count += 1;
        else groups.push({ line, count: 1 });
      }
      for (const { line, count } of groups) {
        if ((options.has("-d") && count < 2) || (options.has("-u") && count > 1)) continue;
        io.stdout(options.has("-c") ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`);
      }
      return 0;
    }),
);
