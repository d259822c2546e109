// All etcd servers of a simulation: which databases there are, and which process serves which. The composition
// root makes one per state.
import { defineTable, type State } from "../kernel/state";
import type { Snapshot } from "./database";
import { type LeaseNews, Leases } from "./leases";
import {
  clusterInstance,
  type InstanceRow,
  instanceTable,
  type NewMember,
  newInstance,
} from "./member";
import { EtcdServer } from "./server";
import { Etcd } from "./store";

/** What a running server asks of its clients. */
export interface Serving {
  readonly instance: string;
  readonly isTls: boolean;
  readonly wantsClientCertificate: boolean;
  /** A hash of the authority its certificate was signed by, when it uses one. */
  readonly authority?: string;
}

/** Key: the process. */
const servingTable = defineTable<Serving>("etcd.serving");

export interface EtcdServersParts {
  readonly state: State;
  /** The database of the cluster's own API server. */
  readonly cluster: Etcd;
  /** Called after every write to any other database. */
  committed(): void;
}

/** What programs find in their world. */
export interface EtcdWorld {
  readonly etcd: EtcdServers;
}

export class EtcdServers {
  constructor(private readonly parts: EtcdServersParts) {}

  /** The server behind a database, as `user` sees it. */
  server(instance: string, user?: string): EtcdServer {
    const { state } = this.parts;
    return new EtcdServer({ state, instance, store: this.store(instance) }, user);
  }

  exists(instance: string): boolean {
    return this.parts.state.table(instanceTable).has(instance);
  }

  /** A new, empty database; its name. */
  create(member: NewMember, name?: string): string {
    const table = this.parts.state.table(instanceTable);
    const instance = name ?? `${table.size + 1}`.padStart(4, "0");
    table.set(instance, newInstance(member));
    return instance;
  }

  /** A database with the content of a snapshot. */
  load(snapshot: Snapshot, version: string): string {
    const [member] = snapshot.instance.members;
    const instance = this.create({
      name: member?.name ?? "default",
      peerUrls: member?.peerUrls ?? [],
      clientUrls: member?.clientUrls ?? [],
      token: "etcd-cluster",
      version,
    });
    this.fill(instance, snapshot);
    return instance;
  }

  /** Puts a snapshot in the place of what a database holds. */
  fill(instance: string, snapshot: Snapshot): void {
    const store = this.store(instance);
    store.load(snapshot.content);
    const server = this.server(instance);
    server.auth.load(snapshot.auth);
    new Leases(this.parts.state, instance, store).load(snapshot.leases);
    this.update(instance, { ...snapshot.instance, term: snapshot.instance.term });
  }

  update(instance: string, change: Partial<InstanceRow>): void {
    const table = this.parts.state.table(instanceTable);
    const row = table.get(instance);
    if (row !== undefined) table.set(instance, { ...row, ...change });
  }

  start(process: number, serving: Serving): void {
    this.parts.state.table(servingTable).set(String(process), serving);
  }

  stop(process: number): void {
    this.parts.state.table(servingTable).delete(String(process));
  }

  servedBy(process: number): Serving | undefined {
    return this.parts.state.table(servingTable).get(String(process));
  }

  /** Which process has a database open, if one does. */
  holderOf(instance: string): number | undefined {
    const rows = this.parts.state.table(servingTable).dump();
    const found = rows.find(([, serving]) => serving.instance === instance);
    return found === undefined ? undefined : Number(found[0]);
  }

  /** Queue work of component "etcd". */
  handle(payload: unknown): void {
    const news = payload as LeaseNews;
    this.server(news.instance).leases.handle(news);
  }

  private store(instance: string): Etcd {
    if (instance === clusterInstance) return this.parts.cluster;
    return new Etcd(this.parts.state, () => this.parts.committed(), instance);
  }
}
