// The cells that the simple format and the table share.
import type { DatabaseStatus } from "../../../etcd/database";
import type { Member } from "../../../etcd/member";
import type { EndpointStatus } from "./response";

export const memberHeads = [
  "ID",
  "STATUS",
  "NAME",
  "PEER ADDRS",
  "CLIENT ADDRS",
  "IS LEARNER",
] as const;

export const memberRow = ({ id, name, peerUrls, clientUrls, isLearner }: Member): string[] => [
  id,
  name === "" ? "unstarted" : "started",
  name,
  peerUrls.join(","),
  clientUrls.join(","),
  String(isLearner),
];

export const statusHeads = [
  "ENDPOINT",
  "ID",
  "VERSION",
  "DB SIZE",
  "IS LEADER",
  "IS LEARNER",
  "RAFT TERM",
  "RAFT INDEX",
  "RAFT APPLIED INDEX",
  "ERRORS",
] as const;

export const statusRow = (status: EndpointStatus): string[] => [
  status.endpoint,
  status.header.memberId,
  status.version,
  humanBytes(status.databaseBytes),
  String(status.leader === status.header.memberId),
  String(status.isLearner),
  String(status.header.raftTerm),
  String(status.raftIndex),
  String(status.raftIndex),
  "",
];

export const databaseHeads = ["HASH", "REVISION", "TOTAL KEYS", "TOTAL SIZE"] as const;

export const databaseRow = (status: DatabaseStatus): string[] => [
  status.hash.toString(16),
  String(status.revision),
  String(status.totalKey),
  humanBytes(status.totalSize),
];

/** `20 kB`, `1.1 MB`, as go-humanize writes sizes. */
export function humanBytes(bytes: number): string {
  if (bytes < 10) return `${bytes} B`;
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = Math.floor((bytes / 1000 ** power) * 10 + 0.5) / 10;
  return `${value < 10 ? value.toFixed(1) : roundToEven(value)} ${units[power]}`;
}

/** Go's `%.0f`: halves go to the even neighbour. */
function roundToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
