// Who an etcd server is: ids are derived from the addresses of its peers, as upstream does, so that a new
// server on the usual addresses has the ids which everybody has seen.
//
// https://github.com/etcd-io/etcd: server/etcdserver/api/membership/{member,cluster}.go
import { sha1 } from "@noble/hashes/legacy.js";
import { defineTable } from "../kernel/state";
import { bytesOfText } from "../meta/byte-text";

export interface Member {
  /** 16 hex digits. */
  readonly id: string;
  /** Empty until it has started. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  readonly isLearner: boolean;
}

/** A database and the server it belongs to. */
export interface InstanceRow {
  readonly clusterId: string;
  readonly memberId: string;
  readonly members: readonly Member[];
  readonly version: string;
  readonly term: number;
  /** Entries of the raft log that changed no key. */
  readonly otherEntries: number;
  /** Raised by `alarm`; only NOSPACE exists here. */
  readonly alarms: readonly string[];
}

export const instanceTable = defineTable<InstanceRow>("etcd.instances");

/** The instance the API server of the cluster keeps its objects in. */
export const clusterInstance = "kubernetes";

export interface NewMember {
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  readonly token: string;
  readonly version: string;
}

/** Configuration change, election, the member's names, the cluster's version; the fifth is the leader's. */
const entriesAtStart = 4;

export function newInstance(member: NewMember): InstanceRow {
  const memberId = memberIdOf(member.peerUrls, member.token);
  return {
    clusterId: clusterIdOf([memberId]),
    memberId,
    members: [
      {
        id: memberId,
        name: member.name,
        peerUrls: member.peerUrls,
        clientUrls: member.clientUrls,
        isLearner: false,
      },
    ],
    version: member.version,
    term: 2,
    otherEntries: entriesAtStart,
    alarms: [],
  };
}

export const memberIdOf = (peerUrls: readonly string[], token: string): string =>
  firstEight([...bytesOfText([...peerUrls].sort().join("") + token)]);

function clusterIdOf(memberIds: readonly string[]): string {
  const bytes = [...memberIds].sort().flatMap((id) => [...bigEndian(BigInt(`0x${id}`))]);
  return firstEight(bytes);
}

const firstEight = (bytes: readonly number[]): string =>
  [...sha1(Uint8Array.from(bytes)).subarray(0, 8)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .replace(/^0+(?=.)/, "");

export function bigEndian(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value));
  return bytes;
}
