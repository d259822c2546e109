// The whole state of a simulation: named tables of plain JSON values, a clock and a counter. Everything
// else in `lib/sim` is a function of this, which is why a cluster can be forked, saved and replayed.

import { invariant } from "./invariant";
import { SortedTree } from "./sorted-tree";

/** Names a table and the type of its rows. Declare it once, beside the component that owns the rows. */
export interface TableDefinition<Value> {
  readonly name: string;
  /** Never set; carries the row type. */
  readonly row?: Value;
}

export function defineTable<Value>(name: string): TableDefinition<Value> {
  return { name };
}

/** A saved state: every table as sorted rows. JSON-compatible. */
export interface SavedState {
  readonly now: number;
  readonly sequence: number;
  readonly tables: Readonly<Record<string, readonly (readonly [string, unknown])[]>>;
}

const byCodeUnit = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * A map sorted by key (UTF-16 code units). Rows are shared between forks, so a row is never changed in
 * place: put a new one.
 */
export class Table<Value> {
  private constructor(private readonly rows: SortedTree<string, Value>) {}

  static empty<Value>(): Table<Value> {
    return new Table(new SortedTree<string, Value>(undefined, byCodeUnit));
  }

  static of<Value>(rows: readonly (readonly [string, Value])[]): Table<Value> {
    const table = Table.empty<Value>();
    for (const [key, value] of rows) table.rows.set(key, value);
    return table;
  }

  get size(): number {
    return this.rows.size;
  }

  get(key: string): Value | undefined {
    return this.rows.get(key);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  set(key: string, value: Value): void {
    this.rows.set(key, value);
  }

  delete(key: string): boolean {
    return this.rows.delete(key);
  }

  clear(): void {
    this.rows.clear();
  }

  firstKey(): string | undefined {
    return this.rows.minKey();
  }

  lastKey(): string | undefined {
    return this.rows.maxKey();
  }

  /** Rows with `from <= key < to`, in order; all rows from `from` when `to` is left out. */
  *range(from = "", to?: string): IterableIterator<[string, Value]> {
    for (const [key, value] of this.rows.entries(from)) {
      if (to !== undefined && key >= to) return;
      yield [key, value];
    }
  }

  /** Rows whose key begins with `prefix`, in order, as an array: safe to write to the table meanwhile. */
  withPrefix(prefix: string): [string, Value][] {
    const found: [string, Value][] = [];
    if (prefix === "") {
      this.rows.forEachPair((key, value) => {
        found.push([key, value]);
      });
      return found;
    }
    this.rows.forRange(prefix, endOfPrefix(prefix), false, (key, value) => {
      found.push([key, value]);
    });
    return found;
  }

  /** How many keys begin with `prefix`. */
  countPrefix(prefix: string): number {
    return this.rows.forRange(prefix, endOfPrefix(prefix), false);
  }

  /** A copy that shares all rows and tree nodes until either side writes. Constant time. */
  clone(): Table<Value> {
    return new Table(this.rows.clone());
  }

  dump(): [string, Value][] {
    return this.rows.toArray();
  }
}

/** The first string after every string that begins with `prefix` (etcd's range end). */
export function endOfPrefix(prefix: string): string {
  invariant(prefix !== "", "an empty prefix has no end");
  const last = prefix.charCodeAt(prefix.length - 1);
  return prefix.slice(0, -1) + String.fromCharCode(last + 1);
}

export class State {
  /** Milliseconds since 1970-01-01 UTC, on the cluster's own clock. */
  now: number;
  /** Rises by one for every piece of pending work; breaks ties between work due at the same instant. */
  sequence: number;
  private readonly tables: Map<string, Table<unknown>>;

  private constructor(now: number, sequence: number, tables: Map<string, Table<unknown>>) {
    this.now = now;
    this.sequence = sequence;
    this.tables = tables;
  }

  static startingAt(now: number): State {
    return new State(now, 0, new Map());
  }

  static restore(saved: SavedState): State {
    const tables = new Map<string, Table<unknown>>();
    for (const [name, rows] of Object.entries(saved.tables)) tables.set(name, Table.of(rows));
    return new State(saved.now, saved.sequence, tables);
  }

  table<Value>(definition: TableDefinition<Value>): Table<Value> {
    const found = this.tables.get(definition.name);
    if (found !== undefined) return found as Table<Value>;
    const made = Table.empty<Value>();
    this.tables.set(definition.name, made as Table<unknown>);
    return made;
  }

  /** `name=rows` of every table that has rows, in order of name. */
  sizes(): string[] {
    const names = [...this.tables.keys()].sort(byCodeUnit);
    return names.flatMap((name) => {
      const size = this.tables.get(name)?.size ?? 0;
      return size === 0 ? [] : [`${name}=${size}`];
    });
  }

  fork(): State {
    const tables = new Map<string, Table<unknown>>();
    for (const [name, table] of this.tables) tables.set(name, table.clone());
    return new State(this.now, this.sequence, tables);
  }

  /** Tables in order of name, so that equal states save to equal bytes; empty tables are left out. */
  save(): SavedState {
    const tables: Record<string, [string, unknown][]> = {};
    for (const name of [...this.tables.keys()].sort(byCodeUnit)) {
      const rows = this.tables.get(name)?.dump() ?? [];
      if (rows.length > 0) tables[name] = rows;
    }
    return { now: this.now, sequence: this.sequence, tables };
  }
}
