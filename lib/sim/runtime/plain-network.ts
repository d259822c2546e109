// The network of containers that were made without the CRI: an address on a bridge of their own.
//
// Differs: a container of `ctr` gets one too; the real one has nothing but its loopback.
import type { State } from "../kernel/state";
import { removeListeners } from "../network/listeners";
import {
  allocateAddress,
  namespaceById,
  nodeNamespaceId,
  putNamespace,
  removeNamespace,
} from "../network/namespaces";
import { publishPort, unpublishPort } from "../network/published-ports";
import type { ContainerRow, PublishedPort } from "./container-tables";

/** nerdctl's bridge. */
const range = "10.4.0.0/24";

export interface PlainNetwork {
  /** The namespace's id. */
  readonly network: string;
  readonly address: string;
}

/** The network of the host, or one of its own; nothing when no address is left. */
export function makePlainNetwork(
  state: State,
  node: string,
  wish: { readonly name: string; readonly isHost: boolean },
): PlainNetwork | undefined {
  const home = nodeNamespaceId(node);
  if (wish.isHost)
    return { network: home, address: namespaceById(state, home)?.address ?? "127.0.0.1" };
  const address = allocateAddress(state, range);
  if (address === undefined) return undefined;
  const network = networkId(node, wish.name);
  putNamespace(state, { id: network, node, address, podCidr: range });
  return { network, address };
}

const networkId = (node: string, name: string): string => `bridge/${node}/${name}`;

/** The first port that is taken, if one is. */
export function publish(
  state: State,
  node: string,
  { address, ports }: { readonly address: string; readonly ports: readonly PublishedPort[] },
): number | undefined {
  const namespace = nodeNamespaceId(node);
  return ports.find(
    ({ host, container }) =>
      !publishPort(state, { namespace, hostPort: host, address, port: container }),
  )?.host;
}

export function removePlainNetwork(state: State, container: ContainerRow): void {
  const { node, namespace, id, ports = [] } = container;
  for (const { host } of ports) unpublishPort(state, nodeNamespaceId(node), host);
  const network = networkId(node, `${namespace}/${id}`);
  removeListeners(state, network);
  removeNamespace(state, network);
}
