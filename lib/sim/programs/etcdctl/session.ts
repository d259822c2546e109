// What lock and elect share: a key under a name, held by a lease which is renewed while the program lives. The
// key that was made first owns the name.
//
// https://github.com/etcd-io/etcd: client/v3/concurrency/{session,key,mutex,election}.go

import type { EtcdServer } from "../../etcd/server";
import type { KeyValue } from "../../etcd/store";
import { endOfPrefix } from "../../kernel/state";
import type { WaitFor } from "../../machine/program";

export interface Session {
  readonly lease: string;
  readonly key: string;
}

/** Takes a place in the line of those who want the name. */
export function joinLine(
  etcd: EtcdServer,
  wish: { readonly name: string; readonly value: string; readonly ttlSeconds: number },
): Session {
  const { id } = etcd.leases.grant(wish.ttlSeconds);
  etcd.addEntry();
  const key = `${wish.name}/${id}`;
  etcd.put({ key, value: wish.value, lease: id });
  return { lease: id, key };
}

/** Keeps the place; false when the lease is gone, and with it the place. */
export function keepPlace(etcd: EtcdServer, { lease }: Session): boolean {
  if (etcd.leases.find(lease) === undefined) return false;
  etcd.leases.keepAlive(lease);
  return true;
}

export function isFirst(etcd: EtcdServer, name: string, { key }: Session): boolean {
  return firstOf(etcd, name)?.key === key;
}

export function firstOf(etcd: EtcdServer, name: string): KeyValue | undefined {
  const prefix = `${name}/`;
  return etcd.range({ key: prefix, rangeEnd: endOfPrefix(prefix), sortBy: "CREATE" }).keyValues[0];
}

export function leaveLine(etcd: EtcdServer, { lease, key }: Session): void {
  etcd.deleteRange({ key, rangeEnd: "" });
  if (etcd.leases.find(lease) !== undefined) etcd.leases.revoke(lease);
}

/** Until something changes, or the lease has to be renewed. */
export const untilNews = (now: number, ttlSeconds: number): WaitFor => ({
  change: true,
  until: now + (ttlSeconds * 1000) / 3,
});
