// An etcd server as a client speaks to it: key-value requests, leases, authentication, membership,
// maintenance. It holds nothing itself; all of it is rows of the instance's tables.
import type { State } from "../kernel/state";
import { Auth, type PermissionType } from "./auth";
import { databaseSize, databaseStatus, hashOfKeys, type Snapshot } from "./database";
import { etcdError } from "./etcd-error";
import { Leases } from "./leases";
import {
  clusterInstance,
  type InstanceRow,
  instanceTable,
  type Member,
  memberIdOf,
} from "./member";
import type { PutRequest, RangeRequest, RangeResult, ResponseHeader } from "./requests";
import type { Change, Compacted, Etcd, KeyValue } from "./store";
import { isComparisonMet, type Operation, type OperationResult, type Transaction } from "./txn";
import { valueText } from "./value-text";

/** `--max-request-bytes`. */
const requestBytes = 1_572_864;

export interface EtcdServerParts {
  readonly state: State;
  readonly instance: string;
  readonly store: Etcd;
}

export class EtcdServer {
  readonly auth: Auth;
  readonly leases: Leases;
  readonly instance: string;
  private readonly state: State;
  private readonly store: Etcd;

  constructor(
    parts: EtcdServerParts,
    /** Who asks; nothing when no name was given. */
    private readonly user?: string,
  ) {
    this.state = parts.state;
    this.instance = parts.instance;
    this.store = parts.store;
    this.auth = new Auth(parts.state, parts.instance);
    this.leases = new Leases(parts.state, parts.instance, parts.store);
  }

  get row(): InstanceRow {
    const found = this.state.table(instanceTable).get(this.instance);
    if (found === undefined) throw etcdError("memberNotFound");
    return found;
  }

  get header(): ResponseHeader {
    const { clusterId, memberId, term } = this.row;
    return { clusterId, memberId, revision: this.store.revision, raftTerm: term };
  }

  /** How many entries the raft log has. */
  get raftIndex(): number {
    return this.row.otherEntries + this.store.revision;
  }

  /** Throws unless root asks, or nobody is asked for a name. */
  demandRoot(): void {
    this.auth.demandRoot(this.user);
  }

  // --- keys ---------------------------------------------------------------------------------------------

  range(request: RangeRequest): RangeResult {
    this.demand("READ", request);
    const found = this.find(request);
    if (request.countOnly) return { keyValues: [], more: false, count: found.length };
    const sorted = sort(found, request);
    const limit = request.limit !== undefined && request.limit > 0 ? request.limit : sorted.length;
    const taken = sorted.slice(0, limit);
    return {
      keyValues: request.keysOnly ? taken.map((each) => ({ ...each, value: "" })) : taken,
      more: sorted.length > limit,
      count: found.length,
    };
  }

  /** What was there before. */
  put(request: PutRequest): KeyValue | undefined {
    this.demand("WRITE", { key: request.key, rangeEnd: "" });
    const previous = this.store.get(request.key);
    const isPartial = request.ignoreValue === true || request.ignoreLease === true;
    if (isPartial && previous === undefined) throw etcdError("keyNotFound");
    if (request.value.length > requestBytes) throw etcdError("requestTooLarge");
    if (this.row.alarms.includes("NOSPACE")) throw etcdError("noSpace");
    const lease = request.ignoreLease ? previous?.lease : request.lease;
    if (lease !== undefined) this.leases.get(lease);
    const value = request.ignoreValue ? previous?.value : request.value;
    this.store.put(request.key, () => value, lease);
    return previous;
  }

  deleteRange(range: Pick<RangeRequest, "key" | "rangeEnd">): readonly KeyValue[] {
    this.demand("WRITE", range);
    const found = this.find(range);
    if (found.length === 0) {
      this.addEntry();
      return found;
    }
    this.store.transaction(() => {
      for (const { key } of found) this.store.delete(key);
    });
    return found;
  }

  txn(transaction: Transaction): { succeeded: boolean; results: readonly OperationResult[] } {
    const { compares, success, failure } = transaction;
    for (const { key } of compares) this.demand("READ", { key, rangeEnd: "" });
    const succeeded = compares.every((one) => isComparisonMet(one, this.store.get(one.key)));
    const operations = succeeded ? success : failure;
    const written = operations.flatMap((each) => (each.kind === "put" ? [each.put.key] : []));
    if (new Set(written).size < written.length) throw etcdError("duplicateKey");
    const before = this.store.revision;
    const results = this.store.transaction(() => operations.map((each) => this.operate(each)));
    if (this.store.revision === before) this.addEntry();
    return { succeeded, results };
  }

  compact(revision: number): void {
    if (revision <= this.store.compactedRevision) throw etcdError("compacted");
    if (revision > this.store.revision) throw etcdError("futureRevision");
    this.store.compact(revision);
    this.addEntry();
  }

  /** Changes of a range from `revision` on, oldest first. */
  changesFrom(
    range: Pick<RangeRequest, "key" | "rangeEnd">,
    revision: number,
  ): Change[] | Compacted {
    this.demand("READ", range);
    const changes = this.store.changesSince("", revision - 1);
    if (!Array.isArray(changes)) return changes;
    return changes.filter(({ key }) => isWithin(key, range));
  }

  /** Whether a process that asks again later finds its keys still there. */
  has(key: string): boolean {
    return this.store.get(key) !== undefined;
  }

  // --- members ------------------------------------------------------------------------------------------

  addMember(peerUrls: readonly string[], isLearner: boolean): Member {
    const { members } = this.row;
    if (members.some((one) => one.peerUrls.some((url) => peerUrls.includes(url))))
      throw etcdError("memberExists");
    const id = memberIdOf(peerUrls, `etcd-cluster${Math.floor(this.state.now / 1000)}`);
    const member = { id, name: "", peerUrls, clientUrls: [], isLearner };
    this.change({ members: [...members, member] });
    return member;
  }

  removeMember(id: string): void {
    this.member(id);
    const { members, memberId } = this.row;
    if (id === memberId) throw etcdError("lastMember");
    this.change({ members: members.filter((member) => member.id !== id) });
  }

  updateMember(id: string, peerUrls: readonly string[]): void {
    this.member(id);
    this.replaceMember(id, { peerUrls });
  }

  promoteMember(id: string): void {
    if (!this.member(id).isLearner) throw etcdError("learnerOnly");
    this.replaceMember(id, { isLearner: false });
  }

  // --- maintenance --------------------------------------------------------------------------------------

  get databaseBytes(): number {
    if (this.instance !== clusterInstance) return databaseStatus(this.snapshot()).totalSize;
    // Differs: the cluster's objects are not encoded to be measured; two KiB each is near the truth.
    return databaseSize(this.store.size * 2048);
  }

  hashOfKeys(): number {
    return hashOfKeys(this.store.content());
  }

  disarm(): readonly string[] {
    const { alarms } = this.row;
    if (alarms.length > 0) this.change({ alarms: [] });
    return alarms;
  }

  /** Differs: the cluster's own snapshot has no history, as if it had been compacted a moment ago. */
  snapshot(): Snapshot {
    const content = this.store.content();
    const isCluster = this.instance === clusterInstance;
    return {
      instance: this.row,
      content: isCluster ? { ...content, history: [], compacted: content.revision } : content,
      leases: this.leases.list(),
      auth: this.auth.content(),
    };
  }

  /** One more entry in the raft log, by something that changes no key. */
  addEntry(): void {
    this.change({});
  }

  private demand(type: PermissionType, range: Pick<RangeRequest, "key" | "rangeEnd">): void {
    this.auth.demand(this.user, { type, key: range.key, rangeEnd: range.rangeEnd });
  }

  private find(request: Pick<RangeRequest, "key" | "rangeEnd" | "revision">): KeyValue[] {
    const { key, rangeEnd, revision = 0 } = request;
    if (revision > this.store.revision) throw etcdError("futureRevision");
    const to = rangeEnd === "" ? `${key}\0` : rangeEnd === "\0" ? undefined : rangeEnd;
    if (to !== undefined && to <= key) return [];
    if (revision === 0) return this.store.range(key, to);
    const found = this.store.rangeAt(key, to, revision);
    if (!Array.isArray(found)) throw etcdError("compacted");
    return found;
  }

  private operate(operation: Operation): OperationResult {
    if (operation.kind === "get")
      return { kind: "get", result: this.range(operation.range), header: this.header };
    if (operation.kind === "put") {
      const previous = this.put(operation.put);
      return { kind: "put", header: this.header, ...(operation.previous && { previous }) };
    }
    const deleted = this.find(operation.range);
    this.demand("WRITE", operation.range);
    for (const { key } of deleted) this.store.delete(key);
    return {
      kind: "delete",
      deleted: deleted.length,
      previous: operation.previous ? deleted : [],
      header: this.header,
    };
  }

  private member(id: string): Member {
    const found = this.row.members.find((member) => member.id === id);
    if (found === undefined) throw etcdError("memberNotFound");
    return found;
  }

  private replaceMember(id: string, change: Partial<Member>): void {
    this.change({
      members: this.row.members.map((one) => (one.id === id ? { ...one, ...change } : one)),
    });
  }

  private change(change: Partial<InstanceRow>): void {
    const { row } = this;
    this.state.table(instanceTable).set(this.instance, {
      ...row,
      ...change,
      otherEntries: row.otherEntries + 1,
    });
  }
}

function isWithin(key: string, { key: from, rangeEnd }: Pick<RangeRequest, "key" | "rangeEnd">) {
  if (rangeEnd === "") return key === from;
  return key >= from && (rangeEnd === "\0" || key < rangeEnd);
}

function sort(found: readonly KeyValue[], request: RangeRequest): readonly KeyValue[] {
  const { sortBy = "KEY", isDescending = false } = request;
  if (sortBy === "KEY" && !isDescending) return found;
  const rank = (one: KeyValue): string | number => {
    if (sortBy === "VERSION") return one.version;
    if (sortBy === "CREATE") return one.createRevision;
    if (sortBy === "MODIFY") return one.modRevision;
    return sortBy === "VALUE" ? valueText(one) : one.key;
  };
  const order = (a: KeyValue, b: KeyValue): number => {
    const [left, right] = [rank(a), rank(b)];
    const way = left < right ? -1 : left > right ? 1 : 0;
    return isDescending ? -way : way;
  };
  return [...found].sort(order);
}
