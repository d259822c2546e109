// One attempt to reach an address and a port: through the node's service rules, past the policies, to the
// process that listens. Addresses only; names are looked up before (`dns/`).
import type { Pod } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import type { State } from "../kernel/state";
import { gatewayOf, isLoopback } from "./addresses";
import { addListener, type Listener, listenerAt, type Protocol } from "./listeners";
import type { ServerAnswer, ServerRequest } from "./messages";
import { type NetworkNamespace, namespaceAt, namespaceOf } from "./namespaces";
import { isAllowed, type Peer, type PolicyRules } from "./policy";
import { publishedAt } from "./published-ports";

export interface Destination {
  readonly address: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A way to a process that listens; `address` and `port` are those that were asked for. */
export interface Connected {
  readonly kind: "connected";
  readonly listener: Listener;
  readonly address: string;
  readonly port: number;
  /** The caller as the server sees it, and itself as it was called. */
  readonly clientAddress: string;
  readonly serverAddress: string;
  readonly serverPort: number;
}

interface Failed<Kind extends string> {
  readonly kind: Kind;
  readonly address: string;
  readonly port: number;
}

/** What became of an attempt. */
export type Reach = Connected | Failed<"refused"> | Failed<"timeout"> | Failed<"unreachable">;

/** What a node's service rules make of a destination. */
export type Translation =
  | { readonly kind: "untouched" }
  | { readonly kind: "rejected" }
  | { readonly kind: "dropped" }
  | { readonly kind: "to"; readonly address: string; readonly port: number };

/** What the network has to be told; composed by `createClusterNetwork`. */
export interface NetworkParts {
  readonly state: State;
  readonly client: Client;
  readonly rules: PolicyRules;
  isAlive(process: number): boolean;
  /** kube-proxy's rules on the caller's node. */
  translate(from: NetworkNamespace, destination: Destination): Translation;
  /** Hands a request to the program that listens. */
  deliver(reach: Connected, request: ServerRequest): ServerAnswer;
}

/** What the kubelet and programs use. */
export interface Network {
  connect(machine: string, destination: Destination): Reach;
  request(reach: Connected, request: ServerRequest): ServerAnswer;
  /** False when the port is taken. */
  listen(listener: Listener): boolean;
}

export function createNetwork(parts: NetworkParts): Network {
  return {
    connect: (machine, destination) => connect(parts, machine, destination),
    request: (reach, request) => parts.deliver(reach, request),
    listen(listener) {
      const home = namespaceOf(parts.state, listener.machine);
      return home !== undefined && addListener(parts.state, home.id, listener, parts.isAlive);
    },
  };
}

function connect(parts: NetworkParts, machine: string, destination: Destination): Reach {
  const asked = { address: destination.address, port: destination.port };
  const from = namespaceOf(parts.state, machine);
  if (from === undefined) return { kind: "unreachable", ...asked };
  if (isLoopback(destination.address) || destination.address === from.address) {
    if (
      isLoopback(destination.address) ||
      parts.translate(from, destination).kind === "untouched"
    ) {
      return arrive(parts, from, from, { ...destination, ...asked }, destination);
    }
  }
  const translation = parts.translate(from, destination);
  if (translation.kind === "rejected") return { kind: "refused", ...asked };
  if (translation.kind === "dropped") return { kind: "timeout", ...asked };
  const target = translation.kind === "to" ? { ...destination, ...translation } : destination;
  const to = namespaceAt(parts.state, target.address);
  if (to === undefined)
    return { kind: isPodRange(parts, target.address) ? "unreachable" : "timeout", ...asked };
  const traffic = {
    from: peerOf(parts.client, from),
    to: peerOf(parts.client, to),
    protocol: target.protocol,
    port: target.port,
  };
  if (from.id !== to.id && !isAllowed(parts.rules, traffic)) return { kind: "timeout", ...asked };
  return arrive(parts, from, to, target, destination);
}

function arrive(
  parts: NetworkParts,
  from: NetworkNamespace,
  to: NetworkNamespace,
  target: Destination,
  asked: Destination,
): Reach {
  const published = publishedAt(parts.state, to.id, target.port);
  if (published !== undefined) {
    const inside = namespaceAt(parts.state, published.address);
    const next = { ...target, address: published.address, port: published.port };
    if (inside !== undefined) return arrive(parts, from, inside, next, asked);
  }
  const listener = listenerAt(parts.state, to.id, target.protocol, target.port);
  const isBound =
    listener !== undefined &&
    (listener.address === "0.0.0.0" ||
      listener.address === target.address ||
      (isLoopback(target.address) && isLoopback(listener.address)));
  if (!isBound || !parts.isAlive(listener.process)) {
    return { kind: "refused", address: asked.address, port: asked.port };
  }
  return {
    kind: "connected",
    listener,
    address: asked.address,
    port: asked.port,
    clientAddress: clientAddress(from, to, target),
    serverAddress: target.address,
    serverPort: target.port,
  };
}

/** A pod is seen by its address; a node's processes come to pods from the bridge. */
function clientAddress(from: NetworkNamespace, to: NetworkNamespace, target: Destination): string {
  if (isLoopback(target.address)) return "127.0.0.1";
  if (from.pod !== undefined || to.pod === undefined || from.podCidr === undefined)
    return from.address;
  return gatewayOf(from.podCidr) ?? from.address;
}

function peerOf(client: Client, namespace: NetworkNamespace): Peer {
  const { address, node } = namespace;
  const pod: Pod | undefined =
    namespace.pod === undefined ? undefined : client.get("Pod", namespace.pod);
  return { address, node, ...(pod === undefined ? {} : { pod }) };
}

/** Nobody answers for a free pod address: after three seconds the kernel says so. Elsewhere packets vanish. */
function isPodRange(parts: NetworkParts, address: string): boolean {
  const first = address.split(".").slice(0, 2).join(".");
  return parts.client
    .list("Node")
    .some(({ spec }) => spec?.podCIDR?.startsWith(`${first}.`) === true);
}
