// How many replicas one metric asks for.
//
// Kubernetes: pkg/controller/podautoscaler/replica_calculator.go, metrics/client.go
import type { HorizontalPodAutoscaler, MetricSpec, Pod } from "@/generated/kubernetes/types";
import { milliValue, quantityOf, quantityValue } from "../../meta/quantity";
import { matchesLabels } from "../../meta/selector";
import type { ControllerContext } from "../define-controller";
import { hasPodMetrics, podUsage } from "../pod-metrics";
import { isActive, isReady } from "../pod-state";
import type { Target } from "./target";

const tolerance = 0.1;

type MetricStatus = NonNullable<
  NonNullable<HorizontalPodAutoscaler["status"]>["currentMetrics"]
>[number];

export interface Measured {
  readonly replicas: number;
  /** `cpu resource utilization (percentage of request)`. */
  readonly name: string;
  readonly status: MetricStatus;
}

export interface Unmeasured {
  readonly reason: string;
  readonly error: string;
  /** `cpu resource metric value`. */
  readonly source: string;
}

export function measure(
  metric: MetricSpec,
  { autoscaler, target }: { readonly autoscaler: HorizontalPodAutoscaler; readonly target: Target },
  context: ControllerContext,
): Measured | Unmeasured {
  const name = metric.resource?.name ?? metric.containerResource?.name;
  if (metric.type !== "Resource" || name === undefined) return notSimulated(metric);
  const isUtilization = metric.resource?.target.type === "Utilization";
  const what = isUtilization ? `${name} utilization` : `${name} usage`;
  const fail = (why: string): Unmeasured => ({
    reason: "FailedGetResourceMetric",
    error: `failed to get ${what}: ${why}`,
    source: `${name} resource metric value`,
  });
  if (!hasPodMetrics(context.state)) {
    return fail(
      `unable to get metrics for resource ${name}: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`,
    );
  }
  const namespace = autoscaler.metadata.namespace ?? "";
  const pods = context.client
    .list("Pod", { namespace })
    .filter(
      (pod) => isActive(pod) && isReady(pod) && matchesLabels(target.selector, pod.metadata.labels),
    );
  const usages = pods.flatMap((pod) => usageOf(pod, name, context) ?? []);
  if (usages.length === 0) {
    return fail(
      `unable to get metrics for resource ${name}: no metrics returned from resource metrics API`,
    );
  }
  const used = usages.reduce((sum, each) => sum + each, 0);
  const average = Math.round(used / usages.length);
  const shown = name === "cpu" ? `${average}m` : String(average);
  if (!isUtilization) {
    const wanted = amount(name, metric.resource?.target.averageValue);
    return counted(average / wanted, usages.length, target, {
      name: `${name} resource`,
      status: { type: "Resource", resource: { name, current: { averageValue: shown } } },
    });
  }
  const requests = pods.map((pod) => requestOf(pod, name));
  const missing = requests.find((each) => "missing" in each);
  if (missing !== undefined && "missing" in missing) return fail(missing.missing);
  const requested = requests.reduce((sum, each) => sum + ("value" in each ? each.value : 0), 0);
  const percent = Math.floor((used * 100) / requested);
  return counted(
    percent / (metric.resource?.target.averageUtilization ?? 80),
    usages.length,
    target,
    {
      name: `${name} resource utilization (percentage of request)`,
      status: {
        type: "Resource",
        resource: { name, current: { averageUtilization: percent, averageValue: shown } },
      },
    },
  );
}

function counted(
  ratio: number,
  pods: number,
  target: Target,
  rest: Omit<Measured, "replicas">,
): Measured {
  const isFine = Math.abs(ratio - 1) <= tolerance;
  return { ...rest, replicas: isFine ? target.replicas : Math.ceil(ratio * pods) };
}

function notSimulated({ type }: MetricSpec): Unmeasured {
  const error = `metrics of type ${type} are not simulated here`;
  return { reason: `FailedGet${type}Metric`, error, source: `${type.toLowerCase()} metric value` };
}

function usageOf(
  { metadata }: Pod,
  name: string,
  { state }: ControllerContext,
): number | undefined {
  const usage = podUsage(state, `${metadata.namespace}/${metadata.name}`);
  return name === "cpu" ? usage?.cpuMillis : usage?.memoryBytes;
}

const amount = (name: string, text: string | undefined): number =>
  name === "cpu" ? milliValue(quantityOf(text)) : quantityValue(quantityOf(text));

function requestOf({ metadata, spec }: Pod, name: string): { value: number } | { missing: string } {
  let value = 0;
  for (const container of spec?.containers ?? []) {
    const text = container.resources?.requests?.[name];
    if (text === undefined) {
      return {
        missing: `missing request for ${name} in container ${container.name} of Pod ${metadata.name}`,
      };
    }
    value += amount(name, text);
  }
  return { value };
}
