import { durationMs } from "./durations";
import { defineTool } from "./options";

export const sleep = defineTool(
  {
    name: "sleep",
    usage: "NUMBER[SUFFIX]...",
    summary: "delay for a specified amount of time",
    options: {},
  },
  (io, options, resume) => {
    if (typeof resume === "number") {
      return io.process.now >= resume ? 0 : { waitFor: { until: resume }, resume };
    }
    let total = 0;
    for (const word of options.words) {
      const ms = durationMs(word);
      if (ms === undefined) {
        io.stderr(
          `sleep: invalid time interval '${word}'\nTry 'sleep --help' for more information.\n`,
        );
        return 1;
      }
      total += ms;
    }
    if (options.words.length === 0) {
      io.stderr("sleep: missing operand\nTry 'sleep --help' for more information.\n");
      return 1;
    }
    const until = io.process.now + total;
    return total === 0 ? 0 : { waitFor: { until }, resume: until };
  },
);
