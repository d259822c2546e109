// What the gateway needs of a cluster: a cluster whose clock somebody moves. The standalone program gives it
// a LiveCluster, the Naru server a SessionCluster.
import type {
  ApiRequest,
  ApiResponse,
  Cluster,
  Refused,
  ServerAnswer,
  StreamChange,
} from "@/lib/sim";

export interface ServedCluster {
  /** Answers when what the request did will last. */
  request(request: ApiRequest): Promise<ApiResponse>;
  /** Does something to a stream that a request has opened. */
  changeStream(stream: string, change: StreamChange): Promise<void>;
  /** Carries one whole request to a port of a container. */
  forward(machine: string, port: number, bytes: Buffer): Promise<ServerAnswer | Refused>;
  /** Looks at the cluster as it is now, and changes nothing. */
  look<Seen>(read: (cluster: Cluster) => Seen): Promise<Seen>;
  /** Keeps the clock running and tells of changes, until the returned function is called. */
  follow(follower: Follower): () => void;
}

export interface Follower {
  /** Time has passed or something has changed. */
  changed(): void;
  /** The cluster is gone, or another has taken its place. */
  ended(end: End): void;
}

/** `gone`: nobody is there any more. `moved`: the cluster went back in time; what was seen no longer holds. */
export type End = "gone" | "moved";
