// One port for everything: pages and API through Next, WebSockets through whoever asked for their path.
import http from "node:http";
import next from "next";
import { root } from "./root.mjs";

/**
 * Who wants WebSockets says so here, from instrumentation.ts: `(request, socket, head) => boolean`,
 * true when the request was theirs. On globalThis, since Next bundles their code apart from ours.
 */
globalThis.naruUpgrades ??= new Set();

/** Resolves when requests are answered. `stop` ends open connections, and waits no longer than needed. */
export async function serve({ port, hostname, dev = false }) {
  const server = http.createServer();
  const app = next({ dev, dir: root, hostname, port, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  const nextUpgrade = dev ? app.getUpgradeHandler() : undefined;

  server.on("request", (request, response) => {
    setAddress(request);
    handle(request, response);
  });
  server.on("upgrade", (request, socket, head) => {
    setAddress(request);
    for (const upgrade of globalThis.naruUpgrades) if (upgrade(request, socket, head)) return;
    // In development Next reloads pages this way; in production it would leave the socket hanging.
    if (nextUpgrade) nextUpgrade(request, socket, head);
    else socket.destroy();
  });
  await listen(server, { port, hostname });

  return {
    async stop() {
      server.close();
      server.closeAllConnections();
      await Promise.race([app.close(), new Promise((done) => setTimeout(done, 2000))]);
    },
  };
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
