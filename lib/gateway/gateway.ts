// HTTP in front of a simulated cluster: real kubectl, k9s and client-go talk to this. A request becomes a
// value, the API server answers with a value, the value becomes HTTP; what a request means is none of the
// gateway's business.
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApiResponse, limits } from "@/lib/sim";
import {
  badUrl,
  foreignOrigin,
  internalError,
  methodNotAllowed,
  tooLarge,
  tooManyRequests,
  unauthorized,
} from "./failures";
import { type Identities, identify } from "./identify";
import { streamLog } from "./log-stream";
import { apiRequest, methodOf, readBody, readHeaders } from "./read-request";
import { RequestRate } from "./request-rate";
import type { ServedCluster } from "./served-cluster";
import { readTarget } from "./target";
import { connect, isSameOrigin, isWebSocket, refuse, type Upgrade } from "./upgrade";
import { streamWatch } from "./watch-stream";
import { writeHeaders, writeResponse } from "./write-response";

export interface GatewayOptions {
  readonly cluster: ServedCluster;
  /** What stands before the API's own paths: `/clusters/abc`. */
  readonly prefix?: string;
  readonly rate?: RequestRate;
  /** Hears of our own mistakes. */
  readonly onError?: (error: unknown, what: string) => void;
}

export interface Gateway {
  handle(request: IncomingMessage, response: ServerResponse, identities: Identities): Promise<void>;
  /** A request for a connection of its own: `pods/exec` and its like. */
  upgrade(upgrade: Upgrade, identities: Identities): Promise<void>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { cluster, prefix = "" } = options;
  const rate = options.rate ?? new RequestRate();
  let watches = 0;

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
    identities: Identities,
  ): Promise<void> {
    try {
      const answer = await answerTo(request, identities);
      if (answer === undefined || response.destroyed) return;
      if (answer.watch === undefined && answer.log === undefined) {
        return write(request, response, answer);
      }
      if (watches >= limits.watches) return write(request, response, tooManyRequests);
      stream(request, response, answer);
    } catch (error) {
      options.onError?.(error, `${request.method} ${request.url}`);
      if (response.headersSent) response.destroy();
      else write(request, response, internalError);
    }
  }

  /** A watch, or a log that is followed. */
  function stream(request: IncomingMessage, response: ServerResponse, answer: ApiResponse): void {
    watches += 1;
    writeHeaders(request, response, answer);
    const common = {
      served: cluster,
      response,
      onEnd: () => {
        watches -= 1;
      },
      onError: (error: unknown) => options.onError?.(error, `watch ${request.url}`),
    };
    if (answer.watch !== undefined) streamWatch({ ...common, start: answer.watch });
    else if (answer.log !== undefined) {
      streamLog({ ...common, start: answer.log, text: String(answer.body ?? "") });
    }
  }

  async function upgrade(upgrade: Upgrade, identities: Identities): Promise<void> {
    const { request, socket } = upgrade;
    const what = `${request.method} ${request.url}`;
    try {
      if (!isSameOrigin(request)) return refuse(upgrade, foreignOrigin);
      // Without WebSocket it is a request like others, and what it lacks is said last.
      const answer = await answerTo(request, identities, { isUpgrade: isWebSocket(request) });
      if (answer === undefined) return;
      if (answer.code !== 101) return refuse(upgrade, answer);
      connect(cluster, upgrade, answer, (error) => options.onError?.(error, what));
    } catch (error) {
      options.onError?.(error, what);
      socket.destroy();
    }
  }

  /** Nothing when the client has gone meanwhile. */
  async function answerTo(
    request: IncomingMessage,
    identities: Identities,
    { isUpgrade = false } = {},
  ): Promise<ApiResponse | undefined> {
    if (!rate.allows()) return tooManyRequests;
    const method = methodOf(request.method);
    if (method === undefined) return methodNotAllowed;
    const target = readTarget(request.url ?? "/", prefix);
    if (target === undefined) return badUrl;
    if (!(await cluster.look(({ isServing }) => isServing))) {
      // As near as HTTP behind a port of ours comes to a refused connection.
      request.socket.destroy();
      return undefined;
    }
    const user = await identify(request, identities, cluster);
    if (user === "invalid" || (user === undefined && !identities.admitsAnyone)) return unauthorized;
    const body = request.headers.upgrade === undefined ? await readBody(request) : noBody;
    if (body === undefined) return undefined;
    if (body === "too large") return tooLarge;
    const { upgrade: asked, ...headers } = readHeaders(request.headers);
    return cluster.request(
      apiRequest({
        ...target,
        method,
        headers: isUpgrade && asked !== undefined ? { ...headers, upgrade: asked } : headers,
        body,
        user,
      }),
    );
  }

  return { handle, upgrade };
}

const noBody = Buffer.alloc(0);

/** A client that is still sending a body nobody reads is told to stop. */
export function write(
  request: IncomingMessage,
  response: ServerResponse,
  answer: ApiResponse,
): void {
  if (!request.complete) response.setHeader("connection", "close");
  writeResponse(request, response, answer);
}
