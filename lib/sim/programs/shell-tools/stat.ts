import { formatTime } from "../../machine/calendar";
import type { FileStat } from "../../machine/files-contract";
import type { ProgramIo } from "../../machine/program";
import { modeText } from "./ls";
import { defineTool } from "./options";

export const stat = defineTool(
  {
    name: "stat",
    usage: "[OPTION]... FILE...",
    summary: "display file status",
    options: {
      "-c --format": "value",
      "-L --dereference": "flag",
      "-f": "flag",
      "-t": "flag",
      "--printf": "value",
    },
  },
  (io, options) => {
    if (options.words.length === 0) {
      io.stderr("stat: missing operand\nTry 'stat --help' for more information.\n");
      return 1;
    }
    let status = 0;
    for (const path of options.words) {
      const found = options.has("-L") ? io.files.stat(path) : io.files.lstat(path);
      if (found === undefined) {
        io.stderr(`stat: cannot statx '${path}': No such file or directory\n`);
        status = 1;
        continue;
      }
      const format = options.value("-c") ?? options.value("--printf")?.replaceAll("\\n", "\n");
      const text = format === undefined ? full(io, path, found) : filled(io, format, path, found);
      io.stdout(options.has("--printf") ? text : `${text}\n`);
    }
    return status;
  },
);

const typeNames = {
  file: "regular file",
  directory: "directory",
  link: "symbolic link",
  device: "character special file",
} as const;

function filled(io: ProgramIo, format: string, path: string, found: FileStat): string {
  const values: Readonly<Record<string, string>> = {
    n: path,
    s: String(found.size),
    a: (found.mode & 0o7777).toString(8),
    A: modeText(found),
    U: found.owner,
    G: found.group,
    u: found.owner === "root" ? "0" : "1000",
    g: found.group === "root" ? "0" : "1000",
    F: typeName(found),
    h: "1",
    y: formatTime("%Y-%m-%d %H:%M:%S.%N %z", found.modifiedMs, io.process.timezone),
    Y: String(Math.floor(found.modifiedMs / 1000)),
    N: found.type === "link" ? `'${path}' -> '${found.target ?? ""}'` : `'${path}'`,
    b: String(Math.ceil(found.size / 4096) * 8),
    B: "512",
  };
  return format.replace(/%([a-zA-Z%])/g, (whole, letter: string) =>
    letter === "%" ? "%" : (values[letter] ?? whole),
  );
}

const typeName = (found: FileStat): string =>
  found.type === "file" && found.size === 0 ? "regular empty file" : typeNames[found.type];

function full(io: ProgramIo, path: string, found: FileStat): string {
  const owner = (name: string): string =>
    `${(name === "root" ? "0" : "1000").padStart(5)}/${name.padStart(8)}`;
  const time = formatTime("%Y-%m-%d %H:%M:%S.%N %z", found.modifiedMs, io.process.timezone);
  return [
    `  File: ${path}${found.type === "link" ? ` -> ${found.target ?? ""}` : ""}`,
    `  Size: ${String(found.size).padEnd(10)}\tBlocks: ${String(Math.ceil(found.size / 4096) * 8).padEnd(10)} IO Block: 4096   ${typeName(found)}`,
    `Access: (${(found.mode & 0o7777).toString(8).padStart(4, "0")}/${modeText(found)})  Uid: (${owner(found.owner)})   Gid: (${owner(found.group)})`,
    `Access: ${time}`,
    `Modify: ${time}`,
    `Change: ${time}`,
    " Birth: -",
  ].join("\n");
}
