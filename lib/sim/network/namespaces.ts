// Network namespaces: each pod has one of its own with an address, all processes of a node share another.
// The containers of a pod are several machines in one namespace.
import { defineTable, type State } from "../kernel/state";
import { formatAddress, parseRange } from "./addresses";

export interface NetworkNamespace {
  readonly id: string;
  readonly node: string;
  readonly address: string;
  /** The pod it was made for; a node's own has none. */
  readonly pod?: { readonly namespace: string; readonly name: string; readonly uid: string };
  /** The range of the node's pods. */
  readonly podCidr?: string;
}

const namespaces = defineTable<NetworkNamespace>("network.namespaces");
/** Address → the id of its namespace. */
const addresses = defineTable<string>("network.addresses");
/** Machine → the id of the namespace it lives in. */
const machines = defineTable<string>("network.machines");
/** Range → the address that was given last. */
const lastGiven = defineTable<number>("network.last");

export const nodeNamespaceId = (node: string): string => `node/${node}`;

/** Tells where a node is; called whenever the kubelet learns of its address. */
export function putNodeNamespace(
  state: State,
  node: { readonly name: string; readonly address: string; readonly podCidr?: string },
): void {
  const id = nodeNamespaceId(node.name);
  const known = state.table(namespaces).get(id);
  if (known?.address === node.address && known.podCidr === node.podCidr) return;
  putNamespace(state, {
    id,
    node: node.name,
    address: node.address,
    ...(node.podCidr === undefined ? {} : { podCidr: node.podCidr }),
  });
  state.table(machines).set(node.name, id);
}

export function putNamespace(state: State, namespace: NetworkNamespace): void {
  state.table(namespaces).set(namespace.id, namespace);
  state.table(addresses).set(namespace.address, namespace.id);
}

export function removeNamespace(state: State, id: string): void {
  const known = state.table(namespaces).get(id);
  if (known === undefined) return;
  state.table(namespaces).delete(id);
  if (state.table(addresses).get(known.address) === id) {
    state.table(addresses).delete(known.address);
  }
}

export const namespaceById = (state: State, id: string): NetworkNamespace | undefined =>
  state.table(namespaces).get(id);

export function namespaceAt(state: State, address: string): NetworkNamespace | undefined {
  const id = state.table(addresses).get(address);
  return id === undefined ? undefined : state.table(namespaces).get(id);
}

export function joinNamespace(state: State, machine: string, id: string): void {
  state.table(machines).set(machine, id);
}

export function leaveNamespace(state: State, machine: string): void {
  state.table(machines).delete(machine);
}

export function namespaceOf(state: State, machine: string): NetworkNamespace | undefined {
  const id = state.table(machines).get(machine);
  return id === undefined ? undefined : state.table(namespaces).get(id);
}

/**
 * The next free address of a node's range, or nothing when all are taken. It goes on from the last one given,
 * so that an address is not used again at once.
 *
 * Kubernetes: containernetworking/plugins host-local
 */
export function allocateAddress(state: State, podCidr: string): string | undefined {
  const range = parseRange(podCidr);
  if (range === undefined) return undefined;
  const [low, high] = [range.first + 2, range.first + range.size - 2];
  const taken = state.table(addresses);
  const before = state.table(lastGiven).get(podCidr) ?? low - 1;
  for (let step = 1; step <= high - low + 1; step++) {
    const value = low + ((before - low + step) % (high - low + 1));
    const address = formatAddress(value);
    if (taken.has(address)) continue;
    state.table(lastGiven).set(podCidr, value);
    return address;
  }
  return undefined;
}
