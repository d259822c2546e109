// snapshot save, and the two verbs that have moved to etcdutl and still work.

import { databaseStatus } from "../../../etcd/database";
import { snapshotFile } from "../../../etcd/snapshot-file";
import { FileError } from "../../../machine/file-error";
import { goJson } from "../../../meta/go-json";
import { formatMicroTime } from "../../../meta/time";
import { restoreFlags, restoreSnapshot, snapshotStatus } from "../../etcdutl/snapshot";
import { badArguments, type EtcdctlCommand, type EtcdIo, ExitError, exitStatus } from "../command";
import { humanBytes } from "../print/rows";

export const snapshotSave: EtcdctlCommand = {
  name: "snapshot save",
  usage: "<filename>",
  summary: "Stores an etcd node backend snapshot to a given file",
  run({ io, args, flags, server }) {
    const [path] = args;
    if (path === undefined || args.length !== 1)
      throw badArguments("snapshot save expects one argument");
    const snapshot = server().snapshot();
    const partial = `${path}.part`;
    const size = humanBytes(databaseStatus(snapshot).totalSize);
    try {
      io.files.write(partial, snapshotFile(snapshot, { checksum: true }));
      io.files.setMode(partial, 0o600);
      io.files.rename(partial, path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const why = `open ${partial}: ${error.message.toLowerCase()}`;
      throw new ExitError(`could not open ${partial} (${why})`, exitStatus.interrupted);
    }
    const place = "snapshot/v3_snapshot.go";
    const [endpoint = ""] = flags.list("endpoints");
    log(io, `${place}:65`, "created temporary db file", { path: partial });
    log(io, "v3/maintenance.go:212", "opened snapshot stream; downloading", {}, "client");
    log(io, `${place}:73`, "fetching snapshot", { endpoint });
    log(io, "v3/maintenance.go:220", "completed snapshot read; closing", {}, "client");
    log(io, `${place}:88`, "fetched snapshot", { endpoint, size, took: "now" });
    log(io, `${place}:97`, "saved", { path });
    io.stdout(`Snapshot saved at ${path}\n`);
    return 0;
  },
};

function log(
  io: EtcdIo,
  caller: string,
  msg: string,
  fields: Readonly<Record<string, string>>,
  logger?: string,
): void {
  const ts = formatMicroTime(io.process.now);
  const line = { level: "info", ts, logger, caller, msg, ...fields };
  io.stderr(`${goJson(line, { keepOrder: true })}\n`);
}

const moved = (verb: string): string => `Deprecated: Use \`etcdutl snapshot ${verb}\` instead.\n\n`;

export const status: EtcdctlCommand = {
  name: "snapshot status",
  usage: "<filename>",
  summary: "[deprecated] Gets backend snapshot status of a given file",
  run({ io, args, print }) {
    io.stderr(moved("status"));
    print({ kind: "database", status: snapshotStatus(io, args) });
    return 0;
  },
};

export const restore: EtcdctlCommand = {
  name: "snapshot restore",
  usage: "<filename> [options]",
  summary: "Restores an etcd member snapshot to an etcd directory",
  flags: restoreFlags,
  run({ io, args, flags }) {
    io.stderr(moved("restore"));
    return restoreSnapshot(io, args, flags);
  },
};
