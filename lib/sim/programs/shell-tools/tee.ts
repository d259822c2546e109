import { complainOfFile } from "./inputs";
import { defineTool } from "./options";

export const tee = defineTool(
  {
    name: "tee",
    usage: "[OPTION]... [FILE]...",
    summary: "copy standard input to each FILE, and also to standard output",
    options: { "-a --append": "flag", "-i --ignore-interrupts": "flag" },
  },
  (io, options, resume) => {
    let failed = resume === 1;
    const write = (path: string, text: string, appends: boolean): void => {
      try {
        if (appends) io.files.append(path, text);
        else io.files.write(path, text);
      } catch (error) {
        if (resume === undefined) complainOfFile(io, error, path);
        failed = true;
      }
    };
    if (resume === undefined) for (const path of options.words) write(path, "", options.has("-a"));
    const text = io.stdin.read();
    io.stdout(text);
    if (text !== "") for (const path of options.words) write(path, text, true);
    if (!io.stdin.ended) return { waitFor: { input: true }, resume: failed ? 1 : 0 };
    return failed ? 1 : 0;
  },
);
