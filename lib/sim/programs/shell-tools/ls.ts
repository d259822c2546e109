import { formatTime } from "../../machine/calendar";
import { FileError } from "../../machine/file-error";
import type { FileStat } from "../../machine/files-contract";
import type { ProgramIo } from "../../machine/program";
import { defineTool, type Options } from "./options";

interface Entry {
  readonly name: string;
  readonly stat: FileStat;
}

export const ls = defineTool(
  {
    name: "ls",
    usage: "[OPTION]... [FILE]...",
    summary: "list directory contents",
    wrong: 2,
    options: {
      "-l": "flag",
      "-a --all": "flag",
      "-A --almost-all": "flag",
      "-1": "flag",
      "-R --recursive": "flag",
      "-h --human-readable": "flag",
      "-d --directory": "flag",
      "-t": "flag",
      "-r --reverse": "flag",
      "-S": "flag",
      "-F --classify": "flag",
      "-p": "flag",
      "-i --inode": "flag",
      "-n --numeric-uid-gid": "flag",
      "-s --size": "flag",
      "-C": "flag",
      "-g": "flag",
      "-o": "flag",
      "-G": "flag",
      "-Z": "flag",
      "--color": "flag",
      "--time-style": "value",
      "--full-time": "flag",
    },
  },
  (io, options) => {
    const paths = options.words.length === 0 ? ["."] : options.words;
    const files: Entry[] = [];
    const directories: string[] = [];
    let status = 0;
    for (const path of paths) {
      const isLong = options.has("-l") || options.has("-d");
      const stat =
        isLong && !path.endsWith("/")
          ? io.files.lstat(path)
          : (io.files.stat(path) ?? io.files.lstat(path));
      if (stat === undefined) {
        io.stderr(`ls: cannot access '${path}': No such file or directory\n`);
        status = 2;
      } else if (stat.type === "directory" && !options.has("-d")) directories.push(path);
      else files.push({ name: path, stat });
    }
    if (files.length > 0) io.stdout(render(io, options, sorted(options, files), false));
    let isFirst = files.length === 0;
    const titled = paths.length > 1 || options.has("-R");
    const visit = (path: string, depth: number): void => {
      let entries: Entry[];
      try {
        entries = entriesOf(io, options, path);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        io.stderr(`ls: cannot open directory '${path}': ${error.message}\n`);
        status = 2;
        return;
      }
      io.stdout(
        `${isFirst ? "" : "\n"}${titled ? `${path}:\n` : ""}${render(io, options, entries, true)}`,
      );
      isFirst = false;
      if (!options.has("-R") || depth > 100 || io.system.isDying) return;
      for (const entry of entries) {
        if (entry.stat.type === "directory" && entry.name !== "." && entry.name !== "..")
          visit(`${path.replace(/\/$/, "")}/${entry.name}`, depth + 1);
      }
    };
    for (const path of [...directories].sort()) visit(path, 0);
    return status;
  },
);

function entriesOf(io: ProgramIo, options: Options, path: string): Entry[] {
  const names = [...io.files.list(path)].filter(
    (name) => options.has("-a") || options.has("-A") || !name.startsWith("."),
  );
  const entries = names.flatMap((name): Entry[] => {
    const stat = io.files.lstat(`${path}/${name}`);
    return stat === undefined ? [] : [{ name, stat }];
  });
  const found = sorted(options, entries);
  if (!options.has("-a")) return found;
  const dots = [".", ".."].flatMap((name): Entry[] => {
    const stat = io.files.stat(`${path}/${name}`);
    return stat === undefined ? [] : [{ name, stat }];
  });
  return options.has("-r") ? [...found, ...dots.reverse()] : [...dots, ...found];
}

function sorted(options: Options, entries: readonly Entry[]): Entry[] {
  const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const found = [...entries].sort((a, b) => {
    if (options.has("-t")) return b.stat.modifiedMs - a.stat.modifiedMs || byName(a, b);
    if (options.has("-S")) return b.stat.size - a.stat.size || byName(a, b);
    return byName(a, b);
  });
  return options.has("-r") ? found.reverse() : found;
}

function render(
  io: ProgramIo,
  options: Options,
  entries: readonly Entry[],
  isDirectory: boolean,
): string {
  const isLong =
    options.has("-l") ||
    options.has("-n") ||
    options.has("-g") ||
    options.has("-o") ||
    options.has("--full-time");
  if (isLong) return longLines(io, options, entries, isDirectory);
  const names = entries.map((entry) => nameOf(options, entry));
  const columns = io.process.terminalColumns;
  if (columns === undefined || options.has("-1")) return names.map((name) => `${name}\n`).join("");
  return inColumns(names, columns);
}

function nameOf(options: Options, entry: Entry): string {
  if (entry.stat.type === "directory" && (options.has("-F") || options.has("-p")))
    return `${entry.name}/`;
  if (!options.has("-F")) return entry.name;
  if (entry.stat.type === "link") return `${entry.name}@`;
  return (entry.stat.mode & 0o111) !== 0 ? `${entry.name}*` : entry.name;
}

/** As many columns as fit, filled downwards, two spaces apart. */
function inColumns(names: readonly string[], width: number): string {
  if (names.length === 0) return "";
  for (let rows = 1; rows <= names.length; rows++) {
    const columns = Math.ceil(names.length / rows);
    const widths = Array.from({ length: columns }, (_, c) =>
      Math.max(...names.slice(c * rows, (c + 1) * rows).map((name) => name.length)),
    );
    if (
      widths.reduce((sum, each) => sum + each, 0) + 2 * (columns - 1) > width &&
      rows < names.length
    )
      continue;
    let text = "";
    for (let r = 0; r < rows; r++) {
      const line = widths.map((each, c) => (names[c * rows + r] ?? "").padEnd(each)).join("  ");
      text += `${line.trimEnd()}\n`;
    }
    return text;
  }
  return "";
}

function longLines(
  io: ProgramIo,
  options: Options,
  entries: readonly Entry[],
  isDirectory: boolean,
): string {
  const rows = entries.map((entry) => {
    const { stat } = entry;
    const id = (name: string): string =>
      options.has("-n") ? (name === "root" ? "0" : "1000") : name;
    return {
      mode: modeText(stat),
      owner: options.has("-g") ? "" : id(stat.owner),
      group: options.has("-o") ? "" : id(stat.group),
      size: options.has("-h") ? humanSize(stat.size) : String(stat.size),
      time: timeText(io, stat.modifiedMs, options.has("--full-time")),
      name: nameOf(options, entry) + (stat.type === "link" ? ` -> ${stat.target ?? ""}` : ""),
      links: stat.type === "directory" ? "2" : "1",
    };
  });
  const widest = (pick: (row: (typeof rows)[number]) => string): number =>
    Math.max(0, ...rows.map((row) => pick(row).length));
  const [owner, group, size, links] = [
    widest((r) => r.owner),
    widest((r) => r.group),
    widest((r) => r.size),
    widest((r) => r.links),
  ];
  const blocks = entries.reduce(
    (sum, entry) => sum + (entry.stat.type === "link" ? 0 : Math.ceil(entry.stat.size / 4096) * 4),
    0,
  );
  const total = isDirectory
    ? `total ${options.has("-h") ? humanSize(blocks * 1024) : blocks}\n`
    : "";
  const lines = rows.map((row) => {
    const parts = [row.mode, row.links.padStart(links)];
    if (!options.has("-g")) parts.push(row.owner.padEnd(owner));
    if (!options.has("-o")) parts.push(row.group.padEnd(group));
    return `${[...parts, row.size.padStart(size), row.time, row.name].join(" ")}\n`;
  });
  return total + lines.join("");
}

export function modeText(stat: FileStat): string {
  const type =
    stat.type === "directory"
      ? "d"
      : stat.type === "link"
        ? "l"
        : stat.type === "device"
          ? "c"
          : "-";
  let text = type;
  for (let i = 8; i >= 0; i--) text += (stat.mode >> i) & 1 ? "rwx".charAt((8 - i) % 3) : "-";
  if (stat.mode & 0o1000) text = text.slice(0, 9) + (stat.mode & 1 ? "t" : "T");
  return text;
}

export function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = "";
  for (const next of ["K", "M", "G", "T"]) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return value < 10
    ? `${(Math.ceil(value * 10) / 10).toFixed(1)}${unit}`
    : `${Math.ceil(value)}${unit}`;
}

const sixMonthsMs = 15_778_476_000;

function timeText(io: ProgramIo, ms: number, isFull: boolean): string {
  const { now, timezone } = io.process;
  if (isFull) return formatTime("%Y-%m-%d %H:%M:%S.%N %z", ms, timezone);
  const isRecent = now - ms < sixMonthsMs && ms - now < 86_400_000;
  return formatTime(isRecent ? "%b %e %H:%M" : "%b %e  %Y", ms, timezone);
}
