// Options as openssl takes them: one dash and a word, some with a value.
import type { ProgramIo } from "../../machine/program";

export interface OptionRules {
  readonly command: string;
  readonly flags: readonly string[];
  readonly values: readonly string[];
}

export interface Options {
  has(name: string): boolean;
  value(name: string): string | undefined;
  readonly words: readonly string[];
}

/** Says what is wrong with them itself, and then gives nothing. */
export function readOptions(
  io: ProgramIo,
  args: readonly string[],
  rules: OptionRules,
): Options | undefined {
  const given = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    const name = word.replace(/^--?/, "");
    if (!word.startsWith("-") || word === "-") words.push(word);
    else if (rules.flags.includes(name)) given.set(name, "");
    else if (rules.values.includes(name)) {
      const value = args[index + 1];
      if (value === undefined) return refuse(io, rules, `Option -${name} needs a value`);
      given.set(name, value);
      index += 1;
    } else return refuse(io, rules, `Unknown option: -${name} (or it is not simulated here)`);
  }
  return { has: (name) => given.has(name), value: (name) => given.get(name), words };
}

function refuse(io: ProgramIo, { command }: OptionRules, why: string): undefined {
  io.stderr(`${command}: ${why}\n${command}: Use -help for summary.\n`);
}

/** What a file says, unless it is not there. */
export function readFile(io: ProgramIo, file: string): string | undefined {
  return io.files.exists(file) ? io.files.read(file) : undefined;
}

/** To the file of `-out`, or to standard output. */
export function writeOutput(io: ProgramIo, file: string | undefined, text: string): void {
  if (file === undefined) io.stdout(text);
  else io.files.write(file, text);
}
