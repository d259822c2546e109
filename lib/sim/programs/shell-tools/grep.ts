import { FileError } from "../../machine/file-error";
import { matchesPattern } from "../../machine/glob";
import type { ProgramIo } from "../../machine/program";
import { compileRegex, type Regex } from "../../machine/regular-expression";
import { readLines, withPattern } from "./inputs";
import { defineTool, type Options } from "./options";

interface Memory {
  readonly name: string;
  readonly number: number;
  readonly count: number;
  readonly matched: boolean;
  /** Lines held for `-B`. */
  readonly before: readonly string[];
  /** Lines still to print for `-A`. */
  readonly after: number;
  readonly lastPrinted: number;
  readonly isDone: boolean;
}

const fresh: Memory = {
  name: "",
  number: 0,
  count: 0,
  matched: false,
  before: [],
  after: 0,
  lastPrinted: 0,
  isDone: false,
};

export const grep = defineGrep("grep");
export const egrep = defineGrep("egrep");
export const fgrep = defineGrep("fgrep");

function defineGrep(name: "grep" | "egrep" | "fgrep") {
  return defineTool(
    {
      name,
      usage: "[OPTION]... PATTERNS [FILE]...",
      summary: "print lines that match patterns",
      wrong: 2,
      numberOption: "-C",
      options: {
        "-E --extended-regexp": "flag",
        "-F --fixed-strings": "flag",
        "-G --basic-regexp": "flag",
        "-P --perl-regexp": "flag",
        "-i --ignore-case": "flag",
        "-y": "flag",
        "-v --invert-match": "flag",
        "-c --count": "flag",
        "-n --line-number": "flag",
        "-o --only-matching": "flag",
        "-w --word-regexp": "flag",
        "-x --line-regexp": "flag",
        "-r --recursive": "flag",
        "-R": "flag",
        "-q --quiet --silent": "flag",
        "-s --no-messages": "flag",
        "-l --files-with-matches": "flag",
        "-L --files-without-match": "flag",
        "-H --with-filename": "flag",
        "-h --no-filename": "flag",
        "-A --after-context": "value",
        "-B --before-context": "value",
        "-C --context": "value",
        "-e --regexp": "value",
        "-f --file": "value",
        "-m --max-count": "value",
        "--color --colour": "flag",
        "--include": "value",
        "--exclude": "value",
        "-a --text": "flag",
        "-I": "flag",
        "--line-buffered": "flag",
        "-z": "flag",
      },
    },
    (io, options, resume) =>
      withPattern(io, 2, () => {
        const patterns = [...options.values("-e")];
        for (const path of options.values("-f"))
          patterns.push(...io.files.read(path).replace(/\n$/, "").split("\n"));
        const words = [...options.words];
        if (!options.has("-e") && !options.has("-f")) {
          const first = words.shift();
          if (first === undefined) {
            io.stderr(
              `Usage: ${name} [OPTION]... PATTERNS [FILE]...\nTry '${name} --help' for more information.\n`,
            );
            return 2;
          }
          patterns.push(...first.split("\n"));
        }
        const isRecursive = options.has("-r") || options.has("-R");
        const extended = options.has("-E") || options.has("-P") || name === "egrep";
        const isFixed = options.has("-F") || name === "fgrep";
        const regexes = patterns.map((pattern) => compile(pattern, { options, extended, isFixed }));
        const searched = isRecursive
          ? walk(io, words.length === 0 ? ["."] : words, options)
          : { paths: words, failed: false };
        return search(io, {
          options,
          regexes,
          paths: searched.paths,
          failed: searched.failed,
          isRecursive,
          resume,
        });
      }),
  );
}

function compile(
  pattern: string,
  how: { options: Options; extended: boolean; isFixed: boolean },
): Regex {
  const { options, extended, isFixed } = how;
  const literal = isFixed
    ? pattern.replace(/[.[\]*^$\\+?(){}|]/g, (c) =>
        extended || !"+?(){}|".includes(c) ? `\\${c}` : c,
      )
    : pattern;
  const perl = options.has("-P") ? literal.replace(/\(\?:/g, "(") : literal;
  const isWord = options.has("-w");
  const open = extended ? "(" : "\\(";
  const close = extended ? ")" : "\\)";
  const body = options.has("-x")
    ? `^${open}${perl}${close}$`
    : isWord
      ? `\\b${open}${perl}${close}\\b`
      : perl;
  return compileRegex(body, { extended, ignoreCase: options.has("-i") || options.has("-y") });
}

function walk(
  io: ProgramIo,
  roots: readonly string[],
  options: Options,
): { paths: string[]; failed: boolean } {
  const paths: string[] = [];
  let failed = false;
  const visit = (path: string, depth: number): void => {
    const stat = depth === 0 ? io.files.stat(path) : io.files.lstat(path);
    if (stat === undefined) {
      io.stderr(`grep: ${path}: No such file or directory\n`);
      failed = true;
    } else if (stat.type === "directory") {
      if (depth > 100) return;
      try {
        for (const child of io.files.list(path))
          visit(path === "/" ? `/${child}` : `${path}/${child}`, depth + 1);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        io.stderr(`grep: ${path}: ${error.message}\n`);
        failed = true;
      }
    } else if (stat.type === "file") {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const includes = options.values("--include");
      if (includes.length > 0 && !includes.some((glob) => matchesPattern(glob, name))) return;
      if (options.values("--exclude").some((glob) => matchesPattern(glob, name))) return;
      paths.push(path);
    }
  };
  for (const root of roots) visit(root, 0);
  return { paths, failed };
}

interface Search {
  readonly options: Options;
  readonly regexes: readonly Regex[];
  readonly paths: readonly string[];
  readonly failed: boolean;
  readonly isRecursive: boolean;
  readonly resume: unknown;
}

function search(io: ProgramIo, s: Search) {
  const { options } = s;
  if (s.isRecursive && s.paths.length === 0) return s.failed ? 2 : 1;
  let failed = s.failed;
  let isFound = false;
  const paths = s.paths.filter((path) => {
    if (path === "-") return true;
    const stat = io.files.stat(path);
    const problem =
      stat === undefined
        ? "No such file or directory"
        : stat.type === "directory"
          ? "Is a directory"
          : undefined;
    if (problem !== undefined && s.resume === undefined && !options.has("-s"))
      io.stderr(`grep: ${path}: ${problem}\n`);
    if (problem !== undefined) failed = true;
    return problem === undefined;
  });
  if (s.paths.length > 0 && paths.length === 0) return 2;
  const named = options.has("-H") || ((s.paths.length > 1 || s.isRecursive) && !options.has("-h"));
  const context = Number(options.value("-C") ?? 0);
  const after = Number(options.value("-A") ?? context);
  const before = Number(options.value("-B") ?? context);
  const most = options.has("-m") ? Number(options.value("-m")) : Number.POSITIVE_INFINITY;
  const isSummary =
    options.has("-c") || options.has("-l") || options.has("-L") || options.has("-q");
  const label = (name: string): string => (name === "-" ? "(standard input)" : name);
  const line = (memory: Memory, text: string, separator: string, number: number): string =>
    `${named ? `${label(memory.name)}${separator}` : ""}${options.has("-n") ? `${number}${separator}` : ""}${text}\n`;
  return readLines<Memory>(io, paths, s.resume, {
    initial: fresh,
    line(previous, text, place) {
      let memory: Memory = { ...previous, name: place.name, number: previous.number + 1 };
      if (memory.isDone) return memory;
      const isMatch = s.regexes.some((regex) => regex.test(text)) !== options.has("-v");
      if (!isMatch) {
        if (isSummary) return memory;
        if (memory.after > 0) {
          io.stdout(line(memory, text, "-", memory.number));
          return { ...memory, after: memory.after - 1, lastPrinted: memory.number };
        }
        return before > 0 ? { ...memory, before: [...memory.before, text].slice(-before) } : memory;
      }
      memory = { ...memory, count: memory.count + 1, matched: true };
      if (options.has("-q")) {
        isFound = true;
        return "stop";
      }
      if (memory.count >= most) memory = { ...memory, isDone: true };
      if (isSummary)
        return options.has("-l") || options.has("-L") ? { ...memory, isDone: true } : memory;
      if (options.has("-o")) {
        for (const found of options.has("-v") ? [] : allMatches(s.regexes, text))
          io.stdout(line(memory, found, ":", memory.number));
        return memory;
      }
      const from = memory.number - memory.before.length;
      if ((before > 0 || after > 0) && memory.lastPrinted > 0 && from > memory.lastPrinted + 1)
        io.stdout("--\n");
      memory.before.forEach((held, i) => {
        io.stdout(line(memory, held, "-", from + i));
      });
      io.stdout(line(memory, text, ":", memory.number));
      return { ...memory, before: [], after, lastPrinted: memory.number };
    },
    fileEnd(memory, name) {
      const matchedHere = memory.count > 0;
      if (options.has("-l") && matchedHere) io.stdout(`${label(name)}\n`);
      if (options.has("-L") && !matchedHere) io.stdout(`${label(name)}\n`);
      if (options.has("-c") && !options.has("-l") && !options.has("-q"))
        io.stdout(`${named ? `${label(name)}:` : ""}${memory.count}\n`);
      return { ...fresh, matched: memory.matched };
    },
    end: (memory) => {
      const matched = memory.matched || isFound;
      return failed && !(matched && options.has("-q")) ? 2 : matched ? 0 : 1;
    },
  });
}

function allMatches(regexes: readonly Regex[], text: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const matches = regexes.flatMap((regex) => regex.exec(text, at) ?? []);
    const first = matches.sort((a, b) => a.index - b.index || b.end - a.end)[0];
    if (first === undefined) break;
    if (first.end > first.index) found.push(text.slice(first.index, first.end));
    at = first.end > first.index ? first.end : first.index + 1;
  }
  return found;
}
