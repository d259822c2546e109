// From an HTTP request to a WebSocket: who may, which protocol, and who carries on.
import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { type ApiResponse, limits } from "@/lib/sim";
import { noProtocol } from "./failures";
import { portForwardProtocol, runPortForward } from "./port-forward";
import { commandProtocols, runRemoteCommand } from "./remote-command";
import type { ServedCluster } from "./served-cluster";
import { writeResponse } from "./write-response";

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

const protocols: readonly string[] = [...commandProtocols, portForwardProtocol];

const options = { noServer: true, maxPayload: limits.streamPieceBytes * 4 } as const;

const server = new WebSocketServer({
  ...options,
  handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
});

/** Kubernetes' name for this protocol holds a slash, which `ws` takes for a mistake: so it does not see it. */
const forwardServer = new WebSocketServer(options).on("headers", (headers) => {
  headers.push(`Sec-WebSocket-Protocol: ${portForwardProtocol}`);
});

export const isWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === "websocket" && offers(headers["sec-websocket-protocol"]);

const offers = (header = ""): boolean =>
  header.split(",").some((offered) => protocols.includes(offered.trim()));

/** Programs send no Origin; a browser always does, and only our own pages may come from one. */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Answers as to any other request, and hangs up. */
export function refuse({ request, socket }: Upgrade, answer: ApiResponse): void {
  socket.on("error", () => socket.destroy());
  const response = new ServerResponse(request);
  response.assignSocket(socket as Socket);
  response.setHeader("connection", "close");
  response.on("finish", () => socket.end());
  writeResponse(request, response, answer);
}

/** What the API server has agreed to. */
interface Agreed {
  /** A command in a container, by the stream's name. */
  readonly stream?: string;
  /** Ports, by the machine that reaches them. */
  readonly forward?: string;
}

export function connect(
  served: ServedCluster,
  upgrade: Upgrade,
  answer: ApiResponse,
  onError: (error: unknown) => void,
): void {
  const { request, socket, head } = upgrade;
  const { stream, forward } = (answer.body ?? {}) as Agreed;
  if (forward !== undefined) {
    delete request.headers["sec-websocket-protocol"];
    forwardServer.handleUpgrade(request, socket, head, (webSocket: WebSocket) =>
      runPortForward({ served, webSocket, machine: forward, onError }),
    );
    return;
  }
  if (stream === undefined) return refuse(upgrade, noProtocol);
  let isConnected = false;
  socket.once("close", () => {
    if (!isConnected) served.changeStream(stream, { type: "close" }).catch(onError);
  });
  server.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
    isConnected = true;
    const isTerminal = ["true", "1"].includes(queryOf(request).get("tty") ?? "");
    runRemoteCommand({ served, webSocket, stream, isTerminal, onError });
  });
}

const queryOf = ({ url = "" }: IncomingMessage): URLSearchParams =>
  new URLSearchParams(url.split("?").slice(1).join("?"));
