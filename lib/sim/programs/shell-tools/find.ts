import { FileError } from "../../machine/file-error";
import type { FileStat } from "../../machine/files-contract";
import { matchesPattern } from "../../machine/glob";
import type { Program, ProgramIo, ProgramResult } from "../../machine/program";
import { startCommand } from "./children";
import { modeText } from "./ls";

interface Found {
  readonly path: string;
  readonly depth: number;
  readonly stat: FileStat;
}

type Test = (found: Found) => boolean;

interface Action {
  readonly kind: "print" | "print0" | "delete" | "ls" | "exec";
  readonly words: readonly string[];
  /** `+`: all paths in one call. */
  readonly isBatch: boolean;
}

interface Search {
  readonly roots: readonly string[];
  readonly test: Test;
  readonly actions: readonly Action[];
  readonly maxDepth: number;
  readonly minDepth: number;
  readonly prunes: boolean;
}

interface Memory {
  readonly commands: readonly (readonly string[])[];
  readonly next: number;
  readonly child: number;
  readonly status: number;
}

class FindError extends Error {}

const mostPaths = 20_000;
const isMemory = (resume: unknown): resume is Memory =>
  typeof resume === "object" && resume !== null;

export const find: Program = {
  name: "find",
  summary: "search for files in a directory hierarchy",
  run(io, resume) {
    if (isMemory(resume)) return runCommands(io, resume);
    if (io.args.includes("--help")) {
      io.stdout(
        "Usage: find [path...] [expression]\nSearch for files in a directory hierarchy.\n\nTests: -name -iname -path -type -empty -size -mmin -mtime -newer -maxdepth -mindepth ! -not -a -o ( )\nActions: -print -print0 -delete -ls -exec COMMAND ; -exec COMMAND {} +\n",
      );
      return 0;
    }
    try {
      const search = new Expression(io).parse();
      return perform(io, search);
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      io.stderr(`find: ${error.message}\n`);
      return 1;
    }
  },
};

function perform(io: ProgramIo, search: Search): ProgramResult {
  let status = 0;
  const found: Found[] = [];
  const visit = (path: string, depth: number): void => {
    if (found.length >= mostPaths) return;
    const stat = io.files.lstat(path);
    if (stat === undefined) {
      io.stderr(`find: ‘${path}’: No such file or directory\n`);
      status = 1;
      return;
    }
    const here = { path, depth, stat };
    if (depth >= search.minDepth && search.test(here)) found.push(here);
    if (stat.type !== "directory" || depth >= search.maxDepth || depth > 200) return;
    try {
      for (const name of io.files.list(path))
        visit(path.endsWith("/") ? path + name : `${path}/${name}`, depth + 1);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      io.stderr(`find: ‘${path}’: ${error.message}\n`);
      status = 1;
    }
  };
  for (const root of search.roots) visit(root, 0);
  const commands: string[][] = [];
  const isDeleting = search.actions.some((action) => action.kind === "delete");
  for (const each of isDeleting ? found.reverse() : found) {
    for (const action of search.actions) {
      if (action.kind === "print") io.stdout(`${each.path}\n`);
      else if (action.kind === "print0") io.stdout(`${each.path}\0`);
      else if (action.kind === "ls")
        io.stdout(
          `${modeText(each.stat)} ${each.stat.owner} ${each.stat.group} ${each.stat.size} ${each.path}\n`,
        );
      else if (action.kind === "exec" && !action.isBatch)
        commands.push(action.words.map((word) => word.replaceAll("{}", each.path)));
      else if (action.kind === "delete" && !remove(io, each.path)) status = 1;
    }
  }
  for (const action of search.actions) {
    if (action.kind !== "exec" || !action.isBatch || found.length === 0) continue;
    commands.push(
      action.words.flatMap((word) => (word === "{}" ? found.map((each) => each.path) : [word])),
    );
  }
  return commands.length === 0 ? status : runCommands(io, { commands, next: 0, child: 0, status });
}

function remove(io: ProgramIo, path: string): boolean {
  try {
    io.files.remove(path);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    io.stderr(`find: cannot delete ‘${path}’: ${error.message}\n`);
    return false;
  }
}

function runCommands(io: ProgramIo, start: Memory): ProgramResult {
  let memory = start;
  for (;;) {
    if (memory.child !== 0) {
      if (io.system.status(memory.child) === undefined)
        return { waitFor: { child: memory.child }, resume: memory };
      memory = { ...memory, child: 0 };
    }
    const command = memory.commands[memory.next];
    if (command === undefined) return memory.status;
    const started = startCommand(io, command);
    memory =
      "id" in started
        ? { ...memory, next: memory.next + 1, child: started.id }
        : { ...memory, next: memory.next + 1, status: 1 };
  }
}

class Expression {
  private at = 0;
  private readonly actions: Action[] = [];
  private maxDepth = Number.POSITIVE_INFINITY;
  private minDepth = 0;

  constructor(private readonly io: ProgramIo) {}

  parse(): Search {
    const { args } = this.io;
    const roots: string[] = [];
    while (this.at < args.length && !/^(?:-.|!|\()/.test(args[this.at] ?? "")) {
      roots.push(args[this.at] ?? "");
      this.at += 1;
    }
    const test = this.at < args.length ? this.or() : () => true;
    if (this.at < args.length)
      throw new FindError(`paths must precede expression: \`${args[this.at] ?? ""}'`);
    const actions: Action[] =
      this.actions.length === 0 ? [{ kind: "print", words: [], isBatch: false }] : this.actions;
    return {
      roots: roots.length === 0 ? ["."] : roots,
      test,
      actions,
      maxDepth: this.maxDepth,
      minDepth: this.minDepth,
      prunes: false,
    };
  }

  private or(): Test {
    let left = this.and();
    while (this.peek() === "-o" || this.peek() === "-or") {
      this.at += 1;
      const [before, right] = [left, this.and()];
      left = (found) => before(found) || right(found);
    }
    return left;
  }

  private and(): Test {
    let left = this.not();
    while (
      this.at < this.io.args.length &&
      this.peek() !== "-o" &&
      this.peek() !== "-or" &&
      this.peek() !== ")"
    ) {
      if (this.peek() === "-a" || this.peek() === "-and") this.at += 1;
      const [before, right] = [left, this.not()];
      left = (found) => before(found) && right(found);
    }
    return left;
  }

  private not(): Test {
    if (this.peek() === "!" || this.peek() === "-not") {
      this.at += 1;
      const inner = this.not();
      return (found) => !inner(found);
    }
    if (this.peek() === "(") {
      this.at += 1;
      const inner = this.or();
      if (this.peek() !== ")")
        throw new FindError("invalid expression; expected to find a ')' but didn't see one");
      this.at += 1;
      return inner;
    }
    return this.primary();
  }

  private primary(): Test {
    const name = this.peek() ?? "";
    this.at += 1;
    switch (name) {
      case "-name": {
        const pattern = this.value(name);
        return (found) => matchesPattern(pattern, baseOf(found.path));
      }
      case "-iname": {
        const pattern = this.value(name).toLowerCase();
        return (found) => matchesPattern(pattern, baseOf(found.path).toLowerCase());
      }
      case "-path":
      case "-wholename": {
        const pattern = this.value(name);
        return (found) => matchesPattern(pattern, found.path);
      }
      case "-type": {
        const types = this.value(name).split(",");
        const letters: Readonly<Record<string, string>> = {
          file: "f",
          directory: "d",
          link: "l",
          device: "c",
        };
        return (found) => types.includes(letters[found.stat.type] ?? "");
      }
      case "-empty":
        return (found) =>
          found.stat.type === "directory"
            ? this.io.files.list(found.path).length === 0
            : found.stat.size === 0;
      case "-size":
        return this.size(this.value(name));
      case "-mmin":
        return this.age(this.value(name), 60_000);
      case "-mtime":
        return this.age(this.value(name), 86_400_000);
      case "-newer": {
        const reference = this.io.files.stat(this.value(name))?.modifiedMs ?? 0;
        return (found) => found.stat.modifiedMs > reference;
      }
      case "-user": {
        const owner = this.value(name);
        return (found) => found.stat.owner === owner;
      }
      case "-perm": {
        const mode = Number.parseInt(this.value(name).replace(/^[-/]/, ""), 8);
        return (found) => (found.stat.mode & 0o777 & mode) === mode;
      }
      case "-maxdepth":
        this.maxDepth = this.number(name);
        return () => true;
      case "-mindepth":
        this.minDepth = this.number(name);
        return () => true;
      case "-print":
      case "-print0":
      case "-delete":
      case "-ls":
        this.actions.push({
          kind:
            name === "-print"
              ? "print"
              : name === "-print0"
                ? "print0"
                : name === "-delete"
                  ? "delete"
                  : "ls",
          words: [],
          isBatch: false,
        });
        return () => true;
      case "-exec":
        return this.exec();
      case "-depth":
      case "-xdev":
      case "-mount":
      case "-follow":
      case "-L":
        return () => true;
      default:
        throw new FindError(`unknown predicate \`${name}'`);
    }
  }

  private exec(): Test {
    const words: string[] = [];
    for (;;) {
      const word = this.peek();
      if (word === undefined) throw new FindError("missing argument to `-exec'");
      this.at += 1;
      if (word === ";" || (word === "+" && words[words.length - 1] === "{}")) {
        this.actions.push({ kind: "exec", words, isBatch: word === "+" });
        return () => true;
      }
      words.push(word);
    }
  }

  private size(text: string): Test {
    const found = /^([-+]?)(\d+)([cwbkMG]?)$/.exec(text);
    if (found === null) throw new FindError(`Invalid argument \`${text}' to -size`);
    const unit =
      { c: 1, w: 2, b: 512, "": 512, k: 1024, M: 1_048_576, G: 1_073_741_824 }[found[3] ?? ""] ??
      512;
    return ({ stat }) => compare(found[1] ?? "", Math.ceil(stat.size / unit), Number(found[2]));
  }

  private age(text: string, unit: number): Test {
    const found = /^([-+]?)(\d+)$/.exec(text);
    if (found === null) throw new FindError(`invalid argument \`${text}' to \`-mtime'`);
    return ({ stat }) =>
      compare(
        found[1] ?? "",
        Math.floor((this.io.process.now - stat.modifiedMs) / unit),
        Number(found[2]),
      );
  }

  private number(name: string): number {
    const text = this.value(name);
    if (!/^\d+$/.test(text))
      throw new FindError(
        `Expected a positive decimal integer argument to ${name}, but got ‘${text}’`,
      );
    return Number(text);
  }

  private value(name: string): string {
    const text = this.peek();
    if (text === undefined) throw new FindError(`missing argument to \`${name}'`);
    this.at += 1;
    return text;
  }

  private peek(): string | undefined {
    return this.io.args[this.at];
  }
}

const baseOf = (path: string): string => path.slice(path.replace(/\/$/, "").lastIndexOf("/") + 1);

function compare(sign: string, value: number, wanted: number): boolean {
  return sign === "+" ? value > wanted : sign === "-" ? value < wanted : value === wanted;
}
