// The whole network of a cluster, put together: namespaces and policies, service rules, names. The composition
// root makes one per state and gives each process its view.
import type { NetworkPolicy } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import type { State } from "../kernel/state";
import { translate } from "../kube-proxy/translate";
import { FileError } from "../machine/file-error";
import type { ProcessView } from "../machine/program";
import type { ServerAnswer, ServerRequest } from "../network/messages";
import { namespaceOf } from "../network/namespaces";
import { createNetwork, type Network } from "../network/network";
import type { NameAnswer, ProcessNetwork } from "../network/process-network";
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
}

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
      request: (reach, request) => network.request(reach, request),
    }),
  };
}

function readFile(runtime: Runtime, machine: string, path: string): string | undefined {
  try {
    return runtime.machines.files(machine).read(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
