// What a node's service rules make of a destination: a cluster address or a node port becomes one of the
// service's endpoints. Read from Services and EndpointSlices at the moment of the call.
//
// Differs: rules of a kube-proxy that was stopped are not kept; without it services are not reached at all.
//
// Kubernetes: pkg/proxy/iptables/proxier.go
import type { EndpointSlice, Service } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import { randomBelow } from "../kernel/random";
import { defineTable, type State } from "../kernel/state";
import { listenerAt } from "../network/listeners";
import { type NetworkNamespace, namespaceAt, nodeNamespaceId } from "../network/namespaces";
import type { Destination, Translation } from "../network/network";

/** Where kube-proxy says that it is well. */
const healthPort = 10256;

interface Affinity {
  readonly address: string;
  readonly port: number;
  readonly untilMs: number;
}

/** Key: service NUL port NUL client: whom a client keeps to. */
const affinities = defineTable<Affinity>("kube-proxy.affinities");

export interface ProxyParts {
  readonly state: State;
  readonly client: Client;
  isAlive(process: number): boolean;
}

const untouched: Translation = { kind: "untouched" };

export function translate(
  parts: ProxyParts,
  from: NetworkNamespace,
  destination: Destination,
): Translation {
  const found = findService(parts, destination);
  if (found === undefined) return untouched;
  if (!isRunning(parts, from.node)) return found.isNodePort ? untouched : { kind: "dropped" };
  const { service, port } = found;
  if (port === undefined) return { kind: "dropped" };
  const endpoints = readyEndpoints(parts.client, service, port.name ?? "");
  const nearby = isLocalOnly(service, found.isNodePort)
    ? endpoints.filter(({ node }) => node === found.node)
    : endpoints;
  if (nearby.length === 0)
    return endpoints.length === 0 ? { kind: "rejected" } : { kind: "dropped" };
  return {
    kind: "to",
    ...choose(parts.state, { service, port: destination.port, from: from.address }, nearby),
  };
}

/** Everybody that requests to the destination are spread over. */
export function spreadOver(parts: ProxyParts, destination: Destination): readonly Target[] {
  const found = findService(parts, destination);
  if (found === undefined) return [destination];
  return found.port === undefined
    ? []
    : readyEndpoints(parts.client, found.service, found.port.name ?? "");
}

function isRunning({ state, isAlive }: ProxyParts, node: string): boolean {
  const listener = listenerAt(state, nodeNamespaceId(node), "TCP", healthPort);
  return listener?.program === "kube-proxy" && isAlive(listener.process);
}

interface FoundService {
  readonly service: Service;
  readonly port?: { readonly name?: string };
  readonly isNodePort: boolean;
  /** The node whose port was called. */
  readonly node?: string;
}

function findService(
  { state, client }: ProxyParts,
  destination: Destination,
): FoundService | undefined {
  const { address, port: number, protocol } = destination;
  const at = namespaceAt(state, address);
  const isNode = at !== undefined && at.pod === undefined;
  // An address of a pod is never a service's.
  if (at !== undefined && !isNode) return undefined;
  for (const service of client.list("Service")) {
    const { clusterIP, ports = [], externalIPs = [] } = service.spec ?? {};
    const isOwn = clusterIP === address || externalIPs.includes(address);
    for (const port of ports) {
      if ((port.protocol ?? "TCP") !== protocol) continue;
      if (isOwn && port.port === number) return { service, port, isNodePort: false };
      if (isNode && port.nodePort === number)
        return { service, port, isNodePort: true, node: at.node };
    }
    // No rule speaks of other ports: the packets leave the node and nobody answers.
    if (isOwn) return { service, isNodePort: false };
  }
  return undefined;
}

function isLocalOnly({ spec }: Service, isNodePort: boolean): boolean {
  return isNodePort
    ? spec?.externalTrafficPolicy === "Local"
    : spec?.internalTrafficPolicy === "Local";
}

interface Target {
  readonly address: string;
  readonly port: number;
  readonly node?: string;
}

function readyEndpoints(client: Client, { metadata }: Service, portName: string): Target[] {
  const slices = client.list("EndpointSlice", {
    namespace: metadata.namespace ?? "default",
    labelSelector: `kubernetes.io/service-name=${metadata.name}`,
  });
  return slices.flatMap((slice) => targetsOf(slice, portName));
}

function targetsOf(slice: EndpointSlice, portName: string): Target[] {
  // A slice without endpoints carries nulls.
  const [endpoints, ports] = [slice.endpoints ?? [], slice.ports ?? []];
  const port = ports.find(({ name = "" }) => name === portName)?.port;
  if (port === undefined) return [];
  return endpoints
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses, nodeName }) =>
      addresses.map((address) => ({
        address,
        port,
        ...(nodeName === undefined ? {} : { node: nodeName }),
      })),
    );
}

interface Call {
  readonly service: Service;
  readonly port: number;
  readonly from: string;
}

/** One by chance, or the one this client had before. */
function choose(state: State, { service, port, from }: Call, targets: readonly Target[]) {
  const sticky = service.spec?.sessionAffinity === "ClientIP";
  const key = `${service.metadata.namespace}/${service.metadata.name}\0${port}\0${from}`;
  const before = sticky ? state.table(affinities).get(key) : undefined;
  const kept =
    before !== undefined && before.untilMs > state.now
      ? targets.find((target) => target.address === before.address && target.port === before.port)
      : undefined;
  const index = targets.length === 1 ? 0 : randomBelow(state, "kube-proxy", targets.length);
  const { address = "", port: number = 0 } = kept ?? targets[index] ?? {};
  if (sticky) {
    const seconds = service.spec?.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800;
    state
      .table(affinities)
      .set(key, { address, port: number, untilMs: state.now + seconds * 1000 });
  }
  return { address, port: number };
}
