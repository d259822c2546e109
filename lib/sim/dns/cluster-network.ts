// The whole network of a cluster, put together: namespaces and policies, service rules, names. The composition
// root makes one per state and gives each process its view.
import type { NetworkPolicy } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import type { State } from "../kernel/state";
import { spreadOver, translate } from "../kube-proxy/translate";
import { FileError } from "../machine/file-error";
import type { ProcessView } from "../machine/program";
import { isLoopback } from "../network/addresses";
import { listenerAt } from "../network/listeners";
import type { ServerAnswer, ServerRequest } from "../network/messages";
import { namespaceAt, namespaceOf } from "../network/namespaces";
import { createNetwork, type Network } from "../network/network";
import type { NameAnswer, ProcessNetwork } from "../network/process-network";
import { countRequest, type Load, perSecond, requestLoads } from "../network/request-load";
import { programUsage, type RequestRates } from "../runtime/container-usage";
import type { Runtime } from "../runtime/runtime";
import { query, type ResolverParts, resolve } from "./resolver";

export interface ClusterNetworkParts {
  readonly state: State;
  readonly client: Client;
  /** Asked late: machines need the network's views, and the network needs machines. */
  runtime(): Runtime;
  /** NetworkPolicies of a namespace; left out where the cluster does not serve the kind. */
  policies?(namespace: string): readonly NetworkPolicy[];
  /** Names outside of the cluster. */
  outside?(name: string): readonly string[] | undefined;
  /** Answers in a program's stead, for those whose work is done elsewhere. */
  serve?(program: string, request: ServerRequest): ServerAnswer | undefined;
}

export interface ClusterNetwork extends Network {
  /** The network as one process has it. */
  of(process: Pick<ProcessView, "id" | "machine" | "program">): ProcessNetwork;
  resolve(machine: string, name: string): NameAnswer;
  /** How many requests the cluster's processes answer and send, as things stand. */
  requestRates(): RequestRates;
}

/**
 * A loop that asks as fast as it can has shown its pace after some hundred requests; each costs it so much of
 * what a machine may do at one instant and in an hour, unless somebody waits for it.
 */
const requestWork = { steps: 200, wakes: 20 };
const fastMs = 50;

export function createClusterNetwork(parts: ClusterNetworkParts): ClusterNetwork {
  const { state, client } = parts;
  const isAlive = (process: number): boolean => parts.runtime().machines.isAlive(process);
  const network = createNetwork({
    state,
    client,
    rules: {
      policies: (namespace) => parts.policies?.(namespace) ?? [],
      namespaceLabels: (name) => client.get("Namespace", { name })?.metadata.labels ?? {},
    },
    isAlive,
    translate: (from, destination) => translate({ state, client, isAlive }, from, destination),
    deliver: (reach, request) =>
      parts.serve?.(reach.listener.program, request) ?? parts.runtime().deliver(reach, request),
  });
  const names: ResolverParts = {
    client,
    network,
    readFile: (machine, path) => readFile(parts.runtime(), machine, path),
    ...(parts.outside === undefined ? {} : { outside: parts.outside }),
  };
  return {
    ...network,
    resolve: (machine, name) => resolve(names, machine, name),
    requestRates: () => requestRates({ ...parts, isAlive }),
    of: (process) => ({
      get address() {
        return namespaceOf(state, process.machine)?.address;
      },
      get node() {
        return namespaceOf(state, process.machine)?.node ?? process.machine;
      },
      listen: (port, { protocol = "TCP", address = "0.0.0.0" } = {}) =>
        network.listen({
          protocol,
          port,
          address,
          machine: process.machine,
          process: process.id,
          program: process.program,
        }),
      lookup: (name) => resolve(names, process.machine, name),
      query: (name, server) => query(names, process.machine, name, server),
      connect: (address, port, protocol = "TCP") =>
        network.connect(process.machine, { address, port, protocol }),
      request: (reach, request) => {
        const { machines } = parts.runtime();
        const { address, port } = reach;
        const destination = { address, port, protocol: reach.listener.protocol };
        const { machine, id } = process;
        const loop = machines.parentOf(id) || id;
        const sinceMs = countRequest(state, { loop, machine, destination }, isAlive);
        if (sinceMs !== undefined && sinceMs < fastMs) machines.charge(id, requestWork);
        return network.request(reach, request);
      },
    }),
  };
}

type RateParts = ClusterNetworkParts & { isAlive(process: number): boolean };

function requestRates(parts: RateParts): RequestRates {
  const served = new Map<number, number>();
  const sent = new Map<number, number>();
  const add = (to: Map<number, number>, process: number, rate: number): void => {
    to.set(process, (to.get(process) ?? 0) + rate);
  };
  const { machines } = parts.runtime();
  const isSlowed = (machine: string): boolean => machines.isSlowed(machine);
  for (const load of requestLoads({ ...parts, isSlowed })) {
    const servers = serversOf(parts, load);
    if (servers.length === 0) continue;
    const costs = servers.map(({ costMs }) => costMs);
    const rate = perSecond(load, costs.reduce((sum, each) => sum + each, 0) / servers.length);
    for (const { process } of servers) add(served, process, rate / servers.length);
    add(sent, load.loop, rate);
  }
  return { served, sent };
}

/** The processes that a loop's requests are spread over. */
function serversOf(parts: RateParts, { machine, destination }: Load) {
  const { state } = parts;
  const targets = isLoopback(destination.address) ? [destination] : spreadOver(parts, destination);
  return targets.flatMap(({ address, port }) => {
    const home = isLoopback(address) ? namespaceOf(state, machine) : namespaceAt(state, address);
    const listener = home && listenerAt(state, home.id, destination.protocol, port);
    if (listener === undefined || !parts.isAlive(listener.process)) return [];
    const args = parts.runtime().containerOf(listener.machine)?.command.slice(1) ?? [];
    const { cpuMsPerRequest = 0 } = programUsage(listener.program, args);
    return [{ process: listener.process, costMs: cpuMsPerRequest }];
  });
}

function readFile(runtime: Runtime, machine: string, path: string): string | undefined {
  try {
    return runtime.machines.files(machine).read(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
