// Every learner's cluster under `/clusters/<session>/…` of the Naru server: finds the session, asks for its token
// and hands on to a gateway of its own.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { clusterPath, findDoor, learnerUser } from "@/lib/sessions/kubeconfig";
import type { ApiResponse, UserInfo } from "@/lib/sim";
import { gone, unauthorized } from "./failures";
import { createGateway, type Gateway, write } from "./gateway";
import { bearerToken } from "./identify";
import { SessionCluster } from "./session-cluster";
import { refuse, type Upgrade } from "./upgrade";

interface Served {
  readonly cluster: SessionCluster;
  readonly gateway: Gateway;
  usedAt: number;
}

type Entry =
  | { readonly refusal: ApiResponse }
  | {
      readonly refusal?: never;
      readonly gateway: Gateway;
      userOf(token: string): UserInfo | undefined;
    };

export interface SessionClusters {
  /** False when the request is not for a cluster. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
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

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const id = sessionOf(request.url);
    if (id === undefined) return false;
    socket.on("error", () => socket.destroy());
    connect(id, { request, socket, head }).catch((error: unknown) => {
      onError(error, `cluster ${id}`);
      socket.destroy();
    });
    return true;
  }

  async function answer(
    id: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const found = await enter(id, request);
    if (found.refusal !== undefined) return write(request, response, found.refusal);
    await found.gateway.handle(request, response, found);
  }

  async function connect(id: string, asked: Upgrade): Promise<void> {
    const found = await enter(id, asked.request);
    if (found.refusal !== undefined) return refuse(asked, found.refusal);
    await found.gateway.upgrade(asked, found);
  }

  /** The gateway of the session, and who the token's holder is there. */
  async function enter(id: string, request: IncomingMessage): Promise<Entry> {
    const door = await findDoor(id);
    const isOpen = door?.opensTo(bearerToken(request) ?? "") === true;
    // Whoever guesses ids learns nothing: no such session and a wrong token are one answer.
    if (door === undefined || door.isGone) return { refusal: isOpen ? gone : unauthorized };
    const { gateway } = gatewayOf(id, door.ownerId);
    const userOf = (token: string) => (door.opensTo(token) ? learnerUser : undefined);
    return { gateway, userOf };
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

  return { handle, upgrade };
}

const sessionOf = (url = ""): string | undefined =>
  /^\/clusters\/([\w-]{1,60})(?:[/?]|$)/.exec(url)?.[1];
