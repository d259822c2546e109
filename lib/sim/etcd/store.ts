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
  /** The place among the writes of one transaction; absent for the first. */
  readonly sub?: number;
}

/** One change. `current` is absent for a deletion, `previous` for a creation. */
export interface Change {
  readonly revision: number;
  readonly key: string;
  readonly current?: KeyValue;
  readonly previous?: KeyValue;
  readonly sub?: number;
}

/** A revision that was compacted away was asked for. */
export interface Compacted {
  readonly compactedAt: number;
}

/** All of a database, as plain data. */
export interface DatabaseContent {
  readonly revision: number;
  readonly compacted: number;
  readonly keys: readonly KeyValue[];
  readonly history: readonly Change[];
}

interface Position {
  readonly revision: number;
  readonly compacted: number;
}

const here = "position";

/** The tables of one database; the cluster's own has no name. */
const tablesOf = (database: string) => {
  const suffix = database === "" ? "" : ` ${database}`;
  return {
    keys: defineTable<KeyValue>(`etcd.keys${suffix}`),
    history: defineTable<Change>(`etcd.history${suffix}`),
    position: defineTable<Position>(`etcd.position${suffix}`),
  };
};

export class Etcd {
  private readonly keys: Table<KeyValue>;
  private readonly history: Table<Change>;
  private readonly position: Table<Position>;
  /** The revision that the writes of a transaction share, while it runs. */
  private open: { revision: number; writes: number } | undefined;

  /** `committed` is called after every write, before the write returns. */
  constructor(
    state: State,
    private readonly committed: (change: Change) => void = () => {},
    database = "",
  ) {
    const tables = tablesOf(database);
    this.keys = state.table(tables.keys);
    this.history = state.table(tables.history);
    this.position = state.table(tables.position);
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
  range(from: string, to?: string, limit = Number.POSITIVE_INFINITY): KeyValue[] {
    const found: KeyValue[] = [];
    for (const [, keyValue] of this.keys.range(from, to)) {
      if (found.length >= limit) break;
      found.push(keyValue);
    }
    return found;
  }

  /** The keys under `prefix` as they were at `revision`. */
  listAt(prefix: string, revision: number): KeyValue[] | Compacted {
    return this.at(this.list(prefix), revision, (key) => key.startsWith(prefix));
  }

  /** As `range`, but as it was at `revision`; `to` left out: to the last key. */
  rangeAt(from: string, to: string | undefined, revision: number): KeyValue[] | Compacted {
    const now = [...this.keys.range(from, to)].map(([, keyValue]) => keyValue);
    return this.at(now, revision, (key) => key >= from && (to === undefined || key < to));
  }

  private at(
    now: readonly KeyValue[],
    revision: number,
    isWanted: (key: string) => boolean,
  ): KeyValue[] | Compacted {
    if (revision < this.compactedRevision) return { compactedAt: this.compactedRevision };
    const then = new Map<string, KeyValue>();
    for (const keyValue of now) then.set(keyValue.key, keyValue);
    const later = [...this.history.range(historyKey(revision + 1))];
    for (const [, change] of later.reverse()) {
      if (!isWanted(change.key)) continue;
      if (change.previous === undefined) then.delete(change.key);
      else then.set(change.key, change.previous);
    }
    return [...then.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Runs writes that share one revision. */
  transaction<Result>(run: () => Result): Result {
    this.open = { revision: this.revision + 1, writes: 0 };
    try {
      return run();
    } finally {
      this.open = undefined;
    }
  }

  /** Stores `value` made from the revision it will have. Returns that revision. */
  put(key: string, makeValue: (revision: number) => unknown, lease?: string): KeyValue {
    const previous = this.keys.get(key);
    const { revision, ...place } = this.advance();
    const current: KeyValue = {
      key,
      value: makeValue(revision),
      createRevision: previous?.createRevision ?? revision,
      modRevision: revision,
      version: (previous?.version ?? 0) + 1,
      ...(lease === undefined ? {} : { lease }),
      ...place,
    };
    this.keys.set(key, current);
    const before = previous === undefined ? {} : { previous };
    this.remember({ revision, key, current, ...before, ...place });
    return current;
  }

  /** Removes a key; the revision of the removal, or nothing when there was no such key. */
  delete(key: string): number | undefined {
    const previous = this.keys.get(key);
    if (previous === undefined) return undefined;
    const { revision, ...place } = this.advance();
    this.keys.delete(key);
    this.remember({ revision, key, previous, ...place });
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

  /** Puts all of another database in the place of this one, as a restore does; what differs is told. */
  load(content: DatabaseContent): void {
    const before = new Map(this.keys.dump());
    this.keys.clear();
    this.history.clear();
    for (const keyValue of content.keys) this.keys.set(keyValue.key, keyValue);
    for (const change of content.history)
      this.history.set(historyKey(change.revision, change.sub), change);
    const { revision } = content;
    this.position.set(here, { revision, compacted: content.compacted });
    for (const [key, previous] of before) {
      if (!this.keys.has(key)) this.committed({ revision, key, previous });
    }
    for (const current of content.keys) {
      const { key } = current;
      const previous = before.get(key);
      if (previous?.modRevision === current.modRevision) continue;
      this.committed({ revision, key, current, ...(previous === undefined ? {} : { previous }) });
    }
  }

  /** All there is, for a snapshot. */
  content(): DatabaseContent {
    return {
      revision: this.revision,
      compacted: this.compactedRevision,
      keys: this.keys.dump().map(([, keyValue]) => keyValue),
      history: this.history.dump().map(([, change]) => change),
    };
  }

  private advance(): { readonly revision: number; readonly sub?: number } {
    const { open } = this;
    const revision = open?.revision ?? this.revision + 1;
    this.position.set(here, { revision, compacted: this.compactedRevision });
    if (open === undefined) return { revision };
    open.writes += 1;
    return open.writes === 1 ? { revision } : { revision, sub: open.writes - 1 };
  }

  private remember(change: Change): void {
    this.history.set(historyKey(change.revision, change.sub), change);
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

const historyKey = (revision: number, sub = 0): string => {
  const main = String(revision).padStart(12, "0");
  return sub === 0 ? main : `${main}.${String(sub).padStart(6, "0")}`;
};
