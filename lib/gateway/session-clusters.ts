// Every learner's cluster under `/clusters/<session>/…` of the Naru server: finds the session, asks for its token
// and hands on to a gateway of its own.
import type { IncomingMessage, ServerResponse } from "node:http";
import { clusterPath, findDoor, learnerUser } from "@/lib/sessions/kubeconfig";
import { gone, unauthorized } from "./failures";
import { createGateway, type Gateway, write } from "./gateway";
import { bearerToken } from "./identify";
import { SessionCluster } from "./session-cluster";

interface Served {
  readonly cluster: SessionCluster;
  readonly gateway: Gateway;
  usedAt: number;
}

export interface SessionClusters {
  /** False when the request is not for a cluster. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Gateways of sessions nobody has asked for in this long are dropped: they hold no state that lasts. */
const idleMs = 600_000;

export function createSessionClusters(
  onError: (error: unknown, what: string) => void,
): SessionClusters {
  const served = new Map<string, Served>();

  function handle(request: IncomingMessage, response: ServerResponse): boolean {
    const id = sessionOf(request.url);
    if (id === undefined) return false;
    answer(id, request, response).catch((error: unknown) => {
      onError(error, `cluster ${id}`);
      response.destroy();
    });
    return true;
  }

  async function answer(
    id: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const door = await findDoor(id);
    const isOpen = door?.opensTo(bearerToken(request) ?? "") === true;
    // Whoever guesses ids learns nothing: no such session and a wrong token are one answer.
    if (door === undefined || door.isGone) {
      return write(request, response, isOpen ? gone : unauthorized);
    }
    const userOf = (token: string) => (door.opensTo(token) ? learnerUser : undefined);
    await gatewayOf(id, door.ownerId).gateway.handle(request, response, { userOf });
  }

  function gatewayOf(id: string, ownerId: string): Served {
    dropIdle();
    const known = served.get(id);
    if (known !== undefined) {
      known.usedAt = Date.now();
      return known;
    }
    const cluster = new SessionCluster(id, ownerId, onError);
    const gateway = createGateway({ cluster, prefix: clusterPath(id), onError });
    const made = { cluster, gateway, usedAt: Date.now() };
    served.set(id, made);
    return made;
  }

  function dropIdle(): void {
    for (const [id, { cluster, usedAt }] of served) {
      if (!cluster.isFollowed && Date.now() - usedAt > idleMs) served.delete(id);
    }
  }

  return { handle };
}

const sessionOf = (url = ""): string | undefined =>
  /^\/clusters\/([\w-]{1,60})(?:[/?]|$)/.exec(url)?.[1];
