// The TARGETS cell: `cpu: 12%/50%`.
//
// Kubernetes: pkg/printers/internalversion/printers.go (formatHPAMetrics)
import type { MetricSpec, MetricStatus, MetricTarget } from "@/generated/kubernetes/types";

const shown = 2;
const unknown = "<unknown>";

interface Measured {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

export function metricsCell(
  specs: readonly MetricSpec[],
  statuses: readonly MetricStatus[],
): string {
  if (specs.length === 0) return "<none>";
  const all = specs.map((spec, index) => metricCell(spec, statuses[index]));
  const list = all.slice(0, shown).join(", ");
  return all.length > shown ? `${list} + ${all.length - shown} more...` : list;
}

function metricCell(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case "Resource":
      return resourceCell(spec.resource, status?.resource?.current);
    case "ContainerResource":
      return resourceCell(spec.containerResource, status?.containerResource?.current);
    case "Pods":
      return `${status?.pods?.current.averageValue ?? unknown}/${spec.pods?.target.averageValue}`;
    case "Object":
      return valueCell(spec.object?.target, status?.object?.current);
    case "External":
      return valueCell(spec.external?.target, status?.external?.current);
    default:
      return "<unknown type>";
  }
}

function resourceCell(
  source: { readonly name: string; readonly target: MetricTarget } | undefined,
  current: Measured | undefined,
): string {
  const { averageUtilization, averageValue } = source?.target ?? {};
  if (averageValue !== undefined) {
    return `${source?.name}: ${current?.averageValue ?? unknown}/${averageValue}`;
  }
  const percent = (value: number | undefined, otherwise: string): string =>
    value === undefined ? otherwise : `${value}%`;
  const measured = percent(current?.averageUtilization, unknown);
  return `${source?.name}: ${measured}/${percent(averageUtilization, "<auto>")}`;
}

function valueCell(target: MetricTarget | undefined, current: Measured | undefined): string {
  if (target?.averageValue !== undefined) {
    return `${current?.averageValue ?? unknown}/${target.averageValue} (avg)`;
  }
  return `${current?.value ?? unknown}/${target?.value}`;
}
