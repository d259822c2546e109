// `pods/portforward`: for each connection that kubectl takes on the learner's machine a pair of streams, one for the
// bytes and one for what went wrong. What comes is read as HTTP, which is what servers here speak.
//
// Kubernetes: staging/src/k8s.io/kubelet/pkg/cri/streaming/portforward/httpstream.go
// Differs: other protocols than HTTP are refused on the error stream.
import type { RawData, WebSocket } from "ws";
import { limits } from "@/lib/sim";
import { type Forwarded, readForwarded, writeForwarded } from "./forwarded-request";
import type { ServedCluster } from "./served-cluster";
import { SpdyConnection } from "./spdy";

export const portForwardProtocol = "SPDY/3.1+portforward.k8s.io";

export interface PortForward {
  readonly served: ServedCluster;
  readonly webSocket: WebSocket;
  /** Whose ports are reached. */
  readonly machine: string;
  readonly onError: (error: unknown) => void;
}

/** One connection of the learner's. */
interface Pair {
  readonly port: number;
  error?: number;
  data?: number;
  bytes: Buffer;
  isServing: boolean;
  /** The client has sent all. */
  isEnded: boolean;
  isClosed: boolean;
}

const mostStreams = 200;
const longestDelayMs = 30_000;

export function runPortForward({ served, webSocket, machine, onError }: PortForward): void {
  const pairs = new Map<string, Pair>();
  const byStream = new Map<number, Pair>();

  const spdy = new SpdyConnection(
    (bytes) => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(bytes);
    },
    {
      onStream: open,
      onData(id, bytes) {
        const pair = byStream.get(id);
        if (pair === undefined || pair.data !== id || pair.isClosed) return;
        pair.bytes = Buffer.concat([pair.bytes, bytes]);
        if (pair.bytes.length > 2 * limits.forwardBytes) return fail(pair, "too much at once");
        serve(pair);
      },
      onEnd(id) {
        const pair = byStream.get(id);
        if (pair === undefined || pair.data !== id) return;
        pair.isEnded = true;
        serve(pair);
      },
      onReset(id) {
        const pair = byStream.get(id);
        if (pair !== undefined) close(pair);
      },
      onFailure: () => webSocket.close(1002),
    },
  );

  function open(id: number, headers: Readonly<Record<string, string>>): void {
    const { streamtype, requestid = "" } = headers;
    const port = Number(headers.port);
    const isKnown = streamtype === "error" || streamtype === "data";
    if (!isKnown || !(port > 0 && port < 65_536) || byStream.size >= mostStreams) {
      return spdy.reset(id);
    }
    const pair = pairs.get(requestid) ?? newPair(port);
    pairs.set(requestid, pair);
    pair[streamtype] = id;
    byStream.set(id, pair);
  }

  /** One request after the other. */
  function serve(pair: Pair): void {
    if (pair.isServing || pair.isClosed) return;
    const read = readForwarded(pair.bytes);
    if (read === "bad") return fail(pair, "only HTTP is simulated here");
    if (read === "more") {
      if (pair.isEnded) close(pair);
      return;
    }
    const bytes = pair.bytes.subarray(0, read.length);
    pair.bytes = pair.bytes.subarray(read.length);
    pair.isServing = true;
    answer(pair, read, bytes)
      .catch((error: unknown) => {
        onError(error);
        fail(pair, "the simulator has made a mistake");
      })
      .finally(() => {
        pair.isServing = false;
        serve(pair);
      });
  }

  async function answer(pair: Pair, read: Forwarded, bytes: Buffer): Promise<void> {
    const answer = await served.forward(machine, pair.port, bytes);
    if (answer.kind === "refused") return fail(pair, answer.message);
    if (answer.kind === "none") return hang(pair);
    if (answer.kind !== "http") return close(pair);
    const delay = Math.min(answer.delayMs ?? 0, longestDelayMs);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (pair.isClosed || pair.data === undefined) return;
    spdy.send(pair.data, writeForwarded(read, answer));
    if (!read.keepsAlive) close(pair);
  }

  /** The server took it and says nothing: the client gives up by itself. */
  function hang(pair: Pair): void {
    pair.bytes = Buffer.alloc(0);
  }

  function fail(pair: Pair, why: string): void {
    const message = `error forwarding port ${pair.port} to pod: ${why}`;
    if (pair.error !== undefined && !pair.isClosed) spdy.send(pair.error, Buffer.from(message));
    close(pair);
  }

  function close(pair: Pair): void {
    if (pair.isClosed) return;
    pair.isClosed = true;
    for (const id of [pair.error, pair.data]) {
      if (id === undefined) continue;
      spdy.end(id);
      byStream.delete(id);
    }
    for (const [name, known] of pairs) if (known === pair) pairs.delete(name);
  }

  const unfollow = served.follow({
    changed() {},
    ended: () => webSocket.close(1001),
  });
  webSocket.on("message", (data: RawData) => {
    spdy.receive(Buffer.isBuffer(data) ? data : Buffer.concat(data as Buffer[]));
  });
  const stop = (): void => {
    unfollow();
    spdy.close();
  };
  webSocket.on("close", stop);
  webSocket.on("error", stop);
}

const newPair = (port: number): Pair => ({
  port,
  bytes: Buffer.alloc(0),
  isServing: false,
  isEnded: false,
  isClosed: false,
});
