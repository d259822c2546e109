// tar: packs files and unpacks them; `kubectl cp` needs nothing else of a container. Archives are bytes in text, so only
// what is in the archive itself has to be exact. Differs: `-z` is taken and compresses nothing.
import type { ProgramIo, ProgramResult } from "../../../machine/program";
import { bytesOfText, textOfBytes } from "../../../meta/byte-text";
import { complainOf, complainOfFile } from "../inputs";
import { defineTool } from "../options";
import { type Entry, packArchive, unpackArchive } from "./archive";

export const tar = defineTool(
  {
    name: "tar",
    usage: "[OPTION]... [FILE]...",
    summary: "an archiving utility",
    options: {
      "-c --create": "flag",
      "-x --extract": "flag",
      "-t --list": "flag",
      "-f --file": "value",
      "-C --directory": "value",
      "-v --verbose": "flag",
      "-m --touch": "flag",
      "-p --preserve-permissions": "flag",
      "-z --gzip": "flag",
      "-h --dereference": "flag",
      "--no-same-permissions": "flag",
      "--no-same-owner": "flag",
      "--strip-components": "value",
    },
    startsWithOptions: true,
  },
  (io, options, resume) => {
    const directory = options.value("-C") ?? ".";
    if (!io.files.isDirectory(directory)) {
      complainOf(io, `${directory}: Cannot open: No such file or directory`);
      return fatal(io);
    }
    const task: Task = {
      directory,
      archive: options.value("-f") ?? "-",
      words: options.words,
      isVerbose: options.has("-v"),
      isTouching: options.has("-m"),
      strip: Number(options.value("--strip-components") ?? 0) || 0,
    };
    if (options.has("-c")) return create(io, task, resume);
    if (options.has("-x") || options.has("-t")) {
      return withArchive(io, task, resume, (entries) =>
        options.has("-t") ? list(io, entries) : extract(io, task, entries),
      );
    }
    complainOf(io, "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
    io.stderr("Try 'tar --help' or 'tar --usage' for more information.\n");
    return 2;
  },
);

interface Task {
  readonly directory: string;
  readonly archive: string;
  readonly words: readonly string[];
  readonly isVerbose: boolean;
  readonly isTouching: boolean;
  readonly strip: number;
}

function fatal(io: ProgramIo): number {
  complainOf(io, "Error is not recoverable: exiting now");
  return 2;
}

const inside = ({ directory }: Task, path: string): string =>
  path.startsWith("/") || directory === "." ? path : `${directory.replace(/\/$/, "")}/${path}`;

// --- creating -------------------------------------------------------------------------------------------

/** What is still to be written, when the reader is slower. */
interface Writing {
  readonly rest: string;
  readonly status: number;
}

function create(io: ProgramIo, task: Task, resume: unknown): ProgramResult {
  if (isWriting(resume)) return writeOn(io, resume);
  if (task.words.length === 0) {
    complainOf(io, "Cowardly refusing to create an empty archive");
    return 2;
  }
  let status = 0;
  const entries: Entry[] = [];
  for (const word of task.words) {
    if (word.startsWith("/")) complainOf(io, "Removing leading `/' from member names");
    if (io.files.lstat(inside(task, word)) === undefined) {
      complainOf(io, `${word}: Cannot stat: No such file or directory`);
      status = 2;
    } else collect(io, task, word, entries);
  }
  if (status !== 0) complainOf(io, "Exiting with failure status due to previous errors");
  if (task.isVerbose) for (const { path } of entries) io.stderr(`${path}\n`);
  const text = textOfBytes(packArchive(entries));
  if (task.archive !== "-") {
    io.files.write(task.archive, text);
    return status;
  }
  return writeOn(io, { rest: text, status });
}

const isWriting = (resume: unknown): resume is Writing =>
  typeof resume === "object" && resume !== null && "rest" in resume;

function writeOn(io: ProgramIo, { rest, status }: Writing): ProgramResult {
  let left = rest;
  for (let room = io.system.room(1); left !== "" && room > 0; room = io.system.room(1)) {
    io.stdout(left.slice(0, room));
    left = left.slice(room);
    if (io.system.isDying) return status;
  }
  return left === "" ? status : { waitFor: { output: true }, resume: { rest: left, status } };
}

function collect(io: ProgramIo, task: Task, word: string, entries: Entry[]): void {
  const place = inside(task, word);
  const stat = io.files.lstat(place);
  if (stat === undefined) return;
  const { mode, owner, group, modifiedMs } = stat;
  const path = word.replace(/^\/+/, "");
  const common = { mode, owner, group, modifiedMs };
  if (stat.type === "directory") {
    entries.push({ ...common, path: `${path.replace(/\/$/, "")}/`, type: "directory", text: "" });
    for (const name of io.files.list(place)) {
      collect(io, task, `${word.replace(/\/$/, "")}/${name}`, entries);
    }
  } else if (stat.type === "link") {
    entries.push({ ...common, path, type: "link", text: io.files.readLink(place) });
  } else {
    entries.push({ ...common, path, type: "file", text: io.files.read(place) });
  }
}

// --- reading --------------------------------------------------------------------------------------------

function withArchive(
  io: ProgramIo,
  task: Task,
  resume: unknown,
  then: (entries: readonly Entry[]) => number,
): ProgramResult {
  let text: string;
  if (task.archive === "-") {
    text = (typeof resume === "string" ? resume : "") + io.stdin.read();
    if (!io.stdin.ended) return { waitFor: { input: true }, resume: text };
  } else if (io.files.exists(task.archive)) text = io.files.read(task.archive);
  else {
    complainOf(io, `${task.archive}: Cannot open: No such file or directory`);
    return fatal(io);
  }
  const entries = unpackArchive(bytesOfText(text));
  if (entries !== undefined) return then(entries);
  complainOf(io, "This does not look like a tar archive");
  complainOf(io, "Exiting with failure status due to previous errors");
  return 2;
}

function list(io: ProgramIo, entries: readonly Entry[]): number {
  for (const { path } of entries) io.stdout(`${path}\n`);
  return 0;
}

function extract(io: ProgramIo, task: Task, entries: readonly Entry[]): number {
  let status = 0;
  for (const entry of entries) {
    const path = memberPath(entry.path, task.strip);
    if (path === "" || (task.words.length > 0 && !task.words.includes(entry.path))) continue;
    if (task.isVerbose) io.stdout(`${entry.path}\n`);
    const place = inside(task, path);
    try {
      unpack(io, task, entry, place);
    } catch (error) {
      complainOfFile(io, error, place, "");
      status = 2;
    }
  }
  return status;
}

/** Never above or beside the directory: as GNU tar, `..` and a leading `/` are left out. */
const memberPath = (path: string, strip: number): string =>
  path
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .slice(strip)
    .join("/");

function unpack(io: ProgramIo, { isTouching }: Task, entry: Entry, place: string): void {
  const parent = place.includes("/") ? place.slice(0, place.lastIndexOf("/")) : "";
  if (parent !== "" && !io.files.isDirectory(parent)) {
    io.files.makeDirectory(parent, { parents: true });
  }
  if (entry.type === "directory") {
    if (!io.files.isDirectory(place)) io.files.makeDirectory(place);
  } else if (entry.type === "link") {
    if (io.files.lstat(place) !== undefined) io.files.remove(place);
    io.files.link(entry.text, place);
    return;
  } else {
    io.files.write(place, entry.text);
  }
  io.files.setMode(place, entry.mode & 0o777);
  if (!isTouching) io.files.touch(place, entry.modifiedMs);
}
