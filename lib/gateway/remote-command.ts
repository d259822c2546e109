// `pods/exec` and `pods/attach` over a WebSocket: the first byte of each message says which stream it is of. What the
// client types goes to the cluster in order, a piece at a time; what the command prints is sent as it comes.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/remotecommand, kubelet/pkg/cri/streaming/remotecommand
import type { RawData, WebSocket } from "ws";
import {
  bytesOfText,
  limits,
  type StreamChange,
  type StreamPosition,
  type StreamRead,
  type StreamStatus,
  textOfBytes,
  wholeCharacters,
} from "@/lib/sim";
import type { ServedCluster } from "./served-cluster";
import { TerminalLine } from "./terminal-line";

/** The newest first. Only v5 can end standard input. */
export const commandProtocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"] as const;

const channel = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** When a client has read so much of a pipe, the command may go on writing. */
const takenFrom = 16_384;

/** The client reads slower than the command writes. */
const mostBuffered = 4 * 1024 * 1024;

export interface RemoteCommand {
  readonly served: ServedCluster;
  readonly webSocket: WebSocket;
  readonly stream: string;
  readonly isTerminal: boolean;
  readonly onError: (error: unknown) => void;
}

export function runRemoteCommand(command: RemoteCommand): void {
  const { served, webSocket, stream, isTerminal, onError } = command;
  const line = isTerminal ? new TerminalLine() : undefined;
  const waiting: StreamChange[] = [];
  let torn = Buffer.alloc(0);
  let position: StreamPosition = { stdout: 0, stderr: 0 };
  let taken = position;
  let isChanging = false;
  let isReading = false;
  let isBehind = false;
  let hasEnded = false;

  function send(to: number, bytes: Uint8Array): void {
    if (bytes.length === 0 || webSocket.readyState !== webSocket.OPEN) return;
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const piece = bytes.subarray(at, at + pieceBytes);
      webSocket.send(Buffer.concat([Buffer.from([to]), piece]));
    }
  }

  /** Many keys in a row are one change. */
  function change(next: StreamChange): void {
    const last = waiting.at(-1);
    const isMore =
      next.type === "input" &&
      last?.type === "input" &&
      !isTerminal &&
      last.text.length + next.text.length <= limits.streamPieceBytes / 4;
    if (isMore) waiting[waiting.length - 1] = { ...next, text: last.text + next.text };
    else waiting.push(next);
    if (waiting.length > mostWaiting) webSocket.pause();
    void changeAll();
  }

  async function changeAll(): Promise<void> {
    if (isChanging) return;
    isChanging = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await served.changeStream(stream, next);
        if (waiting.length < mostWaiting) webSocket.resume();
        look();
      }
    } catch (error) {
      fail(error);
    } finally {
      isChanging = false;
    }
  }

  function receive(data: RawData, isBinary: boolean): void {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.concat(data as Buffer[]);
    if (!isBinary || bytes.length === 0) return;
    const [to = 0] = bytes;
    const content = bytes.subarray(1);
    if (to === channel.stdin) type(content);
    else if (to === channel.resize) resize(content);
    else if (to === channel.close && content[0] === channel.stdin) {
      if (torn.length > 0) change({ type: "input", text: textOfBytes(torn) });
      change({ type: "end" });
    }
  }

  function type(bytes: Buffer): void {
    if (line !== undefined) {
      const { changes, shown } = line.type(textOfBytes(bytes));
      send(channel.stdout, bytesOfText(shown));
      for (const each of changes) change(each);
      return;
    }
    const all = Buffer.concat([torn, bytes]);
    const end = wholeCharacters(all);
    torn = all.subarray(end);
    if (end > 0) change({ type: "input", text: textOfBytes(all.subarray(0, end)) });
  }

  function resize(content: Buffer): void {
    if (line === undefined) return;
    const size = readSize(content);
    if (size === undefined) return;
    line.columns = size;
    change({ type: "resize", columns: size });
  }

  function look(): void {
    readOn().catch(fail);
  }

  /** One look at a time, and one more for what happened meanwhile. */
  async function readOn(): Promise<void> {
    if (isReading) {
      isBehind = true;
      return;
    }
    isReading = true;
    try {
      do {
        isBehind = false;
        if (hasEnded || webSocket.bufferedAmount > mostBuffered) return;
        const news = await served.look((cluster) => cluster.streams.read(stream, position));
        if (hasEnded) return;
        if (news === undefined) return end(gone);
        show(news);
      } while (isBehind);
    } finally {
      isReading = false;
    }
  }

  function show(news: StreamRead): void {
    position = news.position;
    if (line !== undefined) {
      send(channel.stdout, bytesOfText(line.show(news.stdout, news.prompt)));
    } else {
      send(channel.stdout, bytesOfText(news.stdout));
      send(channel.stderr, bytesOfText(news.stderr));
      takeAway();
    }
    if (news.status !== undefined) end(news.status);
  }

  function takeAway(): void {
    const stdout = position.stdout - taken.stdout;
    const stderr = position.stderr - taken.stderr;
    if (stdout + stderr < takenFrom) return;
    taken = position;
    change({ type: "taken", stdout, stderr });
  }

  function end(status: StreamStatus): void {
    if (hasEnded) return;
    send(channel.error, Buffer.from(JSON.stringify(status)));
    webSocket.close(1000);
    hangUp();
  }

  function fail(error: unknown): void {
    onError(error);
    if (!hasEnded) webSocket.close(1011);
    hangUp();
  }

  function hangUp(): void {
    if (hasEnded) return;
    leave();
    served.changeStream(stream, { type: "close" }).catch(isGone);
  }

  function leave(): void {
    hasEnded = true;
    unfollow();
  }

  /** The cluster went back: under this name there may be a stream of somebody else's now. */
  function ended(): void {
    if (hasEnded) return;
    send(channel.error, Buffer.from(JSON.stringify(gone)));
    webSocket.close(1000);
    leave();
  }

  /** A session that was started anew has no stream to close. */
  function isGone(error: unknown): void {
    if (!(error instanceof Error && error.name === "SessionGone")) onError(error);
  }

  webSocket.on("message", receive);
  webSocket.on("close", hangUp);
  webSocket.on("error", hangUp);
  const unfollow = served.follow({ changed: look, ended });
  look();
}

/** As large as the pieces that kubectl sends. */
const pieceBytes = 32 * 1024;

const mostWaiting = 16;

const gone: StreamStatus = {
  metadata: {},
  status: "Failure",
  message: "the cluster went back in time or was started anew",
  reason: "Gone",
  code: 410,
};

/** `{"Width":80,"Height":24}`, within what a terminal here may have. */
function readSize(content: Buffer): number | undefined {
  try {
    const { Width } = JSON.parse(content.toString("utf8")) as { readonly Width?: unknown };
    if (typeof Width !== "number" || !Number.isInteger(Width)) return undefined;
    return Math.min(500, Math.max(20, Width));
  } catch {
    return undefined;
  }
}
