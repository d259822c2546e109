// `kubectl logs -f`: what there was, then what comes, until the container ends or the client goes.
import type { ServerResponse } from "node:http";
import type { LogCursor } from "@/lib/sim";
import type { ServedCluster } from "./served-cluster";

export interface LogStream {
  readonly served: ServedCluster;
  readonly response: ServerResponse;
  /** What there was. */
  readonly text: string;
  readonly start: LogCursor;
  /** Called once, however it ends. */
  onEnd(): void;
  onError(error: unknown): void;
}

export function streamLog({ served, response, text, start, onEnd, onError }: LogStream): void {
  let cursor: LogCursor | undefined = start;
  let isFull = false;
  let isReading = false;
  let hasEnded = false;

  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    unfollow();
    onEnd();
    response.end();
  };
  const write = (piece: string): void => {
    if (piece !== "" && !response.write(piece)) isFull = true;
  };
  // What comes between two looks is seen by the next: the cluster tells four times a second at least.
  const readOn = async (): Promise<void> => {
    const from = cursor;
    if (isReading || hasEnded || isFull || from === undefined) return;
    isReading = true;
    try {
      const read = await served.look((cluster) => cluster.readLogOn(from));
      if (hasEnded) return;
      write(read.text);
      cursor = read.cursor;
      if (cursor === undefined) end();
    } finally {
      isReading = false;
    }
  };
  const look = (): void => {
    readOn().catch((error: unknown) => {
      onError(error);
      end();
    });
  };

  response.on("drain", () => {
    isFull = false;
    look();
  });
  response.on("close", end);
  response.on("error", end);
  response.flushHeaders();
  const unfollow = served.follow({ changed: look, ended: end });
  write(text);
}
