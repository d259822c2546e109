// One port for TLS and for plain HTTP: the first byte of a connection says which it is. kubectl gets the
// real thing with certificates, a script may use `curl http://…`.
import http, { type RequestListener } from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Issued } from "@/lib/gateway/certificates";
import { methodNotAllowed } from "../gateway/failures";

export interface ListenOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly server: Issued;
  readonly authority: string;
  readonly onRequest: RequestListener;
  readonly onUpgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Listening {
  readonly port: number;
  close(): void;
}

/** The first byte of a TLS handshake; no method of HTTP begins so. */
const handshake = 0x16;

export async function listen(options: ListenOptions): Promise<Listening> {
  const plain = http.createServer(options.onRequest);
  const secure = https.createServer(
    {
      key: options.server.key,
      cert: options.server.certificate,
      ca: options.authority,
      requestCert: true,
      rejectUnauthorized: false,
    },
    options.onRequest,
  );
  for (const server of [plain, secure]) {
    server.on("upgrade", options.onUpgrade);
    server.on("clientError", refuse);
    server.keepAliveTimeout = 60_000;
  }
  const sockets = new Set<net.Socket>();
  const door = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true);
    socket.once("readable", () => {
      const first: Buffer | null = socket.read(1);
      if (first === null) return;
      socket.unshift(first);
      (first[0] === handshake ? secure : plain).emit("connection", socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    door.once("error", reject);
    door.listen(options.port, options.host, resolve);
  });
  return {
    port: (door.address() as AddressInfo).port,
    close() {
      door.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Node refuses methods it does not know before anyone is asked; the real server says 405. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return socket.destroy() as unknown as undefined;
  if (error.code !== "HPE_INVALID_METHOD") {
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    return;
  }
  const body = `${JSON.stringify(methodNotAllowed.body)}\n`;
  const head = [
    "HTTP/1.1 405 Method Not Allowed",
    "Cache-Control: no-cache, private",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
