// A cluster whose clock follows the wall's while clients are there: it is moved on to now by each request
// and, while somebody watches, whenever something is due. Nobody there: nothing runs.
import type {
  ApiRequest,
  ApiResponse,
  Cluster,
  Refused,
  ServerAnswer,
  StreamChange,
} from "@/lib/sim";
import { readForwarded } from "./forwarded-request";
import type { Follower, ServedCluster } from "./served-cluster";

/** Between two clients at most so much time passes; a cluster left alone overnight stands still. */
const longestAbsenceMs = 3_600_000;

/** A watcher's timer rings at what is due next, within these bounds. */
const soonestMs = 10;
const latestMs = 250;

export class LiveCluster implements ServedCluster {
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | undefined;
  private isTelling = false;
  private seenAt: number;

  constructor(
    private current: Cluster,
    private readonly wallClock: () => number = Date.now,
    private readonly absenceMs: number = longestAbsenceMs,
  ) {
    this.seenAt = wallClock();
  }

  get cluster(): Cluster {
    return this.current;
  }

  get now(): number {
    return this.current.now;
  }

  async request(request: ApiRequest): Promise<ApiResponse> {
    return this.change((cluster) => cluster.serve(request));
  }

  async changeStream(stream: string, change: StreamChange): Promise<void> {
    this.change((cluster) => cluster.streams.change(stream, change));
  }

  async forward(machine: string, port: number, bytes: Buffer): Promise<ServerAnswer | Refused> {
    const read = readForwarded(bytes);
    if (typeof read === "string") return { kind: "reset" };
    return this.change((cluster) => cluster.forward(machine, port, read.request));
  }

  async look<Seen>(read: (cluster: Cluster) => Seen): Promise<Seen> {
    return read(this.current);
  }

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    this.ringAgain();
    return () => {
      this.followers.delete(follower);
      if (this.followers.size === 0) this.rest();
    };
  }

  /** Does something to the cluster itself, at the instant it is now. */
  change<Result>(act: (cluster: Cluster) => Result): Result {
    this.catchUp();
    const result = act(this.current);
    this.tellSoon();
    return result;
  }

  /** Another cluster takes this one's place; whoever watched has to begin anew. */
  replace(cluster: Cluster): void {
    this.current = cluster;
    this.seenAt = this.wallClock();
    this.end();
  }

  /** Ends all watches. */
  end(): void {
    for (const follower of [...this.followers]) follower.ended("gone");
    this.followers.clear();
    this.rest();
  }

  private catchUp(): void {
    const wallNow = this.wallClock();
    const longest = this.followers.size === 0 ? this.absenceMs : longestAbsenceMs;
    const passed = Math.min(Math.max(0, wallNow - this.seenAt), longest);
    this.seenAt = wallNow;
    if (passed > 0) this.current.advance(passed);
  }

  /** After the answer is on its way; many requests in a row are told of once. */
  private tellSoon(): void {
    if (this.isTelling || this.followers.size === 0) return;
    this.isTelling = true;
    setImmediate(() => {
      this.isTelling = false;
      this.tell();
    });
  }

  private tell(): void {
    for (const follower of [...this.followers]) follower.changed();
  }

  private ringAgain(): void {
    if (this.timer !== undefined || this.followers.size === 0) return;
    const due = this.current.nextDue() ?? Number.POSITIVE_INFINITY;
    const wait = Math.min(Math.max(due - this.current.now, soonestMs), latestMs);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.catchUp();
      this.tell();
      this.ringAgain();
    }, wait);
    this.timer.unref();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
