// What a node and its containers use: the kubelet's `/metrics/resource`. Worked out when somebody asks.
//
// Kubernetes: pkg/kubelet/server/stats/summary.go, pkg/kubelet/metrics/collectors/resource_metrics.go
import type { Pod } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import type { State } from "../kernel/state";
import type { ContainerUsage, NodeUsage, PodUsage } from "../kinds/define-kind";
import { milliValue, quantityOf } from "../meta/quantity";
import type { ContainerRow } from "../runtime/container-tables";
import { containerUsage, type RequestRates } from "../runtime/container-usage";
import type { Runtime } from "../runtime/runtime";
import { isNodeRunning } from "./node-power";

export interface UsageContext {
  readonly state: State;
  readonly client: Client;
  readonly runtime: Runtime;
  requestRates(): RequestRates;
}

/** The kubelet, containerd and the system beneath them. */
const system = { cpuMillis: 45, memoryBytes: 520 * 1024 ** 2 };

export function measureUsage(context: UsageContext): NodeUsage[] {
  const { client, state } = context;
  const rates = context.requestRates();
  return client
    .list("Node")
    .filter(({ metadata }) => isNodeRunning(state, metadata.name))
    .map(({ metadata, status }) => {
      const pods = podsOf(metadata.name, context, rates);
      const all = [system, ...pods.flatMap(({ containers }) => containers)];
      const cpu = all.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0);
      const memory = all.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
      return {
        node: metadata.name,
        cpuMillis: atMost(milliValue(quantityOf(status?.capacity?.cpu)), cpu),
        memoryBytes: atMost(bytesOf(status?.capacity?.memory), memory),
        pods,
      };
    });
}

function podsOf(
  node: string,
  { client, runtime }: UsageContext,
  rates: RequestRates,
): readonly PodUsage[] {
  const limits = new Map(
    client.podsOnNode(node).map((pod) => [`${pod.metadata.namespace}/${pod.metadata.name}`, pod]),
  );
  const pods = new Map<string, PodUsage & { readonly containers: ContainerUsage[] }>();
  for (const row of runtime.containersOn(node)) {
    if (row.state !== "running") continue;
    const { namespace, name } = row.pod;
    const key = `${namespace}/${name}`;
    const pod = pods.get(key) ?? { namespace, name, containers: [] };
    pod.containers.push(measure(row, limits.get(key), { runtime, rates }));
    pods.set(key, pod);
  }
  for (const { containers } of pods.values()) containers.sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...pods.values()];
}

function measure(
  row: ContainerRow,
  pod: Pod | undefined,
  { runtime, rates }: { readonly runtime: Runtime; readonly rates: RequestRates },
): ContainerUsage {
  const { machines } = runtime;
  const processes = machines
    .processes(row.machine)
    .map((each) => ({ ...each, isHeldBack: machines.isHeldBack(each.id) }));
  const { cpuMillis, memoryBytes } = containerUsage(processes, rates);
  const limit = limitsOf(pod, row.name);
  return {
    name: row.name,
    startedMs: row.startedMs ?? row.createdMs,
    cpuMillis: atMost(milliValue(quantityOf(limit.cpu)), cpuMillis),
    memoryBytes: atMost(row.memoryLimit ?? 0, memoryBytes),
  };
}

function limitsOf(pod: Pod | undefined, name: string): Readonly<Record<string, string>> {
  const { containers = [], initContainers = [] } = pod?.spec ?? {};
  const found = [...containers, ...initContainers].find((each) => each.name === name);
  return found?.resources?.limits ?? {};
}

const bytesOf = (text: string | undefined): number => milliValue(quantityOf(text)) / 1000;

/** Without a limit (0) it is as it is. */
const atMost = (limit: number, value: number): number =>
  limit > 0 ? Math.min(limit, value) : value;
