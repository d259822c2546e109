// The etcd server: on a plain machine as in the notes, and in the static pod of a control plane. Its data
// directory names the database whose rows are in the tables of `etcd/`.
//
// https://github.com/etcd-io/etcd: server/etcdmain, server/embed

import type { Snapshot } from "../../etcd/database";
import { clusterInstance } from "../../etcd/member";
import type { EtcdWorld } from "../../etcd/servers";
import { liveFile, liveInstance, readSnapshotFile } from "../../etcd/snapshot-file";
import type { ProgramIo, ProgramResult } from "../../machine/program";
import { goJson } from "../../meta/go-json";
import { sha256Hex } from "../../meta/sha256";
import { formatMicroTime } from "../../meta/time";
import type { ServerAnswer, ServerRequest } from "../../network/messages";
import type { NetworkWorld } from "../../network/process-network";
import { defineImage, type ServerProgram } from "../define-image";
import { noTools } from "../tool-sets";
import { type EtcdFlags, etcdHelp, readEtcdFlags } from "./etcd-flags";

type EtcdIo = ProgramIo<NetworkWorld & EtcdWorld>;

export const etcdServer: ServerProgram = {
  name: "etcd",
  summary: "the key-value store",
  usage: { cpuMillis: 19, memoryBytes: 46 * 1024 * 1024 },
  handles: ["TERM", "INT"],
  run: (io, resume) => (resume === undefined ? start(io) : goOn(io)),
  serve: (request) => answer(request),
};

const up = "up";

function goOn(io: EtcdIo): ProgramResult {
  const [signal] = io.signals();
  if (signal === undefined) return { waitFor: {}, resume: up };
  const name = signal === "INT" ? "interrupt" : "terminated";
  log(io, "info", "osutil/interrupt_unix.go:64", "received signal; shutting down", {
    signal: name,
  });
  log(io, "info", "embed/etcd.go:426", "closed etcd server", {});
  io.world.etcd.stop(io.process.id);
  return signal === "INT" ? 130 : 143;
}

function start(io: EtcdIo): ProgramResult {
  const flags = readEtcdFlags(io.args);
  if ("wrong" in flags) {
    io.stderr(`${flags.wrong}\nusage:\n\n  etcd [flags]\n    Start an etcd server.\n`);
    return 2;
  }
  if (flags.isHelp) {
    io.stdout(etcdHelp);
    return 0;
  }
  const version = versionOf(io);
  if (flags.isVersion) {
    io.stdout(
      `etcd Version: ${version}\nGit SHA: 0e1a2b3\nGo Version: go1.25.2\nGo OS/Arch: linux/amd64\n`,
    );
    return 0;
  }
  log(io, "info", "etcdmain/etcd.go:74", "Running: ", { args: ["etcd", ...io.args] });
  const missing = flags.certificates.find((path) => !io.files.exists(path));
  if (missing !== undefined) {
    const error = `open ${missing}: no such file or directory`;
    return fail(io, "etcdmain/etcd.go:204", "discovery failed", error);
  }
  const taken = listen(io, flags);
  if (taken !== undefined) {
    const error = `listen tcp ${taken}: bind: address already in use`;
    return fail(io, "etcdmain/etcd.go:204", "discovery failed", error);
  }
  const instance = openDatabase(io, flags, version);
  if (typeof instance !== "string") return instance.status;
  const { clientUrls } = flags;
  const authority = flags.authority;
  io.world.etcd.start(io.process.id, {
    instance,
    isTls: clientUrls.some((url) => url.startsWith("https:")),
    wantsClientCertificate: flags.wantsClientCertificate,
    ...(authority === undefined ? {} : { authority: sha256Hex(io.files.read(authority)) }),
  });
  sayReady(io, flags, instance);
  return { waitFor: {}, resume: up };
}

/** Differs: by where it runs; the image of the control plane is 3.6, what one downloads by hand 3.5. */
const versionOf = (io: EtcdIo): string => (io.process.machine.includes("/") ? "3.6.8" : "3.5.30");

/** The address that is taken already, if one is. */
function listen(io: EtcdIo, flags: EtcdFlags): string | undefined {
  for (const url of [...flags.peerUrls, ...flags.clientUrls, ...flags.metricsUrls]) {
    const found = /^\w+:\/\/(.*):(\d+)$/.exec(url);
    if (found === null) continue;
    const [, host = "", port = ""] = found;
    const isOne = /^\d/.test(host) && host !== "0.0.0.0";
    const all = flags.clientUrls.filter((each) => each.endsWith(`:${port}`)).length > 1;
    const address = host === "localhost" ? "127.0.0.1" : isOne && !all ? host : "0.0.0.0";
    if (!io.world.network.listen(Number(port), { address })) return `${host}:${port}`;
  }
  return undefined;
}

/** The database of the data directory; a new one when there is none. */
function openDatabase(
  io: EtcdIo,
  flags: EtcdFlags,
  version: string,
): string | { readonly status: number } {
  const { etcd } = io.world;
  const path = `${flags.dataDirectory}/member/snap/db`;
  const text = io.files.exists(path) ? io.files.read(path) : undefined;
  const open = text === undefined ? undefined : liveInstance(text);
  if (open !== undefined && etcd.exists(open)) {
    const holder = etcd.holderOf(open);
    if (holder === undefined || !io.system.list().some(({ id }) => id === holder)) return open;
    const status = fail(io, "backend/backend.go:211", "failed to open database", "timeout");
    return { status };
  }
  const saved = text === undefined ? undefined : readSnapshotFile(text);
  if (text !== undefined && saved === undefined) {
    return {
      status: fail(io, "backend/backend.go:211", "failed to open database", "invalid database"),
    };
  }
  const instance =
    saved === undefined
      ? etcd.create({
          name: flags.name,
          peerUrls: flags.advertisedPeerUrls,
          clientUrls: flags.advertisedClientUrls,
          token: flags.token,
          version,
        })
      : restored(io, saved.snapshot, version);
  const members = etcd.server(instance).row.members.map((member) => ({
    ...member,
    name: flags.name,
    clientUrls: flags.advertisedClientUrls,
  }));
  etcd.update(instance, { members, version });
  io.files.makeDirectory(`${flags.dataDirectory}/member/snap`, { parents: true });
  io.files.makeDirectory(`${flags.dataDirectory}/member/wal`, { parents: true });
  io.files.write(path, liveFile(instance));
  io.files.write(
    `${flags.dataDirectory}/member/wal/0000000000000000-0000000000000000.wal`,
    "write-ahead log\n",
  );
  return instance;
}

/**
 * A restored snapshot of the cluster's own etcd takes the place of what the API server reads.
 *
 * Differs: the old data directory then names the restored database, too; there is no way back to the lost one.
 */
function restored(io: EtcdIo, snapshot: Snapshot, version: string): string {
  const { etcd } = io.world;
  const isCluster =
    io.process.machine.includes("/") &&
    snapshot.content.keys.some(({ key }) => key.startsWith("/registry/"));
  if (!isCluster) return etcd.load(snapshot, version);
  etcd.fill(clusterInstance, snapshot);
  return clusterInstance;
}

function sayReady(io: EtcdIo, flags: EtcdFlags, instance: string): void {
  const { row } = io.world.etcd.server(instance);
  const { memberId, clusterId, version, term } = row;
  log(io, "info", "embed/etcd.go:314", "starting an etcd server", {
    "etcd-version": version,
    name: flags.name,
    "data-dir": flags.dataDirectory,
    "listen-client-urls": flags.clientUrls,
    "initial-cluster-token": flags.token,
  });
  log(io, "info", "raft/raft.go:839", `${memberId} became leader at term ${term}`, {});
  log(io, "info", "etcdserver/server.go:2109", "published local member to cluster through raft", {
    "local-member-id": memberId,
    "local-member-attributes": `{Name:${flags.name} ClientURLs:[${flags.advertisedClientUrls.join(" ")}]}`,
    "cluster-id": clusterId,
  });
  log(io, "info", "embed/serve.go:103", "ready to serve client requests", {});
  for (const url of flags.clientUrls) {
    const isTls = url.startsWith("https:");
    log(
      io,
      "info",
      isTls ? "embed/serve.go:250" : "embed/serve.go:187",
      isTls
        ? "serving client traffic securely"
        : "serving client traffic insecurely; this is strongly discouraged!",
      { traffic: "grpc+http", address: url.replace(/^\w+:\/\//, "") },
    );
  }
}

function fail(io: EtcdIo, caller: string, message: string, error: string): number {
  log(io, "fatal", caller, message, { error });
  return 1;
}

function log(
  io: EtcdIo,
  level: string,
  caller: string,
  msg: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  const ts = formatMicroTime(io.process.now);
  io.stderr(`${goJson({ level, ts, caller, msg, ...fields }, { keepOrder: true })}\n`);
}

/** What it says over plain HTTP. */
function answer(request: ServerRequest): ServerAnswer {
  if (request.kind !== "http") return { kind: "reset" };
  const bodies: Readonly<Record<string, string>> = {
    "/health": '{"health":"true","reason":""}',
    "/livez": "ok\n",
    "/readyz": "ok\n",
    "/version": '{"etcdserver":"3.5.30","etcdcluster":"3.5.0"}',
  };
  const body = bodies[request.path.split("?")[0] ?? ""];
  return {
    kind: "http",
    status: body === undefined ? 404 : 200,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
    body: body ?? "404 page not found\n",
  };
}

export const etcd = defineImage({
  repository: "registry.k8s.io/etcd",
  tags: /^3\.\d\.\d{1,2}-\d$/,
  sizeBytes: 22_870_000,
  command: ["/usr/local/bin/etcd"],
  tools: [...noTools, "etcdctl", "etcdutl"],
  programs: [etcdServer],
});
