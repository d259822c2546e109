// Tells scripts/server.mjs that `/clusters/…` is ours; it hands such requests over before Next sees them, and
// serves them by TLS with our certificate as well.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Issued } from "./certificates";
import { issueServerCertificate } from "./server-authority";
import { createSessionClusters } from "./session-clusters";

type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
type Take = (request: IncomingMessage, response: ServerResponse) => boolean;

const shared = globalThis as typeof globalThis & {
  naruRequests?: Set<Take>;
  naruUpgrades?: Set<TakeUpgrade>;
  naruCertificate?: () => Issued;
  naruClusterDoor?: true;
};

export function openClusterDoor(): void {
  // In development this runs again whenever a file changes.
  if (shared.naruClusterDoor) return;
  shared.naruClusterDoor = true;
  const { handle, upgrade } = createSessionClusters((error, what) => console.error(what, error));
  shared.naruRequests ??= new Set();
  shared.naruRequests.add(handle);
  shared.naruUpgrades ??= new Set();
  shared.naruUpgrades.add(upgrade);
  shared.naruCertificate = issueServerCertificate;
}
