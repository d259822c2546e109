// awk as a program: options, variables on the command line, and reading the input.
import { FileError } from "../../../machine/file-error";
import type { Program, ProgramIo, ProgramResult } from "../../../machine/program";
import { RegexError } from "../../../machine/regular-expression";
import { unescapeAnsi } from "../../../machine/shell/word-parser";
import { withInputs } from "../inputs";
import { defineTool, type Options } from "../options";
import { AwkError, type AwkProgram, parseAwk } from "./parse";
import { AwkRun } from "./run";

const defineAwk = (name: string): Program =>
  defineTool(
    {
      name,
      usage: "[-F fs] [-v var=value] 'program' [file]...",
      summary: "pattern scanning and processing language",
      stopsAtWord: true,
      wrong: 2,
      options: { "-F --field-separator": "value", "-v --assign": "value", "-f --file": "value" },
    },
    (io, options, resume) => {
      try {
        return start(io, options, resume);
      } catch (error) {
        if (!(error instanceof AwkError) && !(error instanceof RegexError)) throw error;
        io.stderr(`${name}: ${error.message}\n`);
        return 2;
      }
    },
  );

export const awk = defineAwk("awk");
export const gawk = defineAwk("gawk");
export const mawk = defineAwk("mawk");

function start(io: ProgramIo, options: Options, resume: unknown): ProgramResult {
  const words = [...options.words];
  let source = options
    .values("-f")
    .map((path) => io.files.read(path))
    .join("\n");
  if (!options.has("-f")) {
    const first = words.shift();
    if (first === undefined) {
      io.stderr(`usage: ${io.process.program} [-F fs] [-v var=value] 'program' [file]...\n`);
      return 2;
    }
    source = first;
  }
  const program = parseAwk(source);
  const paths = words.filter((word) => !/^[A-Za-z_]\w*=/.test(word));
  if (!program.rules.some((rule) => rule.when !== "begin"))
    return perform(io, options, program, words, []);
  return withInputs(io, paths, resume, (inputs) => perform(io, options, program, words, inputs));
}

function perform(
  io: ProgramIo,
  options: Options,
  program: AwkProgram,
  words: readonly string[],
  inputs: readonly { readonly name: string; readonly text: string }[],
): number {
  let out = "";
  const run = new AwkRun(program, {
    stdout: (text) => {
      out += text;
      if (out.length < 32_768) return;
      io.stdout(out);
      out = "";
      if (io.system.isDying) throw new AwkError("stopped");
    },
    writeFile: (path, text, append) => {
      if (path === "/dev/stderr") io.stderr(text);
      else if (append) io.files.append(path, text);
      else io.files.write(path, text);
    },
    now: io.process.now,
    timezone: io.process.timezone,
  });
  try {
    const separator = options.value("-F");
    if (separator !== undefined)
      run.setVariable("FS", separator === "t" ? "\t" : unescapeAnsi(separator));
    for (const assignment of options.values("-v")) assign(run, assignment);
    run.setArray("ENVIRON", Object.entries(io.process.environment));
    run.setArray(
      "ARGV",
      ["awk", ...words].map((word, i) => [String(i), word]),
    );
    run.setVariable("ARGC", String(words.length + 1));
    run.begin();
    let next = 0;
    if (!run.hasExited) {
      for (const word of words.length === 0 || inputs.length === 0 ? [] : words) {
        if (/^[A-Za-z_]\w*=/.test(word)) assign(run, word);
        else {
          const input = inputs.find((each, i) => i >= next && each.name === word);
          if (input === undefined) continue;
          next = inputs.indexOf(input) + 1;
          run.file(word === "-" ? "" : word, input.text);
        }
      }
      if (next === 0)
        for (const input of inputs) run.file(input.name === "-" ? "" : input.name, input.text);
    }
    if (run.readsInput) run.end();
    io.stdout(out);
    return run.status;
  } catch (error) {
    io.stdout(out);
    if (!(error instanceof FileError)) throw error;
    io.stderr(`${io.process.program}: cannot open "${error.path}" (${error.message})\n`);
    return 2;
  }
}

function assign(run: AwkRun, text: string): void {
  const at = text.indexOf("=");
  if (at <= 0) throw new AwkError(`\`${text}' argument to \`-v' not in \`var=value' form`);
  run.setVariable(text.slice(0, at), unescapeAnsi(text.slice(at + 1)));
}
