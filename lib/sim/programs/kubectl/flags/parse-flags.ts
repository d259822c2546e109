// The command line as pflag reads it: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-abc`, `--`.
// Kubernetes: vendor/github.com/spf13/pflag/flag.go parseArgs
import { CommandError } from "../command-error";
import type { FlagSpec } from "./flag-specs";
import { FlagValues } from "./flag-values";

export interface ParsedLine {
  readonly args: readonly string[];
  readonly flags: FlagValues;
  /** How many arguments stood before `--`; -1 without one. */
  readonly argsBeforeDash: number;
  readonly isHelp: boolean;
  /** Lines for standard error: deprecated flags that were used. */
  readonly notices: readonly string[];
}

/** An error of the flags themselves, before the command has seen anything. */
export class FlagError extends CommandError {}

export function parseFlags(words: readonly string[], specs: readonly FlagSpec[]): ParsedLine {
  const flags = new FlagValues(specs);
  const reader = { words: [...words], flags, args: [] as string[], notices: [] as string[] };
  let argsBeforeDash = -1;
  let isHelp = false;
  for (let word = reader.words.shift(); word !== undefined; word = reader.words.shift()) {
    if (word === "--") {
      argsBeforeDash = reader.args.length;
      reader.args.push(...reader.words);
      break;
    }
    if (word.startsWith("--")) isHelp = readLong(word, reader) || isHelp;
    else if (word.startsWith("-") && word.length > 1) isHelp = readShort(word, reader) || isHelp;
    else reader.args.push(word);
    if (isHelp) break;
  }
  return { args: reader.args, flags, argsBeforeDash, isHelp, notices: reader.notices };
}

interface Reader {
  readonly words: string[];
  readonly flags: FlagValues;
  readonly args: string[];
  readonly notices: string[];
}

/** Says whether help was asked for. */
function readLong(word: string, reader: Reader): boolean {
  const equals = word.indexOf("=");
  const name = word.slice(2, equals < 0 ? undefined : equals).replaceAll("_", "-");
  if (name === "" || name.startsWith("-")) throw new FlagError(`bad flag syntax: ${word}`);
  const spec = reader.flags.find(name);
  if (spec === undefined) {
    if (name === "help") return true;
    throw new FlagError(`unknown flag: --${name}`);
  }
  if (equals >= 0) set(reader, spec, word.slice(equals + 1));
  else if (spec.whenBare !== undefined) set(reader, spec, spec.whenBare);
  else {
    const value = reader.words.shift();
    if (value === undefined) throw new FlagError(`flag needs an argument: --${name}`);
    set(reader, spec, value);
  }
  return false;
}

function readShort(word: string, reader: Reader): boolean {
  for (let letters = word.slice(1); letters !== ""; letters = letters.slice(1)) {
    const [letter = ""] = letters;
    const spec = reader.flags.findShort(letter);
    if (spec === undefined) {
      if (letter === "h") return true;
      throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
    }
    const rest = letters.slice(letter.length);
    if (rest.startsWith("=")) return set(reader, spec, rest.slice(1));
    if (spec.whenBare !== undefined) {
      set(reader, spec, spec.whenBare);
      continue;
    }
    if (rest !== "") return set(reader, spec, rest);
    const value = reader.words.shift();
    if (value === undefined)
      throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`);
    return set(reader, spec, value);
  }
  return false;
}

function set(reader: Reader, spec: FlagSpec, value: string): false {
  reader.flags.set(spec, value);
  if (spec.deprecated !== undefined) {
    reader.notices.push(`Flag --${spec.name} has been deprecated, ${spec.deprecated}\n`);
  }
  return false;
}

/** `required flag(s) "image" not set`. */
export function requireFlags(flags: FlagValues): void {
  const missing = flags.specs.filter((spec) => spec.required && !flags.isSet(spec.name));
  if (missing.length === 0) return;
  const names = missing.map((spec) => spec.name).sort();
  throw new CommandError(`required flag(s) "${names.join('", "')}" not set`);
}
