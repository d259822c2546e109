// touch, mkdir, rm, rmdir, mv, cp, ln, chmod, chown: short tools over one interface, with GNU's words.
import { FileError } from "../../machine/file-error";
import { absolutePath, baseName, isWithin } from "../../machine/paths";
import type { Program, ProgramIo } from "../../machine/program";
import { parseDate } from "./date";
import type { Options } from "./options";
import { defineTool, type OptionSpec } from "./options";

/** Does something for each word; what fails is told as `name: text: reason` and the rest goes on. */
function eachWord(
  io: ProgramIo,
  words: readonly string[],
  subject: (word: string) => string,
  act: (word: string) => void,
): number {
  let status = 0;
  for (const word of words) {
    try {
      act(word);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      io.stderr(`${io.process.program}: ${subject(word)}: ${error.message}\n`);
      status = 1;
    }
  }
  return status;
}

function missingOperand(
  io: ProgramIo,
  words: readonly string[],
  after?: string,
): number | undefined {
  const { program } = io.process;
  if (words.length === 0)
    io.stderr(`${program}: missing ${after === undefined ? "operand" : "file operand"}\n`);
  else if (after !== undefined && words.length === 1)
    io.stderr(`${program}: ${after} '${words[0] ?? ""}'\n`);
  else return undefined;
  io.stderr(`Try '${program} --help' for more information.\n`);
  return 1;
}

export const touch = defineTool(
  {
    name: "touch",
    usage: "[OPTION]... FILE...",
    summary: "change file timestamps",
    options: {
      "-c --no-create": "flag",
      "-d --date": "value",
      "-a": "flag",
      "-m": "flag",
      "-t": "value",
      "-r": "value",
    },
  },
  (io, options) => {
    const missing = missingOperand(
      io,
      options.words,
      options.words.length === 0 ? "missing" : undefined,
    );
    if (missing !== undefined) return missing;
    const text = options.value("-d");
    const at =
      text === undefined ? io.process.now : parseDate(text, io.process.now, io.process.timezone);
    if (at === undefined) {
      io.stderr(`touch: invalid date format '${text ?? ""}'\n`);
      return 1;
    }
    return eachWord(
      io,
      options.words,
      (word) => `cannot touch '${word}'`,
      (word) => {
        if (!options.has("-c") || io.files.exists(word)) io.files.touch(word, at);
      },
    );
  },
);

export const mkdir = defineTool(
  {
    name: "mkdir",
    usage: "[OPTION]... DIRECTORY...",
    summary: "make directories",
    options: { "-p --parents": "flag", "-m --mode": "value", "-v --verbose": "flag" },
  },
  (io, options) => {
    const missing = missingOperand(io, options.words);
    if (missing !== undefined) return missing;
    const mode = options.value("-m");
    return eachWord(
      io,
      options.words,
      (word) => `cannot create directory ‘${word}’`,
      (word) => {
        const parsed = mode === undefined ? undefined : changedMode(mode, 0o755, true);
        io.files.makeDirectory(word, {
          parents: options.has("-p"),
          ...(parsed === undefined ? {} : { mode: parsed }),
        });
        if (options.has("-v")) io.stdout(`mkdir: created directory '${word}'\n`);
      },
    );
  },
);

export const rm = defineTool(
  {
    name: "rm",
    usage: "[OPTION]... [FILE]...",
    summary: "remove files or directories",
    options: {
      "-r -R --recursive": "flag",
      "-f --force": "flag",
      "-i": "flag",
      "-v --verbose": "flag",
      "-d --dir": "flag",
      "--no-preserve-root": "flag",
      "--preserve-root": "flag",
      "-I": "flag",
    },
  },
  (io, options) => {
    if (options.words.length === 0 && options.has("-f")) return 0;
    const missing = missingOperand(io, options.words);
    if (missing !== undefined) return missing;
    let refused = false;
    const status = eachWord(
      io,
      options.words,
      (word) => `cannot remove '${word}'`,
      (word) => {
        const stat = io.files.lstat(word);
        if (stat === undefined && options.has("-f")) return;
        const name = baseName(word.replace(/\/+$/, ""));
        if (name === "." || name === "..") {
          io.stderr(`rm: refusing to remove '.' or '..' directory: skipping '${word}'\n`);
          refused = true;
          return;
        }
        if (stat?.type === "directory") {
          if (
            options.has("-r") &&
            io.files.absolute(word) === "/" &&
            !options.has("--no-preserve-root")
          ) {
            io.stderr(
              "rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n",
            );
            refused = true;
            return;
          }
          if (!options.has("-r") && !options.has("-d")) throw new FileError("EISDIR", word);
        }
        io.files.remove(word, { recursive: options.has("-r") });
        if (options.has("-v"))
          io.stdout(`removed ${stat?.type === "directory" ? "directory " : ""}'${word}'\n`);
      },
    );
    return refused ? 1 : status;
  },
);

export const rmdir = defineTool(
  {
    name: "rmdir",
    usage: "[OPTION]... DIRECTORY...",
    summary: "remove empty directories",
    options: {
      "-p --parents": "flag",
      "-v --verbose": "flag",
      "--ignore-fail-on-non-empty": "flag",
    },
  },
  (io, options) => {
    const missing = missingOperand(io, options.words);
    if (missing !== undefined) return missing;
    return eachWord(
      io,
      options.words,
      (word) => `failed to remove '${word}'`,
      (word) => {
        let path = word.replace(/\/+$/, "");
        do {
          if (io.files.lstat(path) !== undefined && !io.files.isDirectory(path))
            throw new FileError("ENOTDIR", path);
          io.files.remove(path);
          path = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
        } while (options.has("-p") && path !== "");
      },
    );
  },
);

interface Transfer {
  readonly sources: readonly string[];
  readonly goal: string;
  readonly intoDirectory: boolean;
}

/** Splits `SOURCE... DIRECTORY` or `SOURCE DEST`; a status when that cannot be. */
function transferOf(io: ProgramIo, options: Options): Transfer | number {
  const target = options.value("-t");
  const words = target === undefined ? options.words : [...options.words, target];
  const missing = missingOperand(io, words, "missing destination file operand after");
  if (missing !== undefined) return missing;
  const goal = words[words.length - 1] ?? "";
  const sources = words.slice(0, -1);
  const intoDirectory = io.files.isDirectory(goal) && !options.has("-T");
  if (sources.length > 1 && !intoDirectory) {
    io.stderr(
      `${io.process.program}: target '${goal}': ${io.files.exists(goal) ? "Not a directory" : "No such file or directory"}\n`,
    );
    return 1;
  }
  return { sources, goal, intoDirectory };
}

const within = (directory: string, source: string): string =>
  `${directory.replace(/\/+$/, "")}/${baseName(source.replace(/\/+$/, ""))}`;

export const mv = defineTool(
  {
    name: "mv",
    usage: "[OPTION]... SOURCE... DEST",
    summary: "move (rename) files",
    options: {
      "-f --force": "flag",
      "-n --no-clobber": "flag",
      "-v --verbose": "flag",
      "-i": "flag",
      "-t --target-directory": "value",
      "-T": "flag",
      "-u": "flag",
    },
  },
  (io, options) => {
    const transfer = transferOf(io, options);
    if (typeof transfer === "number") return transfer;
    let status = 0;
    for (const source of transfer.sources) {
      const goal = transfer.intoDirectory ? within(transfer.goal, source) : transfer.goal;
      if (io.files.lstat(source) === undefined) {
        io.stderr(`mv: cannot stat '${source}': No such file or directory\n`);
        status = 1;
        continue;
      }
      if (io.files.absolute(source) === io.files.absolute(goal)) {
        io.stderr(`mv: '${source}' and '${goal}' are the same file\n`);
        status = 1;
        continue;
      }
      if (options.has("-n") && io.files.exists(goal)) continue;
      try {
        io.files.rename(source, goal);
        if (options.has("-v")) io.stdout(`renamed '${source}' -> '${goal}'\n`);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        const text =
          error.code === "EINVAL"
            ? `cannot move '${source}' to a subdirectory of itself, '${goal}'`
            : `cannot move '${source}' to '${goal}': ${error.message}`;
        io.stderr(`mv: ${text}\n`);
        status = 1;
      }
    }
    return status;
  },
);

export const cp = defineTool(
  {
    name: "cp",
    usage: "[OPTION]... SOURCE... DEST",
    summary: "copy files and directories",
    options: {
      "-r -R --recursive": "flag",
      "-a --archive": "flag",
      "-f --force": "flag",
      "-p": "flag",
      "-n --no-clobber": "flag",
      "-v --verbose": "flag",
      "-i": "flag",
      "-t --target-directory": "value",
      "-T": "flag",
      "-L": "flag",
      "-d": "flag",
      "-u": "flag",
      "--preserve": "flag",
    },
  },
  (io, options) => {
    const transfer = transferOf(io, options);
    if (typeof transfer === "number") return transfer;
    let status = 0;
    for (const source of transfer.sources) {
      const goal = transfer.intoDirectory ? within(transfer.goal, source) : transfer.goal;
      if (!copyOne(io, options, source, goal)) status = 1;
    }
    return status;
  },
);

function copyOne(io: ProgramIo, options: Options, source: string, goal: string): boolean {
  const isRecursive = options.has("-r") || options.has("-a");
  const keeps = options.has("-a") || options.has("-p") || options.has("--preserve");
  const stat = io.files.stat(source) ?? io.files.lstat(source);
  const fail = (text: string): boolean => {
    io.stderr(`cp: ${text}\n`);
    return false;
  };
  if (stat === undefined) return fail(`cannot stat '${source}': No such file or directory`);
  if (stat.type === "directory") {
    if (!isRecursive) return fail(`-r not specified; omitting directory '${source}'`);
    const [from, to] = [
      absolutePath(io.files.directory, source),
      absolutePath(io.files.directory, goal),
    ];
    if (isWithin(to, from))
      return fail(`cannot copy a directory, '${source}', into itself, '${goal}'`);
    if (!io.files.isDirectory(goal)) {
      try {
        io.files.makeDirectory(goal, { mode: stat.mode });
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        return fail(`cannot create directory '${goal}': ${error.message}`);
      }
    }
    let succeeded = true;
    for (const name of io.files.list(source))
      if (!copyOne(io, options, `${source}/${name}`, `${goal}/${name}`)) succeeded = false;
    return succeeded;
  }
  if (io.files.exists(goal) && io.files.resolve(goal) === io.files.resolve(source))
    return fail(`'${source}' and '${goal}' are the same file`);
  if (options.has("-n") && io.files.exists(goal)) return true;
  try {
    const link = isRecursive ? io.files.lstat(source) : undefined;
    if (link?.type === "link" && !options.has("-L")) {
      if (io.files.lstat(goal) !== undefined) io.files.remove(goal);
      io.files.link(link.target ?? "", goal);
      return true;
    }
    const isNew = !io.files.exists(goal);
    io.files.write(goal, io.files.read(source));
    if (isNew || keeps) io.files.setMode(goal, stat.mode);
    if (keeps) io.files.touch(goal, stat.modifiedMs);
    if (keeps && io.process.user === "root") io.files.setOwner(goal, stat.owner, stat.group);
    if (options.has("-v")) io.stdout(`'${source}' -> '${goal}'\n`);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.path === source) return fail(`cannot open '${source}' for reading: ${error.message}`);
    return fail(`cannot create regular file '${goal}': ${error.message}`);
  }
}

export const ln = defineTool(
  {
    name: "ln",
    usage: "[OPTION]... TARGET LINK_NAME",
    summary: "make links between files",
    options: {
      "-s --symbolic": "flag",
      "-f --force": "flag",
      "-n --no-dereference": "flag",
      "-v --verbose": "flag",
      "-r": "flag",
      "-t": "value",
      "-T": "flag",
    },
  },
  (io, options) => {
    const missing = missingOperand(
      io,
      options.words,
      options.words.length === 0 ? "missing" : undefined,
    );
    if (missing !== undefined) return missing;
    const [target = "", given = "."] = options.words;
    const path =
      io.files.isDirectory(given) && !(options.has("-n") && io.files.lstat(given)?.type === "link")
        ? within(given, target)
        : given;
    try {
      if (options.has("-f") && io.files.lstat(path) !== undefined) io.files.remove(path);
      if (options.has("-s")) io.files.link(target, path);
      else {
        // Differs: a hard link is a copy; nothing in the course writes through one.
        if (io.files.isDirectory(target)) {
          io.stderr(`ln: ${target}: hard link not allowed for directory\n`);
          return 1;
        }
        if (io.files.exists(path)) throw new FileError("EEXIST", path);
        io.files.write(path, io.files.read(target));
      }
      return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      io.stderr(
        error.code === "ENOENT" && !options.has("-s")
          ? `ln: failed to access '${target}': ${error.message}\n`
          : `ln: failed to create ${options.has("-s") ? "symbolic" : "hard"} link '${path}': ${error.message}\n`,
      );
      return 1;
    }
  },
);

export const chmod = defineTool(
  {
    name: "chmod",
    usage: "[OPTION]... MODE[,MODE]... FILE...",
    summary: "change file mode bits",
    stopsAtWord: true,
    options: { "-R --recursive": "flag", "-v --verbose": "flag", "-f": "flag" },
  },
  (io, options) => {
    const [mode, ...paths] = options.words;
    if (mode === undefined || paths.length === 0)
      return missingOperand(io, options.words, "missing operand after") ?? 1;
    if (changedMode(mode, 0, false) === undefined) {
      io.stderr(`chmod: invalid mode: '${mode}'\nTry 'chmod --help' for more information.\n`);
      return 1;
    }
    const act = (word: string): void => {
      const stat = io.files.stat(word);
      if (stat === undefined) throw new FileError("ENOENT", word);
      io.files.setMode(word, changedMode(mode, stat.mode, stat.type === "directory") ?? stat.mode);
      if (options.has("-R") && stat.type === "directory")
        for (const name of io.files.list(word)) act(`${word}/${name}`);
    };
    return eachWord(
      io,
      paths,
      (word) =>
        io.files.exists(word) ? `changing permissions of '${word}'` : `cannot access '${word}'`,
      act,
    );
  },
);

/** `755`, `u+x`, `go-w`, `a=r`, `+x`; nothing when it is no mode. */
export function changedMode(text: string, mode: number, isDirectory: boolean): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let result = mode;
  for (const clause of text.split(",")) {
    const found = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause);
    if (found === null) return undefined;
    const who = found[1] === "" || found[1]?.includes("a") === true ? "ugo" : (found[1] ?? "");
    let bits = 0;
    for (const letter of found[3] ?? "") {
      if (letter === "X") bits |= isDirectory || (mode & 0o111) !== 0 ? 1 : 0;
      else bits |= { r: 4, w: 2, x: 1 }[letter] ?? 0;
    }
    for (const letter of who) {
      const shift = letter === "u" ? 6 : letter === "g" ? 3 : 0;
      if (found[2] === "+") result |= bits << shift;
      else if (found[2] === "-") result &= ~(bits << shift);
      else result = (result & ~(7 << shift)) | (bits << shift);
    }
    if (found[3]?.includes("t") === true)
      result = found[2] === "-" ? result & ~0o1000 : result | 0o1000;
  }
  return result;
}

const ownerOptions: OptionSpec = {
  "-R --recursive": "flag",
  "-v --verbose": "flag",
  "-f": "flag",
  "-h --no-dereference": "flag",
};

function ownerTool(name: "chown" | "chgrp"): Program {
  return defineTool(
    {
      name,
      usage: `[OPTION]... ${name === "chown" ? "OWNER[:GROUP]" : "GROUP"} FILE...`,
      summary: `change file ${name === "chown" ? "owner and group" : "group"}`,
      options: ownerOptions,
    },
    (io, options) => {
      const [spec, ...paths] = options.words;
      if (spec === undefined || paths.length === 0)
        return missingOperand(io, options.words, "missing operand after") ?? 1;
      const [owner = "", group] = name === "chgrp" ? ["", spec] : spec.split(/[:.]/);
      const act = (word: string): void => {
        io.files.setOwner(word, owner, group === "" ? owner : group);
        if (options.has("-R") && io.files.isDirectory(word))
          for (const child of io.files.list(word)) act(`${word}/${child}`);
      };
      return eachWord(
        io,
        paths,
        (word) =>
          io.files.exists(word) ? `changing ownership of '${word}'` : `cannot access '${word}'`,
        act,
      );
    },
  );
}

export const chown = ownerTool("chown");
export const chgrp = ownerTool("chgrp");
