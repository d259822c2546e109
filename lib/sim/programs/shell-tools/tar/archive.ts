// The tar format (POSIX ustar, with GNU's and pax's long names): blocks of 512 bytes, a header before each file.
import { bytesOfText, textOfBytes } from "../../../meta/byte-text";

export interface Entry {
  readonly path: string;
  readonly type: "file" | "directory" | "link";
  readonly mode: number;
  readonly modifiedMs: number;
  readonly owner: string;
  readonly group: string;
  /** A file's text, or what a link points to. */
  readonly text: string;
}

const block = 512;
const rounded = (length: number): number => Math.ceil(length / block) * block;

/** Archives end with two empty blocks and are a multiple of 20 blocks long. */
const record = 20 * block;

export function packArchive(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap(packEntry);
  const length = parts.reduce((sum, part) => sum + part.length, 0) + 2 * block;
  const whole = new Uint8Array(Math.ceil(length / record) * record);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function packEntry(entry: Entry): Uint8Array[] {
  const path = bytesOfText(entry.path);
  if (path.length <= nameLength) return packPlain(entry, path);
  // GNU: the name as a file of its own before the file.
  const long = { ...entry, path: "././@LongLink", type: "file" as const, text: `${entry.path}\0` };
  return [
    ...packPlain(long, bytesOfText(long.path), "L"),
    ...packPlain(entry, path.subarray(0, nameLength)),
  ];
}

const nameLength = 100;

function packPlain(entry: Entry, path: Uint8Array, flag = flagOf(entry)): Uint8Array[] {
  const content = entry.type === "file" ? bytesOfText(entry.text) : new Uint8Array();
  const header = new Uint8Array(block);
  const put = (at: number, bytes: Uint8Array): void => header.set(bytes, at);
  const text = (at: number, value: string): void => put(at, bytesOfText(value));
  const octal = (at: number, width: number, value: number): void =>
    text(
      at,
      `${Math.floor(value)
        .toString(8)
        .padStart(width - 1, "0")}\0`,
    );
  put(0, path);
  octal(100, 8, entry.mode);
  octal(108, 8, 0);
  octal(116, 8, 0);
  octal(124, 12, content.length);
  octal(136, 12, entry.modifiedMs / 1000);
  text(148, "        ");
  text(156, flag);
  if (entry.type === "link") put(157, bytesOfText(entry.text).subarray(0, nameLength));
  text(257, "ustar  \0");
  text(265, entry.owner.slice(0, 31));
  text(297, entry.group.slice(0, 31));
  const sum = header.reduce((total, byte) => total + byte, 0);
  text(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  const padded = new Uint8Array(rounded(content.length));
  padded.set(content);
  return [header, padded];
}

const flagOf = ({ type }: Entry): string =>
  type === "directory" ? "5" : type === "link" ? "2" : "0";

/** The entries, or nothing when it is no archive. */
export function unpackArchive(bytes: Uint8Array): Entry[] | undefined {
  const entries: Entry[] = [];
  let longName: string | undefined;
  for (let at = 0; at + block <= bytes.length; ) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return entries;
    if (!hasRightSum(header)) return undefined;
    const size = octalIn(header, 124, 12);
    const content = bytes.subarray(at + block, at + block + size);
    if (content.length < size) return undefined;
    at += block + rounded(size);
    const flag = textIn(header, 156, 1);
    if (flag === "L") longName = textOfBytes(content).replace(/\0.*$/s, "");
    else if (flag === "x") longName = paxPath(textOfBytes(content)) ?? longName;
    else if (flag !== "g") {
      entries.push(entryOf(header, content, longName));
      longName = undefined;
    }
  }
  return bytes.length === 0 ? undefined : entries;
}

function entryOf(header: Uint8Array, content: Uint8Array, longName: string | undefined): Entry {
  const prefix = textIn(header, 257, 6) === "ustar" ? textIn(header, 345, 155) : "";
  const name = textIn(header, 0, nameLength);
  const path = longName ?? (prefix === "" ? name : `${prefix}/${name}`);
  const flag = textIn(header, 156, 1);
  const isDirectory = flag === "5" || path.endsWith("/");
  return {
    path,
    type: isDirectory ? "directory" : flag === "2" ? "link" : "file",
    mode: octalIn(header, 100, 8) & 0o7777,
    modifiedMs: octalIn(header, 136, 12) * 1000,
    owner: textIn(header, 265, 32),
    group: textIn(header, 297, 32),
    text: flag === "2" ? textIn(header, 157, nameLength) : textOfBytes(content),
  };
}

/** `27 path=a/long/name` in the lines of a pax header. */
const paxPath = (lines: string): string | undefined => /^\d+ path=(.*)$/m.exec(lines)?.[1];

function hasRightSum(header: Uint8Array): boolean {
  const sum = header.reduce(
    (total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte),
    0,
  );
  return sum === octalIn(header, 148, 8);
}

const textIn = (header: Uint8Array, at: number, length: number): string =>
  textOfBytes(header.subarray(at, at + length)).replace(/\0.*$/s, "");

const octalIn = (header: Uint8Array, at: number, length: number): number =>
  Number.parseInt(textIn(header, at, length).trim(), 8) || 0;
