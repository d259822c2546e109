// What commands print, before it has a format.
import type { DatabaseStatus } from "../../../etcd/database";
import type { Member } from "../../../etcd/member";
import type { RangeResult, ResponseHeader } from "../../../etcd/requests";
import type { KeyValue } from "../../../etcd/store";
import type { OperationResult } from "../../../etcd/txn";

export interface WatchedEvent {
  readonly type: "PUT" | "DELETE";
  readonly keyValue: KeyValue;
  readonly previous?: KeyValue;
}

export interface EndpointHealth {
  readonly endpoint: string;
  readonly took: string;
  /** Empty when it is well. */
  readonly error: string;
}

export interface EndpointStatus {
  readonly endpoint: string;
  readonly header: ResponseHeader;
  readonly version: string;
  readonly databaseBytes: number;
  readonly leader: string;
  readonly isLearner: boolean;
  readonly raftIndex: number;
}

export interface EndpointHash {
  readonly endpoint: string;
  readonly header: ResponseHeader;
  readonly hash: number;
}

export type Response =
  | {
      readonly kind: "get";
      readonly header: ResponseHeader;
      readonly result: RangeResult;
      readonly valueOnly?: boolean;
    }
  | {
      readonly kind: "put";
      readonly header: ResponseHeader;
      readonly previous?: KeyValue | undefined;
    }
  | {
      readonly kind: "delete";
      readonly header: ResponseHeader;
      readonly deleted: number;
      readonly previous: readonly KeyValue[];
    }
  | {
      readonly kind: "txn";
      readonly header: ResponseHeader;
      readonly succeeded: boolean;
      readonly results: readonly OperationResult[];
    }
  | {
      readonly kind: "watch";
      readonly header: ResponseHeader;
      readonly events: readonly WatchedEvent[];
    }
  | {
      readonly kind: "lease";
      readonly header: ResponseHeader;
      readonly id: string;
      readonly ttl: number;
      readonly text: string;
    }
  | {
      readonly kind: "timeToLive";
      readonly header: ResponseHeader;
      readonly id: string;
      readonly ttl: number;
      readonly grantedTtl: number;
      readonly keys?: readonly string[];
    }
  | { readonly kind: "leases"; readonly header: ResponseHeader; readonly ids: readonly string[] }
  | {
      readonly kind: "members";
      readonly header: ResponseHeader;
      readonly members: readonly Member[];
    }
  | { readonly kind: "health"; readonly endpoints: readonly EndpointHealth[] }
  | { readonly kind: "status"; readonly endpoints: readonly EndpointStatus[] }
  | { readonly kind: "hash"; readonly endpoints: readonly EndpointHash[] }
  | {
      readonly kind: "alarms";
      readonly header: ResponseHeader;
      readonly alarms: readonly string[];
    }
  | { readonly kind: "database"; readonly status: DatabaseStatus }
  /** A sentence; formats made for programs show the header and these fields. */
  | {
      readonly kind: "note";
      readonly header: ResponseHeader;
      readonly text: string;
      readonly fields?: Readonly<Record<string, unknown>>;
    };

/** The ids of headers are 64-bit numbers. */
export const idNumber = (hex: string): bigint => BigInt(`0x${hex || "0"}`);
export const signedId = (hex: string): bigint => BigInt.asIntN(64, idNumber(hex));
