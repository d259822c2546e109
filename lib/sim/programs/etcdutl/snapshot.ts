// What etcdutl does with a snapshot's file: look at it, and make a new data directory of it.
//
// https://github.com/etcd-io/etcd: etcdutl/snapshot/v3_snapshot.go
import { type DatabaseStatus, databaseStatus } from "../../etcd/database";
import { newInstance } from "../../etcd/member";
import { type ReadSnapshot, readSnapshotFile, snapshotFile } from "../../etcd/snapshot-file";
import { FileError } from "../../machine/file-error";
import type { ProgramIo } from "../../machine/program";
import { goJson } from "../../meta/go-json";
import { formatTime } from "../../meta/time";
import { badArguments, ExitError } from "../etcdctl/command";
import { defineFlags } from "../kubectl/flags/flag-specs";
import type { FlagValues } from "../kubectl/flags/flag-values";

type Io = Pick<ProgramIo, "files" | "stderr" | "process">;

export const restoreFlags = defineFlags(
  "bump-revision:int64 data-dir:string! initial-advertise-peer-urls:string=http://localhost:2380 initial-cluster:string=default=http://localhost:2380 initial-cluster-token:string=etcd-cluster initial-memory-map-size:int64=10737418240 mark-compacted:bool name:string=default skip-hash-check:bool wal-dir:string",
);

export function snapshotStatus(io: Io, args: readonly string[]): DatabaseStatus {
  const [path] = args;
  if (path === undefined || args.length !== 1)
    throw badArguments("snapshot status requires exactly one argument");
  const text = readFile(io, path, "stat");
  const read = readSnapshotFile(text);
  if (read === undefined) throw new ExitError("invalid database");
  return databaseStatus(read.snapshot);
}

/** The last 32 bytes are a checksum; a shorter file cannot be read from there. */
const checksumLength = 32;

export function restoreSnapshot(io: Io, args: readonly string[], flags: FlagValues): number {
  const [path] = args;
  if (path === undefined || args.length !== 1)
    throw badArguments("snapshot restore requires exactly one argument");
  const directory = flags.string("data-dir");
  if (directory === "") throw new ExitError('required flag(s) "data-dir" not set');
  if (io.files.exists(directory) && !isEmpty(io, directory))
    throw new ExitError(`data-dir ${JSON.stringify(directory)} not empty or could not be read`);
  const walDirectory = flags.string("wal-dir") || `${directory}/member/wal`;
  const places = {
    path,
    "wal-dir": walDirectory,
    "data-dir": directory,
    "snap-dir": `${directory}/member/snap`,
  };
  const size = flags.number("initial-memory-map-size");
  log(io, "snapshot/v3_snapshot.go:265", "restoring snapshot", {
    ...places,
    "initial-memory-map-size": size,
  });
  const read = verified(readFile(io, path, "open"), path, flags.bool("skip-hash-check"));
  const instance = newInstance({
    name: flags.string("name"),
    peerUrls: flags.string("initial-advertise-peer-urls").split(","),
    clientUrls: [],
    token: flags.string("initial-cluster-token"),
    version: read.snapshot.instance.version,
  });
  const bump = flags.number("bump-revision");
  const { content } = read.snapshot;
  const revision = content.revision + bump;
  const restored = {
    ...read.snapshot,
    instance,
    content: {
      ...content,
      revision,
      compacted: flags.bool("mark-compacted") ? content.revision : content.compacted,
    },
  };
  io.files.makeDirectory(`${directory}/member/snap`, { parents: true, mode: 0o700 });
  io.files.makeDirectory(walDirectory, { parents: true, mode: 0o700 });
  io.files.write(`${directory}/member/snap/db`, snapshotFile(restored, { checksum: false }));
  const first = "0000000000000001-0000000000000001";
  io.files.write(`${directory}/member/snap/${first}.snap`, "snapshot\n");
  io.files.write(`${walDirectory}/0000000000000000-0000000000000000.wal`, "write-ahead log\n");
  const { clusterId, memberId } = instance;
  log(io, "membership/store.go:141", "Trimming membership information from the backend...", {});
  log(io, "membership/cluster.go:421", "added member", {
    "cluster-id": clusterId,
    "local-member-id": "0",
    "added-peer-id": memberId,
    "added-peer-peer-urls": instance.members.flatMap(({ peerUrls }) => peerUrls),
  });
  log(io, "snapshot/v3_snapshot.go:293", "restored snapshot", {
    ...places,
    "initial-memory-map-size": size,
  });
  return 0;
}

function readFile(io: Io, path: string, call: string): string {
  try {
    return io.files.read(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ExitError(`${call} ${path}: ${error.message.toLowerCase()}`);
  }
}

function isEmpty(io: Io, directory: string): boolean {
  return io.files.isDirectory(directory) && io.files.list(directory).length === 0;
}

function verified(text: string, path: string, skips: boolean): ReadSnapshot {
  if (text.length < checksumLength) throw new ExitError(`seek ${path}: invalid argument`);
  const read = readSnapshotFile(text);
  if (skips && read !== undefined) return read;
  if (read === undefined || read.checksum === undefined)
    throw new ExitError("snapshot missing hash but --skip-hash-check=false");
  if (read.checksum === "wrong") throw new ExitError("expected sha256, got another");
  return read;
}

function log(
  io: Io,
  caller: string,
  message: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  const parts = Object.entries(fields).map(
    ([name, value]) => `${JSON.stringify(name)}: ${goJson(value)}`,
  );
  io.stderr(`${formatTime(io.process.now)}\tinfo\t${caller}\t${message}\t{${parts.join(", ")}}\n`);
}
