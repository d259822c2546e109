// Command line options as GNU programs take them: `-la`, `-n 5`, `-n5`, `--lines=5`, `--`, words in between.
import type { Program, ProgramIo, ProgramResult } from "../../machine/program";

/** `"-n --lines": "value"` takes a value; `"flag"` takes none; the first name is how it is asked for. */
export type OptionSpec = Readonly<Record<string, "flag" | "value">>;

export interface Options {
  has(name: string): boolean;
  value(name: string): string | undefined;
  /** All values, when an option may be given more than once (`-e a -e b`). */
  values(name: string): readonly string[];
  readonly words: readonly string[];
}

export interface Usage {
  readonly name: string;
  /** What follows the name: `[OPTION]... [FILE]...`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: OptionSpec;
  /** Status of a wrong option; GNU's is 1 for most, 2 for ls, grep, sort, diff. */
  readonly wrong?: number;
  /** Options end at the first word (`xargs`, `env`, `timeout`). */
  readonly stopsAtWord?: boolean;
  /** The first word is options without their dash: `tar cf`. */
  readonly startsWithOptions?: boolean;
  /** `-5` means this option's value. */
  readonly numberOption?: string;
}

/** The options, or the status to end with (after `--help` or a mistake). */
export function parseOptions(
  io: Pick<ProgramIo, "args" | "stdout" | "stderr">,
  usage: Usage,
): Options | number {
  const found = new Map<string, string[]>();
  const words: string[] = [];
  const names = namesOf(usage.options);
  const add = (name: string, value: string): void => {
    found.set(name, [...(found.get(name) ?? []), value]);
  };
  const fail = (message: string): number => {
    io.stderr(`${usage.name}: ${message}\nTry '${usage.name} --help' for more information.\n`);
    return usage.wrong ?? 1;
  };
  const isDashless = usage.startsWithOptions === true && /^[^-]/.test(io.args[0] ?? "");
  const args = isDashless ? [`-${io.args[0]}`, ...io.args.slice(1)] : io.args;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    if (word === "--") {
      words.push(...args.slice(i + 1));
      break;
    }
    if (word === "--help") {
      io.stdout(helpText(usage));
      return 0;
    }
    if (word.startsWith("--")) {
      const equals = word.indexOf("=");
      const long = equals < 0 ? word : word.slice(0, equals);
      const name = names.get(long) ?? abbreviation(names, long);
      if (name === undefined) return fail(`unrecognized option '${long}'`);
      if (name.kind === "flag") {
        if (equals >= 0) return fail(`option '${long}' doesn't allow an argument`);
        add(name.name, "");
      } else if (equals >= 0) add(name.name, word.slice(equals + 1));
      else {
        i += 1;
        const value = args[i];
        if (value === undefined) return fail(`option '${long}' requires an argument`);
        add(name.name, value);
      }
      continue;
    }
    if (!word.startsWith("-") || word === "-") {
      if (usage.stopsAtWord === true) {
        words.push(...args.slice(i));
        break;
      }
      words.push(word);
      continue;
    }
    if (usage.numberOption !== undefined && /^-\d+$/.test(word)) {
      add(usage.numberOption, word.slice(1));
      continue;
    }
    const whole = names.get(word);
    if (whole !== undefined && word.length > 2) {
      if (whole.kind === "flag") add(whole.name, "");
      else {
        i += 1;
        add(whole.name, args[i] ?? "");
      }
      continue;
    }
    for (let j = 1; j < word.length; j++) {
      const letter = word.charAt(j);
      const name = names.get(`-${letter}`);
      if (name === undefined) return fail(`invalid option -- '${letter}'`);
      if (name.kind === "flag") {
        add(name.name, "");
        continue;
      }
      const attached = word.slice(j + 1);
      if (attached === "") i += 1;
      const value = attached === "" ? args[i] : attached;
      if (value === undefined) return fail(`option requires an argument -- '${letter}'`);
      add(name.name, value);
      break;
    }
  }
  return {
    has: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    values: (name) => found.get(name) ?? [],
    words,
  };
}

interface OptionName {
  readonly name: string;
  readonly kind: "flag" | "value";
}

function namesOf(spec: OptionSpec): Map<string, OptionName> {
  const names = new Map<string, OptionName>();
  for (const [key, kind] of Object.entries(spec)) {
    const all = key.split(" ");
    const name = all[0] ?? key;
    for (const each of all) names.set(each, { name, kind });
  }
  return names;
}

function abbreviation(
  names: ReadonlyMap<string, OptionName>,
  long: string,
): OptionName | undefined {
  const matches = [...names.keys()].filter(
    (name) => name.startsWith(long) && name.startsWith("--"),
  );
  const [only] = matches;
  return matches.length === 1 && only !== undefined ? names.get(only) : undefined;
}

function helpText(usage: Usage): string {
  const lines = Object.entries(usage.options).map(([key, kind]) => {
    const names = key.split(" ").join(", ");
    return `  ${names}${kind === "value" ? " VALUE" : ""}\n`;
  });
  const text = `Usage: ${usage.name} ${usage.usage}`.trimEnd();
  return `${text}\n${usage.summary.charAt(0).toUpperCase()}${usage.summary.slice(1)}.\n${lines.length > 0 ? "\n" : ""}${lines.join("")}      --help\n`;
}

/** A program with options: parses them at each call, which costs nothing and needs no memory. */
export function defineTool(
  usage: Usage,
  run: (io: ProgramIo, options: Options, resume: unknown) => ProgramResult,
): Program {
  return {
    name: usage.name,
    summary: usage.summary,
    run(io, resume) {
      if (resume !== undefined) {
        const silent = parseOptions(
          { args: io.args, stdout: () => undefined, stderr: () => undefined },
          usage,
        );
        return typeof silent === "number" ? silent : run(io, silent, resume);
      }
      const options = parseOptions(io, usage);
      return typeof options === "number" ? options : run(io, options, resume);
    },
  };
}
