// The values of a command's flags, checked as they are set and read by name.
import { parseGoDuration } from "@/lib/sim/meta/duration";
import { CommandError } from "../command-error";
import type { FlagSpec, FlagType } from "./flag-specs";

export class FlagValues {
  private readonly values = new Map<string, string[]>();

  constructor(readonly specs: readonly FlagSpec[]) {}

  find(name: string): FlagSpec | undefined {
    return this.specs.find((spec) => spec.name === name);
  }

  findShort(letter: string): FlagSpec | undefined {
    return this.specs.find((spec) => spec.shorthand === letter);
  }

  set(spec: FlagSpec, value: string): void {
    const problem = problemOf(spec.type, value);
    if (problem !== undefined) {
      const name = spec.shorthand === undefined ? "" : `-${spec.shorthand}, `;
      throw new FlagValueError(
        `invalid argument ${JSON.stringify(value)} for "${name}--${spec.name}" flag: ${problem}`,
      );
    }
    const before = this.values.get(spec.name) ?? [];
    if (spec.type === "slice") this.values.set(spec.name, [...before, ...splitCsv(value)]);
    else if (spec.type === "array") this.values.set(spec.name, [...before, value]);
    else this.values.set(spec.name, [value]);
  }

  isSet(name: string): boolean {
    return this.values.has(name);
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  string(name: string): string {
    return this.values.get(name)?.at(-1) ?? this.find(name)?.initial ?? "";
  }

  /** A global flag's value; empty where the command has a flag of its own by that name. */
  global(name: string): string {
    return this.find(name)?.isGlobal === true ? this.string(name) : "";
  }

  list(name: string): readonly string[] {
    const given = this.values.get(name);
    if (given !== undefined) return given;
    const initial = this.find(name)?.initial ?? "";
    return initial === "" ? [] : initial.split(",");
  }

  bool(name: string): boolean {
    return truths.has(this.string(name));
  }

  number(name: string): number {
    return Number(this.string(name));
  }

  /** Milliseconds. */
  duration(name: string): number {
    return parseGoDuration(this.string(name)) ?? 0;
  }
}

export class FlagValueError extends CommandError {}

const truths = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const falsehoods = new Set(["0", "f", "F", "FALSE", "false", "False"]);

function problemOf(type: FlagType, value: string): string | undefined {
  switch (type) {
    case "bool":
      if (truths.has(value) || falsehoods.has(value)) return undefined;
      return `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
    case "int":
    case "int64":
      return integerProblem(value, 2 ** 63);
    case "int32":
      return integerProblem(value, 2 ** 31);
    case "duration":
      return durationProblem(value);
    default:
      return undefined;
  }
}

function integerProblem(value: string, bound: number): string | undefined {
  const problem = (what: string) => `strconv.ParseInt: parsing ${JSON.stringify(value)}: ${what}`;
  if (!/^[+-]?(0x[0-9a-f]+|0b[01]+|0o?[0-7]*|[1-9][0-9_]*)$/i.test(value))
    return problem("invalid syntax");
  const number = Number(value.replace(/_/g, ""));
  return number >= bound || number < -bound ? problem("value out of range") : undefined;
}

export function durationProblem(value: string): string | undefined {
  if (parseGoDuration(value) !== undefined) return undefined;
  const quoted = JSON.stringify(value);
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return `time: missing unit in duration ${quoted}`;
  const unit =
    /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(value);
  if (unit !== null) return `time: unknown unit ${JSON.stringify(unit[1])} in duration ${quoted}`;
  return `time: invalid duration ${quoted}`;
}

/** A line of comma-separated values, with double quotes around values that hold a comma. */
function splitCsv(text: string): string[] {
  if (text === "") return [];
  const values: string[] = [];
  for (const match of text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    values.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
  }
  return values;
}
