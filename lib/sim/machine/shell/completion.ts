// Tab: commands at the start of a command, variables after `$`, else what the program offers, else files.
import { FileError } from "../file-error";
import type { ProgramIo } from "../program";
import { builtinNames } from "./builtins";

export interface Completion {
  readonly candidates: readonly string[];
  /** Where the word begins that a candidate replaces. */
  readonly start: number;
}

export interface CompletionHints {
  readonly aliases?: Readonly<Record<string, string>>;
  readonly functions?: readonly string[];
  readonly variables?: readonly string[];
  readonly program?: (name: string, words: readonly string[]) => readonly string[] | undefined;
}

const mostCandidates = 500;

export function completeLine(
  io: ProgramIo,
  line: string,
  cursor: number,
  hints: CompletionHints = {},
): Completion {
  const before = line.slice(0, cursor);
  const segment = lastSegment(before);
  const words = wordsOf(segment.text);
  const current = words[words.length - 1] ?? { text: "", start: segment.text.length };
  const start = segment.start + current.start;
  const done = (candidates: Iterable<string>): Completion => ({
    candidates: [...new Set(candidates)]
      .filter((each) => each.startsWith(current.text))
      .sort()
      .slice(0, mostCandidates),
    start,
  });
  const variable = /\$\{?(\w*)$/.exec(current.text);
  if (variable !== null) {
    const head = current.text.slice(0, variable.index + (variable[0].startsWith("${") ? 2 : 1));
    const tail = variable[0].startsWith("${") ? "}" : "";
    return done(
      (hints.variables ?? Object.keys(io.process.environment)).map(
        (name) => `${head}${name}${tail}`,
      ),
    );
  }
  const isFirst = words.filter((word) => !/^[A-Za-z_]\w*=/.test(word.text)).length <= 1;
  if (isFirst && !current.text.includes("/")) {
    return done([
      ...builtinNames(),
      ...io.system.commands(),
      ...Object.keys(hints.aliases ?? {}),
      ...(hints.functions ?? []),
    ]);
  }
  if (!isFirst) {
    const plain = words.map((word) => word.text).filter((word) => !/^[A-Za-z_]\w*=/.test(word));
    const [name = "", ...rest] = plain;
    const aliased =
      hints.aliases !== undefined && Object.hasOwn(hints.aliases, name)
        ? hints.aliases[name]
        : undefined;
    const [real = "", ...more] = aliased === undefined ? [name] : aliased.trim().split(/\s+/);
    const skips = real === "sudo" || real === "watch" || real === "time";
    const offered =
      skips && rest.length > 1
        ? hints.program?.(rest[0] ?? "", rest.slice(1))
        : hints.program?.(real, [...more, ...rest]);
    if (offered !== undefined && offered.length > 0) return done(offered);
  }
  return { candidates: pathsOf(io, current.text), start };
}

function pathsOf(io: ProgramIo, text: string): string[] {
  const slash = text.lastIndexOf("/") + 1;
  const head = text.slice(0, slash);
  const prefix = text.slice(slash);
  const home = io.process.environment.HOME ?? "/root";
  const directory = head === "" ? "." : head.replace(/^~(?=\/)/, home);
  try {
    return io.files
      .list(directory)
      .filter(
        (name) => name.startsWith(prefix) && (prefix.startsWith(".") || !name.startsWith(".")),
      )
      .slice(0, mostCandidates)
      .map((name) => `${head}${name}${io.files.isDirectory(`${directory}/${name}`) ? "/" : ""}`);
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** The command the cursor is in: after the last `;`, `|`, `&`, `(` outside of quotes. */
function lastSegment(text: string): { text: string; start: number } {
  let start = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "\\") i += 1;
    else if (";|&(\n`".includes(character)) start = i + 1;
  }
  return { text: text.slice(start), start };
}

function wordsOf(text: string): { text: string; start: number }[] {
  const words: { text: string; start: number }[] = [];
  let current: { text: string; start: number } | undefined;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quote === "" && /\s/.test(character)) {
      if (current !== undefined) words.push(current);
      current = undefined;
      continue;
    }
    current ??= { text: "", start: i };
    if (quote !== "" && character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === "\\" && quote !== "'" && i + 1 < text.length) {
      i += 1;
      current.text += text.charAt(i);
    } else current.text += character;
  }
  words.push(current ?? { text: "", start: text.length });
  return words;
}
