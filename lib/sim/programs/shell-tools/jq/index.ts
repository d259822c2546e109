// jq as a program: options, reading a stream of JSON values, and printing as jq does.

import type { ProgramIo } from "../../../machine/program";
import { RegexError } from "../../../machine/regular-expression";
import { withInputs } from "../inputs";
import { defineTool, type Options } from "../options";
import { type Filter, JqSyntaxError, type Json, parseJq } from "./parse";
import { isTrue, JqError, JqRun } from "./run";

export const jq = defineTool(
  {
    name: "jq",
    usage: "[OPTIONS] FILTER [FILE]...",
    summary: "command-line JSON processor",
    wrong: 2,
    options: {
      "-r --raw-output": "flag",
      "-c --compact-output": "flag",
      "-n --null-input": "flag",
      "-s --slurp": "flag",
      "-S --sort-keys": "flag",
      "-e --exit-status": "flag",
      "-j --join-output": "flag",
      "-R --raw-input": "flag",
      "-M --monochrome-output": "flag",
      "-C --color-output": "flag",
      "--tab": "flag",
      "--indent": "value",
      "--arg": "value",
      "--argjson": "value",
      "-a": "flag",
    },
  },
  (io, given, resume) => {
    const { options, variables } = takeArguments(io, given);
    const [source, ...paths] = options.words;
    if (source === undefined) {
      io.stderr(
        "jq - commandline JSON processor [version 1.7.1]\n\nUsage:\tjq [OPTIONS] FILTER [FILE]...\n\nTry 'jq --help' for more information.\n",
      );
      return 2;
    }
    let filter: Filter;
    try {
      filter = parseJq(source);
    } catch (error) {
      if (!(error instanceof JqSyntaxError)) throw error;
      io.stderr(
        `jq: error: ${error.message} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`,
      );
      return 3;
    }
    if (options.has("-n")) return perform(io, options, filter, [null], variables);
    return withInputs(io, paths, resume, (inputs) => {
      const text = inputs.map((input) => input.text).join("\n");
      if (options.has("-R")) {
        const lines = text.replace(/\n$/, "").split("\n");
        return perform(io, options, filter, options.has("-s") ? [text] : lines, variables);
      }
      const values = parseStream(text);
      const status = perform(
        io,
        options,
        filter,
        options.has("-s") ? [values.values] : values.values,
        variables,
      );
      if (values.problem === undefined) return status;
      io.stderr(`jq: parse error: ${values.problem}\n`);
      return 2;
    });
  },
);

/** `--arg name value` takes two words, which GNU's conventions do not know. */
function takeArguments(
  io: ProgramIo,
  options: Options,
): { options: Options; variables: Map<string, Json> } {
  const variables = new Map<string, Json>([["ENV", { ...io.process.environment }]]);
  const words = [...options.words];
  const { args } = io;
  args.forEach((arg, i) => {
    if (arg !== "--arg" && arg !== "--argjson") return;
    const [name, value] = [args[i + 1], args[i + 2]];
    if (name === undefined || value === undefined) return;
    const at = words.indexOf(value);
    if (at >= 0) words.splice(at, 1);
    variables.set(name, arg === "--arg" ? value : (parseStream(value).values[0] ?? null));
  });
  return { options: { ...options, words }, variables };
}

function perform(
  io: ProgramIo,
  options: Options,
  filter: Filter,
  inputs: readonly Json[],
  variables: ReadonlyMap<string, Json>,
): number {
  let status = options.has("-e") ? 4 : 0;
  const run = new JqRun(io.process.now);
  for (const input of inputs) {
    try {
      for (const value of run.run(filter, input, variables)) {
        if (options.has("-e")) status = isTrue(value) ? 0 : 1;
        const isRaw = options.has("-r") || options.has("-j");
        const text = isRaw && typeof value === "string" ? value : render(value, options);
        io.stdout(options.has("-j") ? text : `${text}\n`);
      }
    } catch (error) {
      if (error instanceof RegexError) {
        io.stderr(`jq: error (at <stdin>:0): ${error.message}\n`);
        return 5;
      }
      if (!(error instanceof JqError)) throw error;
      io.stderr(
        error.message.endsWith("is not defined")
          ? `jq: error: ${error.message} at <top-level>, line 1:\njq: 1 compile error\n`
          : `jq: error (at <stdin>:0): ${error.message}\n`,
      );
      if (error.message.endsWith("is not defined")) return 3;
      status = 5;
    }
  }
  return status;
}

function render(value: Json, options: Options): string {
  const sorted = options.has("-S") ? sortKeys(value) : value;
  const indent = options.has("--tab") ? "\t" : Number(options.value("--indent") ?? 2);
  return options.has("-c") ? JSON.stringify(sorted) : JSON.stringify(sorted, null, indent);
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

/** Values one after the other, as jq reads them; what follows a mistake is not read. */
function parseStream(text: string): { values: Json[]; problem?: string } {
  const values: Json[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const end = endOfValue(text, at);
    try {
      values.push(JSON.parse(text.slice(at, end)) as Json);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const line = text.slice(0, end).split("\n").length;
      return {
        values,
        problem: `Invalid ${/^[{["]/.test(text.charAt(at)) ? "literal" : "numeric literal"} at line ${line}, column ${end - text.lastIndexOf("\n", end - 1)}`,
      };
    }
    at = end;
  }
  return { values };
}

function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (!'{["'.includes(first)) {
    const found = /[\s{}[\],"]/.exec(text.slice(start + 1, start + 400));
    return found === null ? text.length : start + 1 + found.index;
  }
  let depth = 0;
  let isInText = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (isInText) {
      if (character === "\\") i += 1;
      else if (character === '"') isInText = false;
      if (!isInText && depth === 0) return i + 1;
      continue;
    }
    if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}
