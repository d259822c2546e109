// One port for everything: pages and API through Next, learners' clusters and WebSockets through whoever asked for
// their path. The first byte of a connection says whether it is TLS: kubectl sends its token only so.
import http from "node:http";
import https from "node:https";
import net from "node:net";
import next from "next";
import { root } from "./root.mjs";

/**
 * Who wants WebSockets says so here, from instrumentation.ts: `(request, socket, head) => boolean`,
 * true when the request was theirs. On globalThis, since Next bundles their code apart from ours.
 */
globalThis.naruUpgrades ??= new Set();

/** Likewise for requests that are not for Next: `(request, response) => boolean`. */
globalThis.naruRequests ??= new Set();

/** Resolves when requests are answered. `stop` ends open connections, and waits no longer than needed. */
export async function serve({ port, hostname, dev = false }) {
  const server = http.createServer();
  const app = next({ dev, dir: root, hostname, port, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  const nextUpgrade = dev ? app.getUpgradeHandler() : undefined;

  server.on("request", (request, response) => {
    setAddress(request);
    for (const take of globalThis.naruRequests) if (take(request, response)) return;
    handle(request, response);
  });
  server.on("upgrade", (request, socket, head) => {
    setAddress(request);
    for (const upgrade of globalThis.naruUpgrades) if (upgrade(request, socket, head)) return;
    // In development Next reloads pages this way; in production it would leave the socket hanging.
    if (nextUpgrade) nextUpgrade(request, socket, head);
    else socket.destroy();
  });
  const door = openDoor(server);
  await listen(door.listener, { port, hostname });

  return {
    async stop() {
      door.close();
      server.closeAllConnections();
      await Promise.race([app.close(), new Promise((done) => setTimeout(done, 2000))]);
    },
  };
}

/** The first byte of a TLS handshake; no method of HTTP begins so. */
const handshake = 0x16;

/** Browsers open connections ahead of need; who says nothing for so long is not waited for. */
const silenceMs = 60_000;

/** Takes connections for the server of pages and, once it is asked for, for one with a certificate. */
function openDoor(server) {
  const sockets = new Set();
  let secure;
  const listener = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true);
    socket.setTimeout(silenceMs, () => socket.destroy());
    socket.once("readable", () => {
      socket.setTimeout(0);
      const first = socket.read(1);
      if (first === null) return;
      socket.unshift(first);
      if (first[0] !== handshake) return server.emit("connection", socket);
      secure ??= secureServer();
      if (secure === undefined) socket.destroy();
      else secure.emit("connection", socket);
    });
  });
  const close = () => {
    listener.close();
    for (const socket of sockets) socket.destroy();
  };
  return { listener, close };
}

/** Only what asked for it is served by TLS; pages are a proxy's to encrypt. */
function secureServer() {
  const issued = globalThis.naruCertificate?.();
  if (issued === undefined) return undefined;
  const secure = https.createServer({ key: issued.key, cert: issued.certificate });
  secure.on("request", (request, response) => {
    setAddress(request);
    for (const take of globalThis.naruRequests) if (take(request, response)) return;
    response.writeHead(404).end();
  });
  secure.on("upgrade", (request, socket, head) => {
    setAddress(request);
    for (const upgrade of globalThis.naruUpgrades) if (upgrade(request, socket, head)) return;
    socket.destroy();
  });
  return secure;
}

/** What rate limits count by. Only behind a proxy of our own may the caller say who they are. */
function setAddress(request) {
  const forwarded = process.env.NARU_TRUST_PROXY ? request.headers["x-forwarded-for"] : undefined;
  const nearest = forwarded?.split(",").at(-1)?.trim();
  request.headers["x-naru-address"] = nearest || request.socket.remoteAddress || "unknown";
}

function listen(server, { port, hostname }) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(
        isTaken
          ? new Error(
              `Port ${port} is taken. What to do: set PORT to another one, as in PORT=3001.`,
            )
          : error,
      );
    });
    server.listen(port, hostname, resolve);
  });
}
