// less and more print everything (the terminal scrolls); vi, vim and nano open the editor pane.
import type { Program } from "../../machine/program";
import { complainOf, withInputs } from "./inputs";
import { defineTool } from "./options";

const pager = (name: "less" | "more"): Program =>
  defineTool(
    {
      name,
      usage: "[OPTION]... [FILE]...",
      summary: "show text (here all at once; the terminal scrolls)",
      options: {
        "-N": "flag",
        "-S": "flag",
        "-R": "flag",
        "-F": "flag",
        "-X": "flag",
        "-i": "flag",
        "-n": "flag",
        "-r": "flag",
      },
    },
    (io, options, resume) => {
      if (options.words.length === 0 && io.process.inputIsTerminal) {
        io.stderr(`Missing filename ("${name} --help" for help)\n`);
        return 1;
      }
      return withInputs(io, options.words, resume, (inputs) => {
        for (const input of inputs) {
          const text = input.text;
          io.stdout(text === "" || text.endsWith("\n") ? text : `${text}\n`);
        }
        return 0;
      });
    },
  );

export const less = pager("less");
export const more = pager("more");

const editor = (name: string): Program =>
  defineTool(
    {
      name,
      usage: "[FILE]",
      summary: "edit a file in the editor pane",
      options: { "-R": "flag", "-n": "flag", "-l": "flag", "-w": "flag", "-c": "value" },
    },
    (io, options, resume) => {
      if (resume !== undefined) return 0;
      const path = options.words.find((word) => !word.startsWith("+"));
      if (path === undefined) {
        complainOf(io, "name a file to edit (here the editor pane opens one file)");
        return 1;
      }
      if (!io.process.inputIsTerminal) {
        io.stderr(
          name === "nano"
            ? "Too many errors from stdin\n"
            : "Vim: Warning: Input is not from a terminal\n",
        );
        return 1;
      }
      if (io.files.isDirectory(path)) {
        io.stderr(`${name}: "${path}" is a directory\n`);
        return 1;
      }
      return { waitFor: { editor: io.files.absolute(path) }, resume: 1 };
    },
  );

export const vi = editor("vi");
export const vim = editor("vim");
export const nano = editor("nano");
