// The connection to the API server as commands see it: what `client.ts` offers.
import type { ApiRequest, ApiResponse, WatchCursor } from "@/lib/sim/apiserver/request";
import type { Target, WatchRead } from "./world";

export type Query = Readonly<Record<string, readonly string[]>>;

export interface Call {
  readonly method?: ApiRequest["method"];
  readonly path: string;
  readonly query?: Query;
  readonly accept?: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Client {
  readonly target: Target;
  /** The body of a good answer; everything else is thrown. */
  raw(call: Call): unknown;
  /** The whole answer, for streams and upgrades. */
  answer(call: Call): ApiResponse;
  readWatch(cursor: WatchCursor): WatchRead;
  logPrefix(level: "E" | "I" | "W"): string;
}
