// The MVCC key-value store. One counter (the revision) rises with every write; the present lies in `keys`,
// the recent past in `history`, so that watches can go back and old revisions can be read until compaction.
//
// A key's life, and what is kept of it:
//
//   revision      5      6      7        8          9
//   /a           put    put   delete    put                keys: create 8, modified 8, version 1
//   history     {5}    {6}     {7}      {8}       (/b)
//   compact(7)   -      -       -       {8}       {9}      a watch from revision 7 or before is refused
import { limits } from "../kernel/limits";
import { defineTable, type State, type Table } from "../kernel/state";

export interface KeyValue {
  readonly key: string;
  /** A Kubernetes object (never changed in place) or the text that `etcdctl put` stored. */
  readonly value: unknown;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  readonly lease?: string;
}

/** One change. `current` is absent for a deletion, `previous` for a creation. */
export interface Change {
  readonly revision: number;
  readonly key: string;
  readonly current?: KeyValue;
  readonly previous?: KeyValue;
}

/** A revision that was compacted away was asked for. */
export interface Compacted {
  readonly compactedAt: number;
}

interface Position {
  readonly revision: number;
  readonly compacted: number;
}

const keysTable = defineTable<KeyValue>("etcd.keys");
const historyTable = defineTable<Change>("etcd.history");
const positionTable = defineTable<Position>("etcd.position");
const here = "position";

export class Etcd {
  private readonly keys: Table<KeyValue>;
  private readonly history: Table<Change>;
  private readonly position: Table<Position>;

  /** `committed` is called after every write, before the write returns. */
  constructor(
    state: State,
    private readonly committed: (change: Change) => void = () => {},
  ) {
    this.keys = state.table(keysTable);
    this.history = state.table(historyTable);
    this.position = state.table(positionTable);
  }

  get revision(): number {
    return this.position.get(here)?.revision ?? 1;
  }

  get compactedRevision(): number {
    return this.position.get(here)?.compacted ?? 0;
  }

  get size(): number {
    return this.keys.size;
  }

  get(key: string): KeyValue | undefined {
    return this.keys.get(key);
  }

  /** Keys that begin with `prefix`, in order. */
  list(prefix: string): KeyValue[] {
    return this.keys.withPrefix(prefix).map(([, keyValue]) => keyValue);
  }

  count(prefix: string): number {
    return this.keys.countPrefix(prefix);
  }

  /** Up to `limit` keys with `from <= key < to`, in order. */
  range(from: string, to: string, limit = Number.POSITIVE_INFINITY): KeyValue[] {
    const found: KeyValue[] = [];
    for (const [, keyValue] of this.keys.range(from, to)) {
      if (found.length >= limit) break;
      found.push(keyValue);
    }
    return found;
  }

  /** The keys under `prefix` as they were at `revision`. */
  listAt(prefix: string, revision: number): KeyValue[] | Compacted {
    if (revision < this.compactedRevision) return { compactedAt: this.compactedRevision };
    const then = new Map<string, KeyValue>();
    for (const keyValue of this.list(prefix)) then.set(keyValue.key, keyValue);
    const later = this.history.withPrefix("").filter(([, change]) => change.revision > revision);
    for (const [, change] of later.reverse()) {
      if (!change.key.startsWith(prefix)) continue;
      if (change.previous === undefined) then.delete(change.key);
      else then.set(change.key, change.previous);
    }
    return [...then.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Stores `value` made from the revision it will have. Returns that revision. */
  put(key: string, makeValue: (revision: number) => unknown, lease?: string): KeyValue {
    const previous = this.keys.get(key);
    const revision = this.advance();
    const current: KeyValue = {
      key,
      value: makeValue(revision),
      createRevision: previous?.createRevision ?? revision,
      modRevision: revision,
      version: (previous?.version ?? 0) + 1,
      ...(lease === undefined ? {} : { lease }),
    };
    this.keys.set(key, current);
    this.remember({ revision, key, current, ...(previous === undefined ? {} : { previous }) });
    return current;
  }

  /** Removes a key; the revision of the removal, or nothing when there was no such key. */
  delete(key: string): number | undefined {
    const previous = this.keys.get(key);
    if (previous === undefined) return undefined;
    const revision = this.advance();
    this.keys.delete(key);
    this.remember({ revision, key, previous });
    return revision;
  }

  /** Changes after `revision` under `prefix`, oldest first. */
  changesSince(prefix: string, revision: number): Change[] | Compacted {
    if (revision < this.compactedRevision) return { compactedAt: this.compactedRevision };
    const changes: Change[] = [];
    for (const [, change] of this.history.range(historyKey(revision + 1))) {
      if (change.key.startsWith(prefix)) changes.push(change);
    }
    return changes;
  }

  /** Forgets the history up to and including `revision`; the present stays. */
  compact(revision: number): void {
    for (const [row, change] of this.history.withPrefix("")) {
      if (change.revision > revision) break;
      this.history.delete(row);
    }
    this.position.set(here, {
      revision: this.revision,
      compacted: Math.max(revision, this.compactedRevision),
    });
  }

  private advance(): number {
    const revision = this.revision + 1;
    this.position.set(here, { revision, compacted: this.compactedRevision });
    return revision;
  }

  private remember(change: Change): void {
    this.history.set(historyKey(change.revision), change);
    if (this.history.size > limits.revisionsKept) this.forgetOldest();
    this.committed(change);
  }

  private forgetOldest(): void {
    const oldest = this.history.firstKey();
    if (oldest === undefined) return;
    const compacted = this.history.get(oldest)?.revision ?? 0;
    this.history.delete(oldest);
    this.position.set(here, { revision: this.revision, compacted });
  }
}

const historyKey = (revision: number): string => String(revision).padStart(12, "0");
