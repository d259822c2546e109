// Leases: a time to live that keys hang on. When it is over the keys go, through the queue.

import { cancel, schedule } from "../kernel/queue";
import { randomHex } from "../kernel/random";
import { defineTable, type State, type Table } from "../kernel/state";
import { etcdError } from "./etcd-error";
import type { Etcd } from "./store";

export interface LeaseRow {
  /** Hex digits. */
  readonly id: string;
  readonly ttlSeconds: number;
  readonly expiresMs: number;
  readonly ticket: string;
}

export const etcdComponent = "etcd";

/** What arrives through the queue for component "etcd". */
export interface LeaseNews {
  readonly instance: string;
  readonly lease: string;
}

/** etcd's own least time to live. */
const leastSeconds = 2;

export class Leases {
  private readonly table: Table<LeaseRow>;

  constructor(
    private readonly state: State,
    private readonly instance: string,
    private readonly store: Etcd,
  ) {
    this.table = state.table(defineTable<LeaseRow>(`etcd.leases ${instance}`));
  }

  grant(ttlSeconds: number, wantedId?: string): LeaseRow {
    const id = wantedId ?? `694d${randomHex(this.state, "etcd-lease", 12)}`;
    if (this.table.has(id)) throw etcdError("leaseExists");
    return this.renew(id, Math.max(leastSeconds, ttlSeconds));
  }

  get(id: string): LeaseRow {
    const found = this.table.get(id);
    if (found === undefined) throw etcdError("leaseNotFound");
    return found;
  }

  find(id: string): LeaseRow | undefined {
    return this.table.get(id);
  }

  list(): LeaseRow[] {
    return this.table.dump().map(([, lease]) => lease);
  }

  keepAlive(id: string): LeaseRow {
    const { ttlSeconds, ticket } = this.get(id);
    cancel(this.state, ticket);
    return this.renew(id, ttlSeconds);
  }

  revoke(id: string): void {
    const { ticket } = this.get(id);
    cancel(this.state, ticket);
    this.end(id);
  }

  keysOf(id: string): string[] {
    return this.store.range("").flatMap(({ key, lease }) => (lease === id ? [key] : []));
  }

  handle({ lease }: LeaseNews): void {
    if (this.table.has(lease)) this.end(lease);
  }

  load(leases: readonly LeaseRow[]): void {
    for (const { id, ttlSeconds } of leases) this.renew(id, ttlSeconds);
  }

  private renew(id: string, ttlSeconds: number): LeaseRow {
    const delay = ttlSeconds * 1000;
    const news: LeaseNews = { instance: this.instance, lease: id };
    const lease: LeaseRow = {
      id,
      ttlSeconds,
      expiresMs: this.state.now + delay,
      ticket: schedule(this.state, delay, etcdComponent, news),
    };
    this.table.set(id, lease);
    return lease;
  }

  private end(id: string): void {
    this.table.delete(id);
    const keys = this.keysOf(id);
    if (keys.length === 0) return;
    this.store.transaction(() => {
      for (const key of keys) this.store.delete(key);
    });
  }
}
