// A database as bbolt would hold it: buckets of keys and values. From this come the hashes that `endpoint
// hashkv` and `snapshot status` print, the number of keys and the size.
//
// https://github.com/etcd-io/etcd: server/storage/mvcc/hash.go, etcdutl/snapshot/v3_snapshot.go
import { bytesOfText } from "../meta/byte-text";
import { crc32c } from "../meta/crc32c";
import { goJson } from "../meta/go-json";
import { WireWriter } from "../meta/protobuf/write-wire";
import type { AuthContent } from "./auth";
import type { LeaseRow } from "./leases";
import { bigEndian, type InstanceRow, type Member } from "./member";
import type { DatabaseContent, KeyValue } from "./store";
import { valueText } from "./value-text";

/** Everything a snapshot carries. */
export interface Snapshot {
  readonly instance: InstanceRow;
  readonly content: DatabaseContent;
  readonly leases: readonly LeaseRow[];
  readonly auth: AuthContent;
}

export interface DatabaseStatus {
  readonly hash: number;
  readonly revision: number;
  readonly totalKey: number;
  readonly totalSize: number;
}

const pageSize = 4096;
/** Two meta pages, the free list, and the root. */
const fixedPages = 4;

type Entry = readonly [key: ArrayLike<number>, value: ArrayLike<number>];

export function databaseStatus(snapshot: Snapshot): DatabaseStatus {
  const buckets = bucketsOf(snapshot);
  const parts = buckets.flatMap(([name, entries]) => [bytesOfText(name), ...entries.flat()]);
  const totalKey = buckets.reduce((sum, [, entries]) => sum + entries.length, 0);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  return {
    hash: crc32c(parts),
    revision: snapshot.content.revision,
    totalKey,
    totalSize: databaseSize(bytes),
  };
}

export const databaseSize = (bytes: number): number =>
  (fixedPages + Math.max(1, Math.ceil(bytes / pageSize))) * pageSize;

/** Of the keys alone: equal on all members of a cluster. */
export function hashOfKeys(content: DatabaseContent): number {
  return crc32c([bytesOfText("key"), ...keyEntries(content).flat()]);
}

function bucketsOf({ instance, content, leases, auth }: Snapshot): [string, Entry[]][] {
  const text = (key: string, value: string): Entry => [bytesOfText(key), bytesOfText(value)];
  const number = (key: string, value: number): Entry => [
    bytesOfText(key),
    bigEndian(BigInt(value)),
  ];
  const index = instance.otherEntries + content.revision;
  const [major, minor] = instance.version.split(".");
  const voters = instance.members
    .filter(({ isLearner }) => !isLearner)
    .map(({ id }) => BigInt(`0x${id}`));
  return [
    ["alarm", []],
    ["auth", [number("authRevision", auth.revision)]],
    ["authRoles", auth.roles.map((role) => text(role.name, goJson(role)))],
    ["authUsers", auth.users.map((user) => text(user.name, goJson(user)))],
    ["cluster", [text("clusterVersion", `${major}.${minor}.0`)]],
    ["key", keyEntries(content)],
    ["lease", leases.map((lease) => text(lease.id, goJson(lease)))],
    ["members", instance.members.map((member) => text(member.id, memberJson(member)))],
    ["members_removed", []],
    [
      "meta",
      [
        text("confState", goJson({ voters, auto_leave: false }, { keepOrder: true })),
        number("consistent_index", index),
        number("term", instance.term),
      ],
    ],
  ];
}

const memberJson = ({ id, peerUrls, name, clientUrls }: Member): string =>
  goJson(
    { id: BigInt(`0x${id}`), peerURLs: peerUrls, name, clientURLs: clientUrls },
    { keepOrder: true },
  );

interface Version {
  readonly revision: number;
  readonly sub: number;
  readonly key: string;
  /** Absent: the key was deleted here. */
  readonly keyValue?: KeyValue;
}

/** Every version of every key that is kept, in order of revision. */
function keyEntries({ keys, history }: DatabaseContent): Entry[] {
  const versions = new Map<string, Version>();
  const add = (version: Version): void => {
    versions.set(`${version.revision}.${version.sub}`, version);
  };
  for (const change of history) {
    const { previous, current } = change;
    if (previous !== undefined) add(versionOf(previous));
    const place = { revision: change.revision, sub: change.sub ?? 0, key: change.key };
    add(current === undefined ? place : { ...place, keyValue: current });
  }
  for (const keyValue of keys) add(versionOf(keyValue));
  return [...versions.values()]
    .sort((a, b) => a.revision - b.revision || a.sub - b.sub)
    .map(({ revision, sub, key, keyValue }) => [
      revisionKey(revision, sub, keyValue === undefined),
      keyValue === undefined
        ? new WireWriter().text(1, key).bytes
        : keyValueMessage(keyValue, valueText(keyValue)),
    ]);
}

const versionOf = (keyValue: KeyValue): Version => ({
  revision: keyValue.modRevision,
  sub: keyValue.sub ?? 0,
  key: keyValue.key,
  keyValue,
});

function revisionKey(revision: number, sub: number, isTombstone: boolean): number[] {
  const bytes = [...bigEndian(BigInt(revision)), 0x5f, ...bigEndian(BigInt(sub))];
  return isTombstone ? [...bytes, 0x74] : bytes;
}

/** `mvccpb.KeyValue`. */
export function keyValueMessage(keyValue: KeyValue, value: string): number[] {
  const writer = new WireWriter()
    .text(1, keyValue.key)
    .number(2, keyValue.createRevision)
    .number(3, keyValue.modRevision)
    .number(4, keyValue.version);
  if (value !== "") writer.text(5, value);
  return writer.number(6, keyValue.lease === undefined ? 0 : BigInt(`0x${keyValue.lease}`)).bytes;
}
