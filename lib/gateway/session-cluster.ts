// A learner's session as the gateway serves it: what changes the cluster goes through the session's log and is
// answered when Postgres has it; what only reads is asked of a copy. Followers keep the session's clock running.
import { loggedRequest } from "@/lib/sessions/api-request";
import { subscribe } from "@/lib/sessions/feed";
import { actAnd, countWatcher, forgetBefore, lookIn } from "@/lib/sessions/sessions";
import { loggedChange } from "@/lib/sessions/stream-change";
import type {
  ApiRequest,
  ApiResponse,
  Cluster,
  Refused,
  ServerAnswer,
  StreamChange,
} from "@/lib/sim";
import type { End, Follower, ServedCluster } from "./served-cluster";

/** How often a watch sees what happens by itself. */
const tickMs = 250;

export class SessionCluster implements ServedCluster {
  private readonly followers = new Set<Follower>();
  private stop: (() => void) | undefined;
  private epoch: number | undefined;

  constructor(
    readonly id: string,
    private readonly ownerId: string,
    private readonly onError: (error: unknown, what: string) => void,
  ) {}

  get isFollowed(): boolean {
    return this.followers.size > 0;
  }

  request(request: ApiRequest): Promise<ApiResponse> {
    if (isOnlyRead(request)) return this.look((cluster) => cluster.fork().request(request));
    return this.act(request);
  }

  async changeStream(stream: string, change: StreamChange): Promise<void> {
    await actAnd(this.id, {
      actorId: this.ownerId,
      action: { kind: "stream", stream, change: loggedChange(change) },
      read: () => undefined,
    });
  }

  async forward(machine: string, port: number, bytes: Buffer): Promise<ServerAnswer | Refused> {
    const { value } = await actAnd(this.id, {
      actorId: this.ownerId,
      action: { kind: "forward", machine, port, data: bytes.toString("base64") },
      read: ({ timeline }) => timeline.forwarded,
    });
    return value ?? { kind: "reset" };
  }

  look<Seen>(read: (cluster: Cluster) => Seen): Promise<Seen> {
    return lookIn(this.id, ({ timeline }) => read(timeline.cluster));
  }

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    this.stop ??= this.run();
    return () => {
      this.followers.delete(follower);
      if (!this.isFollowed) this.rest();
    };
  }

  private async act(request: ApiRequest): Promise<ApiResponse> {
    const { value } = await actAnd(this.id, {
      actorId: this.ownerId,
      action: loggedRequest(request),
      read: ({ timeline }) => timeline.answer,
    });
    if (value === undefined) throw new Error("a request was played and not answered");
    return value;
  }

  /** Returns how to stop. */
  private run(): () => void {
    const counted = countWatcher(this.id, 1);
    counted.catch((error: unknown) => this.failed(error));
    const timer = setInterval(() => void this.tick(), tickMs);
    timer.unref();
    const unsubscribe = subscribe(this.id, ({ version, isForeign }) => {
      if (isForeign) forgetBefore(this.id, version);
      void this.tick();
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
      counted
        .then(() => countWatcher(this.id, -1))
        .catch((error: unknown) => this.onError(error, `session ${this.id}`));
    };
  }

  private async tick(): Promise<void> {
    try {
      const epoch = await lookIn(this.id, ({ timeline }) => timeline.past.epoch);
      const isOtherPast = this.epoch !== undefined && this.epoch !== epoch;
      this.epoch = epoch;
      if (isOtherPast) this.end("moved");
      else for (const follower of [...this.followers]) follower.changed();
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    const isGone = error instanceof Error && error.name === "SessionGone";
    if (!isGone) this.onError(error, `session ${this.id}`);
    this.end("gone");
  }

  private end(how: End): void {
    for (const follower of [...this.followers]) follower.ended(how);
    this.followers.clear();
    this.rest();
  }

  private rest(): void {
    this.stop?.();
    this.stop = undefined;
    this.epoch = undefined;
  }
}

const reviews = /^\/apis\/(authentication|authorization)\.k8s\.io\/[^/]+\/(.+\/)?[a-z]+reviews$/;

/** Changes nothing, or nothing that lasts. */
function isOnlyRead({ method, path, query, headers }: ApiRequest): boolean {
  if (query.dryRun?.includes("All")) return true;
  if (method === "POST") return reviews.test(path);
  if (method === "GET") return headers.upgrade === undefined;
  return method === "HEAD" || method === "OPTIONS";
}
