// What clients ask of a server, and the header of every answer.
import type { KeyValue } from "./store";

export interface ResponseHeader {
  /** Hex digits. */
  readonly clusterId: string;
  readonly memberId: string;
  readonly revision: number;
  readonly raftTerm: number;
}

export interface RangeRequest {
  readonly key: string;
  /** Empty: one key. NUL: all keys from `key` on. */
  readonly rangeEnd: string;
  readonly revision?: number;
  readonly limit?: number;
  readonly keysOnly?: boolean;
  readonly countOnly?: boolean;
  readonly sortBy?: "KEY" | "VERSION" | "CREATE" | "MODIFY" | "VALUE";
  readonly isDescending?: boolean;
}

export interface RangeResult {
  readonly keyValues: readonly KeyValue[];
  readonly more: boolean;
  readonly count: number;
}

export interface PutRequest {
  readonly key: string;
  readonly value: string;
  readonly lease?: string;
  readonly ignoreValue?: boolean;
  readonly ignoreLease?: boolean;
}
