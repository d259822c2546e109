// The network as one process has it: what programs find in their world.
import type { Protocol } from "./listeners";
import type { ServerAnswer, ServerRequest } from "./messages";
import type { Connected, Reach } from "./network";

/** Addresses for a name, or why there are none. */
export type NameAnswer =
  | {
      readonly kind: "found";
      /** The name as it was found, search path included. */
      readonly name: string;
      readonly addresses: readonly string[];
      readonly aliases: readonly string[];
      /** The server that answered; absent for `/etc/hosts`. */
      readonly server?: string;
    }
  /** Some server said that there is no such name. */
  | { readonly kind: "unknown"; readonly server: string; readonly tried: readonly string[] }
  /** No server answered. */
  | { readonly kind: "silent"; readonly servers: readonly string[] };

export interface ProcessNetwork {
  readonly address: string | undefined;
  readonly node: string;
  /** False when the port is taken. */
  listen(
    port: number,
    options?: { readonly protocol?: Protocol; readonly address?: string },
  ): boolean;
  /** As libc does: hosts, then servers. */
  lookup(name: string): NameAnswer;
  /** Asks servers only: those of resolv.conf, or the one given. */
  query(name: string, server?: string): NameAnswer;
  connect(address: string, port: number, protocol?: Protocol): Reach;
  request(reach: Connected, request: ServerRequest): ServerAnswer;
}

/** What a world must hold for network programs. */
export interface NetworkWorld {
  readonly network: ProcessNetwork;
}
