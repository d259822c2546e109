// What NodeMetrics and PodMetrics have in common: the instants at which metrics-server asks the kubelets, how it
// writes what they say, and its tables.
//
// Kubernetes: sigs.k8s.io/metrics-server pkg/storage, pkg/api/table.go
//
// Differs: usage is what it is at the moment of the request, not its average over the window before.
import type { KubernetesObject } from "../meta/object";
import { formatQuantity } from "../meta/quantity";
import { notFound, type StatusError } from "../meta/status-error";
import { column, nameColumn } from "./cells";
import type { Column } from "./define-kind";

/** `--metric-resolution`. */
export const resolutionMs = 15_000;
/** What ran for less than this when the kubelets were asked is not reported. */
const shortestWindowMs = 10_000;

/** When the kubelets were asked last. */
export const measuredAt = (now: number): number => Math.floor(now / resolutionMs) * resolutionMs;

/** How much of the last window something has run for; nothing when that says too little. */
export function windowMs(startedMs: number, now: number): number | undefined {
  const ranMs = measuredAt(now) - startedMs;
  return ranMs < shortestWindowMs ? undefined : Math.min(ranMs, resolutionMs);
}

export const windowText = (ms: number): string => `${ms / 1000}s`;

/** metrics-server names a pod or node that it does not know as such, and one it has not measured yet as metrics. */
export function absentMetrics(
  known: readonly KubernetesObject[],
  kind: { readonly plural: string; readonly metrics: string },
  { namespace, name }: { readonly namespace: string; readonly name: string },
): StatusError {
  const isKnown = known.some(({ metadata }) => metadata.name === name);
  if (!isKnown) return notFound(kind.plural, name);
  const full = namespace === "" ? name : `${namespace}/${name}`;
  return notFound({ group: "metrics.k8s.io", resource: kind.metrics }, full);
}

interface Amounts {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

export function usageOf({ cpuMillis, memoryBytes }: Amounts) {
  const memory = BigInt(Math.ceil(memoryBytes / 1024)) * 1024n;
  return {
    cpu: formatQuantity({ nanos: BigInt(Math.round(cpuMillis * 1_000_000)), format: "DecimalSI" }),
    memory: formatQuantity({ nanos: memory * 1_000_000_000n, format: "BinarySI" }),
  };
}

export const metricsColumns: readonly Column[] = [
  nameColumn,
  column("cpu", "Cores used on average over the window."),
  column("memory", "Bytes used."),
  column("Window", "Over how long the average was taken."),
];
