// A database as a file: what `snapshot save` writes, and what stands in a data directory before a server has
// opened it. As in reality it is a whole number of pages, and a saved one ends in a checksum.
//
// Differs: the pages hold JSON, not bbolt's trees; nothing but etcd's own tools looks inside.
import { sha256Hex } from "../meta/sha256";
import { databaseStatus, type Snapshot } from "./database";

const magic = "etcd database\n";
const livePrefix = "etcd database in use ";
const pageSize = 4096;
const checksumLength = 32;

export function snapshotFile(snapshot: Snapshot, options: { readonly checksum: boolean }): string {
  const body = `${magic}${JSON.stringify(snapshot)}\n`;
  const pages = Math.ceil(body.length / pageSize);
  const size = Math.max(databaseStatus(snapshot).totalSize, pages * pageSize);
  const padded = body.padEnd(size, "\0");
  return options.checksum ? padded + checksumOf(padded) : padded;
}

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** Absent when the file has none, as one copied from a data directory. */
  readonly checksum?: "right" | "wrong";
}

/** The content of a snapshot's file; nothing when it is not one. */
export function readSnapshotFile(text: string): ReadSnapshot | undefined {
  if (!text.startsWith(magic)) return undefined;
  const hasChecksum = text.length % pageSize === checksumLength;
  const padded = hasChecksum ? text.slice(0, -checksumLength) : text;
  if (padded.length % pageSize !== 0) return undefined;
  const end = padded.indexOf("\n", magic.length);
  try {
    const snapshot: Snapshot = JSON.parse(padded.slice(magic.length, end));
    if (!hasChecksum) return { snapshot };
    const isRight = text.endsWith(checksumOf(padded));
    return { snapshot, checksum: isRight ? "right" : "wrong" };
  } catch {
    return undefined;
  }
}

const checksumOf = (text: string): string => sha256Hex(text).slice(0, checksumLength);

/** The file of a database that a server has opened: its rows are in the tables of that name. */
export const liveFile = (instance: string): string => `${livePrefix}${instance}\n`;

export function liveInstance(text: string): string | undefined {
  return text.startsWith(livePrefix) ? text.slice(livePrefix.length).trim() : undefined;
}
