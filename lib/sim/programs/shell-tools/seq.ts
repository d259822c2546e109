import type { Program } from "../../machine/program";
import { printFormat } from "../../machine/shell/printf";
import { defineTool } from "./options";

const tool = defineTool(
  {
    name: "seq",
    usage: "[OPTION]... [FIRST [INCREMENT]] LAST",
    summary: "print a sequence of numbers",
    stopsAtWord: true,
    options: { "-s --separator": "value", "-w --equal-width": "flag", "-f --format": "value" },
  },
  (io, options, resume) => {
    const { words } = options;
    const bad = words.find((word) => !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word));
    if (bad !== undefined || words.length === 0 || words.length > 3) {
      const problem =
        bad !== undefined
          ? `invalid floating point argument: '${bad}'`
          : words.length === 0
            ? "missing operand"
            : `extra operand '${words[3] ?? ""}'`;
      io.stderr(`seq: ${problem}\nTry 'seq --help' for more information.\n`);
      return 1;
    }
    const [first, step, last] =
      words.length === 1
        ? ["1", "1", words[0] ?? ""]
        : words.length === 2
          ? [words[0] ?? "", "1", words[1] ?? ""]
          : [words[0] ?? "", words[1] ?? "", words[2] ?? ""];
    const increment = Number(step);
    if (increment === 0) {
      io.stderr(
        `seq: invalid Zero increment value: '${step}'\nTry 'seq --help' for more information.\n`,
      );
      return 1;
    }
    const digits = Math.max(...[first, step].map((word) => (word.split(".")[1] ?? "").length));
    const format = options.value("-f");
    const show = (value: number): string =>
      format === undefined ? value.toFixed(digits) : printFormat(format, [String(value)]).text;
    const width = options.has("-w")
      ? Math.max(show(Number(first)).length, show(Number(last)).length)
      : 0;
    const separator = options.value("-s") ?? "\n";
    let index = typeof resume === "number" ? resume : 0;
    for (;;) {
      let out = "";
      for (let i = 0; i < 5000; i++) {
        const value = Number(first) + index * increment;
        if (increment > 0 ? value > Number(last) + 1e-9 : value < Number(last) - 1e-9) {
          io.stdout(out + (index > 0 ? "\n" : ""));
          return 0;
        }
        const text = show(value);
        out += `${index > 0 ? separator : ""}${text.startsWith("-") ? `-${text.slice(1).padStart(width - 1, "0")}` : text.padStart(width, "0")}`;
        index += 1;
      }
      io.stdout(out);
      if (io.system.isDying) return 0;
      if (io.system.room(1) <= 0 || io.system.spend(50))
        return { waitFor: { output: true }, resume: index };
    }
  },
);

/** A negative number is a word, not an option. */
export const seq: Program = {
  ...tool,
  run(io, resume) {
    if (!/^-[\d.]/.test(io.args.find((arg) => !/^-[sfw]/.test(arg)) ?? ""))
      return tool.run(io, resume);
    const at = io.args.findIndex((arg) => /^-[\d.]/.test(arg));
    const args = [...io.args.slice(0, at), "--", ...io.args.slice(at)];
    return tool.run(Object.create(io, { args: { value: args } }), resume);
  },
};
