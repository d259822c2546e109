// What the gateway needs of a cluster: a cluster whose clock somebody moves. The standalone program gives it
// a LiveCluster, the workspace a learner's session.
import type {
  ApiRequest,
  ApiResponse,
  Credentials,
  UserInfo,
  WatchCursor,
  WatchEvent,
  WatchRead,
} from "@/lib/sim";

export interface ServedCluster {
  /** The cluster's own clock. */
  readonly now: number;
  /** Rises with every change. */
  readonly revision: number;
  request(request: ApiRequest): ApiResponse;
  readWatch(cursor: WatchCursor): WatchRead;
  readBookmark(cursor: WatchCursor): WatchEvent | undefined;
  userOf(credentials: Credentials): UserInfo | undefined | "invalid";
  /** Keeps the clock running and tells of changes, until the returned function is called. */
  follow(follower: Follower): () => void;
}

export interface Follower {
  /** Time has passed or something has changed. */
  changed(): void;
  /** The cluster is gone, or another has taken its place. */
  ended(): void;
}
