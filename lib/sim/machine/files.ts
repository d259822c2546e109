// A machine's files as one user in one directory sees them: links followed, permissions asked, errors in
// Linux' words.
import { limits } from "../kernel/limits";
import type { State } from "../kernel/state";
import { FileError } from "./file-error";
import type { FileSystem, Place } from "./file-system";
import type { FileStat, Files } from "./files-contract";
import { hasWildcard, matchTokens, parsePattern, unescapePattern } from "./glob";
import { type FileRow, machineTable } from "./machine-tables";
import { absolutePath, baseName, isWithin, parentOf } from "./paths";

const linkHops = 40;
/** Linux' PATH_MAX, and a depth which its tools do not reach. */
const longestPath = 4096;
const deepestPath = 512;
const devices: ReadonlySet<string> = new Set([
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
  "/dev/stdin",
  "/dev/stdout",
  "/dev/stderr",
]);

export interface FilesRequest {
  readonly state: State;
  readonly fileSystem: FileSystem;
  readonly machine: string;
  readonly directory: string;
  readonly user: string;
}

export function createFiles(request: FilesRequest): Files {
  return new MachineFiles(request);
}

class MachineFiles implements Files {
  readonly directory: string;
  private readonly state: State;
  private readonly fileSystem: FileSystem;
  private readonly machine: string;
  private readonly user: string;

  constructor(request: FilesRequest) {
    this.directory = request.directory;
    this.state = request.state;
    this.fileSystem = request.fileSystem;
    this.machine = request.machine;
    this.user = request.user;
  }

  absolute(path: string): string {
    return absolutePath(this.directory, path);
  }

  resolve(path: string): string {
    return this.follow(path, true);
  }

  read(path: string): string {
    const { row, full } = this.target(path);
    if (devices.has(full)) return readDevice(full);
    if (row === undefined) throw new FileError("ENOENT", path);
    if (row.type === "directory") throw new FileError("EISDIR", path);
    this.require(row, "read", path);
    return row.text ?? "";
  }

  write(path: string, text: string): void {
    this.store(path, () => text);
  }

  append(path: string, text: string): void {
    this.store(path, (old) => old + text);
  }

  list(path: string): readonly string[] {
    const { row, place, full } = this.target(path);
    if (row === undefined) throw new FileError("ENOENT", path);
    if (row.type !== "directory") throw new FileError("ENOTDIR", path);
    this.require(row, "read", path);
    const names = this.fileSystem.names(place);
    if (full !== "/dev") return names;
    return [...new Set([...names, ...[...devices].map(baseName)])].sort();
  }

  stat(path: string): FileStat | undefined {
    return this.statOf(path, true);
  }

  lstat(path: string): FileStat | undefined {
    return this.statOf(path, false);
  }

  exists(path: string): boolean {
    return this.stat(path) !== undefined;
  }

  isDirectory(path: string): boolean {
    return this.stat(path)?.type === "directory";
  }

  may(path: string, access: "read" | "write" | "execute"): boolean {
    try {
      const { row, full } = this.target(path);
      return devices.has(full) || (row !== undefined && this.allows(row, access));
    } catch (error) {
      if (error instanceof FileError) return false;
      throw error;
    }
  }

  remove(path: string, options: { readonly recursive?: boolean } = {}): void {
    const full = this.follow(path, false);
    const place = this.place(full);
    const row = this.fileSystem.row(place);
    if (row === undefined) throw new FileError("ENOENT", path);
    if (this.fileSystem.isMountPoint(this.machine, full)) throw new FileError("EBUSY", path);
    this.requireParent(full, path);
    if (row.type === "directory") {
      const names = this.fileSystem.names(place);
      if (names.length > 0 && options.recursive !== true) throw new FileError("ENOTEMPTY", path);
      for (const name of names) this.remove(absolutePath(full, name), options);
    }
    this.fileSystem.remove(place);
  }

  rename(from: string, to: string): void {
    const source = this.follow(from, false);
    const goal = this.follow(to, false);
    if (source === goal) return;
    const row = this.fileSystem.row(this.place(source));
    if (row === undefined) throw new FileError("ENOENT", from);
    if (isWithin(goal, source)) throw new FileError("EINVAL", from);
    this.requireParent(source, from);
    this.requireParent(goal, to);
    const old = this.fileSystem.row(this.place(goal));
    if (old?.type === "directory") {
      if (row.type !== "directory") throw new FileError("EISDIR", to);
      if (this.fileSystem.names(this.place(goal)).length > 0) throw new FileError("ENOTEMPTY", to);
    } else if (old !== undefined && row.type === "directory") throw new FileError("ENOTDIR", to);
    this.move(source, goal);
  }

  makeDirectory(
    path: string,
    options: { readonly parents?: boolean; readonly mode?: number } = {},
  ): void {
    if (options.parents === true) this.makeParents(path);
    const full = this.follow(path, true);
    const existing = this.fileSystem.row(this.place(full));
    if (existing !== undefined) {
      if (options.parents === true && existing.type === "directory") return;
      throw new FileError("EEXIST", path);
    }
    this.requireParent(full, path);
    this.fileSystem.put(this.place(full), {
      ...this.fresh("directory"),
      mode: options.mode ?? 0o755,
    });
  }

  link(target: string, path: string): void {
    const full = this.follow(path, false);
    if (this.fileSystem.row(this.place(full)) !== undefined) throw new FileError("EEXIST", path);
    this.requireParent(full, path);
    this.fileSystem.put(this.place(full), { ...this.fresh("link"), text: target });
  }

  readLink(path: string): string {
    const row = this.fileSystem.row(this.place(this.follow(path, false)));
    if (row === undefined) throw new FileError("ENOENT", path);
    if (row.type !== "link") throw new FileError("EINVAL", path);
    return row.text ?? "";
  }

  setMode(path: string, mode: number): void {
    this.change(path, (row) => ({ ...row, mode: mode & 0o7777 }));
  }

  setOwner(path: string, owner: string, group?: string): void {
    if (this.user !== "root") throw new FileError("EPERM", path);
    this.change(path, (row) => ({
      ...row,
      owner: owner === "" ? row.owner : owner,
      group: group ?? row.group,
    }));
  }

  touch(path: string, modifiedMs = this.state.now): void {
    if (!this.exists(path)) this.write(path, "");
    if (devices.has(this.absolute(path))) return;
    this.change(path, (row) => ({ ...row, modifiedMs }));
  }

  glob(pattern: string): readonly string[] {
    const absolute = pattern.startsWith("/");
    const parts = pattern.split("/").filter((part) => part !== "");
    let paths = [absolute ? "/" : ""];
    for (const part of parts) {
      paths = paths.flatMap((path) => this.globOne(path, part));
      if (paths.length > limits.machineFiles) break;
    }
    const wantsDirectory = pattern.endsWith("/") && parts.length > 0;
    const found = wantsDirectory
      ? paths.filter((path) => this.isDirectory(path)).map((path) => `${path}/`)
      : paths;
    return found.filter((path) => path !== "").sort();
  }

  private globOne(path: string, part: string): string[] {
    const join = (name: string): string =>
      path === "" ? name : path === "/" ? `/${name}` : `${path}/${name}`;
    if (!hasWildcard(part)) {
      const next = join(unescapePattern(part));
      return this.lstat(next) === undefined ? [] : [next];
    }
    const tokens = parsePattern(part);
    try {
      return this.list(path === "" ? "." : path)
        .filter((name) => !name.startsWith(".") || part.startsWith("."))
        .filter((name) => matchTokens(tokens, name))
        .map(join);
    } catch (error) {
      if (error instanceof FileError) return [];
      throw error;
    }
  }

  private makeParents(path: string): void {
    const names = parentOf(this.absolute(path)).split("/").slice(1);
    if (names.length > deepestPath) throw new FileError("ENAMETOOLONG", path);
    let above = "";
    for (const name of names) {
      above += `/${name}`;
      if (name !== "" && !this.exists(above)) this.makeDirectory(above);
    }
  }

  private store(path: string, change: (old: string) => string): void {
    const { row, place, full } = this.target(path);
    if (devices.has(full)) {
      if (full === "/dev/full") throw new FileError("ENOSPC", path);
      return;
    }
    if (row?.type === "directory") throw new FileError("EISDIR", path);
    if (row === undefined) {
      if (path.endsWith("/")) throw new FileError("EISDIR", path);
      this.requireParent(full, path);
    } else this.require(row, "write", path);
    const base = row ?? this.fresh("file");
    this.fileSystem.put(place, {
      ...base,
      text: change(base.text ?? ""),
      modifiedMs: this.state.now,
    });
  }

  private change(path: string, change: (row: FileRow) => FileRow): void {
    const { row, place } = this.target(path);
    if (row === undefined) throw new FileError("ENOENT", path);
    if (this.user !== "root" && row.owner !== this.user) throw new FileError("EPERM", path);
    this.fileSystem.put(place, change(row));
  }

  private move(source: string, goal: string): void {
    const from = this.place(source);
    const row = this.fileSystem.row(from);
    if (row === undefined) return;
    const names = row.type === "directory" ? this.fileSystem.names(from) : [];
    this.fileSystem.put(this.place(goal), row);
    for (const name of names) this.move(absolutePath(source, name), absolutePath(goal, name));
    this.fileSystem.remove(from);
  }

  private statOf(path: string, followLast: boolean): FileStat | undefined {
    try {
      const full = this.follow(path, followLast);
      if (devices.has(full)) return deviceStat;
      const row = this.fileSystem.row(this.place(full));
      if (row === undefined || row.type === "removed") return undefined;
      return {
        type: row.type,
        mode: row.mode,
        owner: row.owner,
        group: row.group,
        modifiedMs: row.modifiedMs,
        size: row.type === "directory" ? 4096 : utf8Length(row.text ?? ""),
        ...(row.type === "link" ? { target: row.text ?? "" } : {}),
      };
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  }

  private target(path: string): { row: FileRow | undefined; place: Place; full: string } {
    const full = this.follow(path, true);
    const place = this.place(full);
    const row = this.fileSystem.row(place);
    if (path.endsWith("/") && row !== undefined && row.type !== "directory") {
      throw new FileError("ENOTDIR", path);
    }
    return { row, place, full };
  }

  private place(full: string): Place {
    return this.fileSystem.locate(this.machine, full);
  }

  /** Walks the path, following links (the last one only if asked) and asking for passage. */
  private follow(path: string, followLast: boolean): string {
    if (path === "") throw new FileError("ENOENT", path);
    let hops = 0;
    if (path.length > longestPath) throw new FileError("ENAMETOOLONG", path);
    let rest = (path.startsWith("/") ? path : `${this.directory}/${path}`).split("/");
    let done = "/";
    if (rest.length > deepestPath) throw new FileError("ENAMETOOLONG", path);
    while (rest.length > 0) {
      const [part = "", ...more] = rest;
      rest = more;
      if (part === "" || part === ".") continue;
      if (part === "..") {
        done = parentOf(done);
        continue;
      }
      const here = done === "/" ? `/${part}` : `${done}/${part}`;
      const isLast = rest.every((name) => name === "" || name === ".");
      const row = this.fileSystem.row(this.place(here));
      if (row?.type === "link" && (followLast || !isLast)) {
        hops += 1;
        if (hops > linkHops) throw new FileError("ELOOP", path);
        rest = [...(row.text ?? "").split("/"), ...rest];
        if (row.text?.startsWith("/") === true) done = "/";
        continue;
      }
      if (!isLast && row !== undefined && row.type !== "directory") {
        throw new FileError("ENOTDIR", path);
      }
      if (!isLast && row === undefined && !devices.has(here)) throw new FileError("ENOENT", path);
      if (!isLast && row !== undefined) this.require(row, "execute", path);
      done = here;
    }
    return done;
  }

  private requireParent(full: string, path: string): void {
    const row = this.fileSystem.row(this.place(parentOf(full)));
    if (row === undefined) throw new FileError("ENOENT", path);
    if (row.type !== "directory") throw new FileError("ENOTDIR", path);
    this.require(row, "write", path);
  }

  private require(row: FileRow, access: "read" | "write" | "execute", path: string): void {
    if (!this.allows(row, access)) throw new FileError("EACCES", path);
  }

  private allows(row: FileRow, access: "read" | "write" | "execute"): boolean {
    const bit = access === "read" ? 4 : access === "write" ? 2 : 1;
    if (this.user === "root") {
      return access !== "execute" || row.type === "directory" || (row.mode & 0o111) !== 0;
    }
    const groups = this.state.table(machineTable).get(this.machine)?.users[this.user]?.groups ?? [];
    const inGroup = row.group === this.user || groups.includes(row.group);
    const shift = row.owner === this.user ? 6 : inGroup ? 3 : 0;
    return ((row.mode >> shift) & bit) !== 0;
  }

  private fresh(type: "file" | "directory" | "link"): FileRow {
    return {
      type,
      mode: type === "file" ? 0o644 : type === "directory" ? 0o755 : 0o777,
      owner: this.user,
      group: this.user,
      modifiedMs: this.state.now,
    };
  }
}

const deviceStat: FileStat = {
  type: "device",
  mode: 0o666,
  owner: "root",
  group: "root",
  modifiedMs: 0,
  size: 0,
};

/** An endless device has no whole text; programs that read a part of one know it by name. */
function readDevice(path: string): string {
  if (path === "/dev/null" || path === "/dev/tty") return "";
  if (path.startsWith("/dev/std")) return "";
  throw new FileError("ENOMEM", path);
}

export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else if (code >= 0xd800 && code <= 0xdbff) {
      bytes += 2;
      i += 1;
    } else if (code < 0xdc80 || code > 0xdcff) bytes += 2; // Else one byte that is no UTF-8.
  }
  return bytes;
}
