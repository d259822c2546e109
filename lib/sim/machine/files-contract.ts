// A machine's files as programs see them: what `files.ts` offers.

export interface FileStat {
  readonly type: "file" | "directory" | "link" | "device";
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly modifiedMs: number;
  /** Bytes in UTF-8. */
  readonly size: number;
  readonly target?: string;
}

export interface Files {
  readonly directory: string;
  read(path: string): string;
  write(path: string, text: string): void;
  append(path: string, text: string): void;
  /** Names in a directory, sorted. */
  list(path: string): readonly string[];
  /** Of what a link points to; nothing when there is nothing. */
  stat(path: string): FileStat | undefined;
  /** Of the link itself. */
  lstat(path: string): FileStat | undefined;
  exists(path: string): boolean;
  isDirectory(path: string): boolean;
  remove(path: string, options?: { readonly recursive?: boolean }): void;
  rename(from: string, to: string): void;
  makeDirectory(
    path: string,
    options?: { readonly parents?: boolean; readonly mode?: number },
  ): void;
  /** A symbolic link at `path`. */
  link(target: string, path: string): void;
  readLink(path: string): string;
  setMode(path: string, mode: number): void;
  setOwner(path: string, owner: string, group?: string): void;
  touch(path: string, modifiedMs?: number): void;
  may(path: string, access: "read" | "write" | "execute"): boolean;
  /** Paths that match, sorted; none when nothing does. */
  glob(pattern: string): readonly string[];
  absolute(path: string): string;
  /** The path with all links followed. */
  resolve(path: string): string;
}
