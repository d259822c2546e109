// clear, yes, true, false: programs that say the same each time.
import type { Program } from "../../machine/program";
import { defineTool } from "./options";

export const clear = defineTool(
  {
    name: "clear",
    usage: "",
    summary: "clear the terminal screen",
    options: { "-x": "flag", "-T": "value" },
  },
  (io) => {
    io.stdout("\u001b[H\u001b[2J\u001b[3J");
    return 0;
  },
);

const yesChunk = 4096;

export const yes = defineTool(
  {
    name: "yes",
    usage: "[STRING]...",
    summary: "repeatedly output a line with all specified STRING(s), or 'y'",
    options: {},
  },
  (io, options) => {
    const line = `${options.words.length === 0 ? "y" : options.words.join(" ")}\n`;
    const chunk = line.repeat(Math.max(1, Math.floor(yesChunk / line.length)));
    for (let i = 0; i < 16 && io.system.room(1) > 0 && !io.system.isDying; i++) io.stdout(chunk);
    io.system.spend(16);
    return { waitFor: { output: true }, resume: 1 };
  },
);

const constant = (name: string, status: number): Program => ({
  name,
  summary: `do nothing, ${status === 0 ? "successfully" : "unsuccessfully"}`,
  run(io) {
    if (io.args[0] === "--help")
      io.stdout(
        `Usage: ${name} [ignored command line arguments]\nExit with a status code indicating ${status === 0 ? "success" : "failure"}.\n`,
      );
    return status;
  },
});

export const trueTool = constant("true", 0);
export const falseTool = constant("false", 1);
