// How many replicas one metric of an autoscaler asks for.
//
// Kubernetes: pkg/controller/podautoscaler/horizontal.go (computeReplicasForMetric), replica_calculator.go
import type { HorizontalPodAutoscaler, MetricSpec, Pod } from "@/generated/kubernetes/types";
import { formatQuantity, milliValue, quantityOf } from "../../meta/quantity";
import { matchesLabels } from "../../meta/selector";
import type { ControllerContext } from "../define-controller";
import { defaultTolerance, replicasFor, type Tolerances } from "./replica-calculator";
import { resourceMetrics } from "./resource-metrics";
import type { Target } from "./target";

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

interface Subject {
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly target: Target;
}

export function measure(
  metric: MetricSpec,
  subject: Subject,
  context: ControllerContext,
): Measured | Unmeasured {
  const source = metric.type === "ContainerResource" ? metric.containerResource : metric.resource;
  const isResource = metric.type === "Resource" || metric.type === "ContainerResource";
  if (!isResource || source === undefined) return notSimulated(metric);
  const { name, target } = source;
  const container = metric.containerResource?.container;
  const kind = container === undefined ? "resource" : "container resource";
  const fail = (why: string): Unmeasured => ({
    reason:
      container === undefined ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric",
    error: `failed to get ${name} ${target.averageValue === undefined ? "utilization" : "usage"}: ${why}`,
    source:
      container === undefined
        ? `${name} resource metric value`
        : `${container} container metric value`,
  });
  const found = calculate(
    { name, target, ...(container !== undefined && { container }) },
    subject,
    context,
  );
  if ("error" in found) return fail(found.error);
  const { replicas, current } = found;
  const label =
    target.averageValue === undefined
      ? `${name} ${kind} utilization (percentage of request)`
      : `${name} ${kind}`;
  return {
    replicas,
    name: label,
    status:
      container === undefined
        ? { type: "Resource", resource: { name, current } }
        : { type: "ContainerResource", containerResource: { name, container, current } },
  };
}

interface Source {
  readonly name: string;
  readonly container?: string;
  readonly target: NonNullable<MetricSpec["resource"]>["target"];
}

interface Current {
  readonly averageValue: string;
  readonly averageUtilization?: number;
}

function calculate(
  { name, container, target }: Source,
  { autoscaler, target: scaled }: Subject,
  context: ControllerContext,
): { readonly replicas: number; readonly current: Current } | { readonly error: string } {
  const namespace = autoscaler.metadata.namespace ?? "";
  const { selector } = scaled;
  const place = { namespace, selector, resource: name };
  const metrics = resourceMetrics(
    { ...place, ...(container !== undefined && { container }) },
    context,
  );
  if ("error" in metrics) return metrics;
  const pods = context.client
    .list("Pod", { namespace })
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels));
  if (pods.length === 0)
    return { error: "no pods returned by selector while calculating replica count" };
  const isUtilization = target.averageValue === undefined;
  const requests = isUtilization ? requestsOf(pods, name, container) : new Map<string, number>();
  if ("missing" in requests) return { error: requests.missing };
  const wanted = isUtilization
    ? (target.averageUtilization ?? 80)
    : milliValue(quantityOf(target.averageValue));
  const calculated = replicasFor({
    pods,
    metrics,
    resource: name,
    currentReplicas: scaled.replicas,
    tolerances: tolerancesOf(autoscaler),
    now: context.now,
    ratioOf: (milli) => (isUtilization ? percentOf(milli, requests) : averageOf(milli)) / wanted,
    fullMilli: (pod) => (isUtilization ? (requests.get(pod) ?? 0) : wanted),
  });
  if (calculated === undefined) return { error: "did not receive metrics for any ready pods" };
  const { replicas, counted } = calculated;
  const averageValue = formatMilli(averageOf(counted));
  return {
    replicas,
    current: isUtilization
      ? { averageUtilization: percentOf(counted, requests), averageValue }
      : { averageValue },
  };
}

const sumOf = (amounts: Iterable<number>): number =>
  [...amounts].reduce((sum, each) => sum + each, 0);

const averageOf = (milli: ReadonlyMap<string, number>): number =>
  Math.trunc(sumOf(milli.values()) / milli.size);

/** Of what the pods that were measured ask for. */
function percentOf(
  milli: ReadonlyMap<string, number>,
  requests: ReadonlyMap<string, number>,
): number {
  const known = [...milli].filter(([pod]) => requests.has(pod));
  const requested = sumOf(known.map(([pod]) => requests.get(pod) ?? 0));
  return requested === 0 ? 0 : Math.trunc((sumOf(known.map(([, each]) => each)) * 100) / requested);
}

const formatMilli = (milli: number): string =>
  formatQuantity({ nanos: BigInt(milli) * 1_000_000n, format: "DecimalSI" });

function requestsOf(
  pods: readonly Pod[],
  name: string,
  container: string | undefined,
): Map<string, number> | { readonly missing: string } {
  const requests = new Map<string, number>();
  for (const { metadata, spec } of pods) {
    const sidecars = (spec?.initContainers ?? []).filter(
      ({ restartPolicy }) => restartPolicy === "Always",
    );
    const all = [...(spec?.containers ?? []), ...sidecars];
    let milli = 0;
    for (const each of all) {
      if (container !== undefined && each.name !== container) continue;
      const text = each.resources?.requests?.[name];
      if (text === undefined) {
        return {
          missing: `missing request for ${name} in container ${each.name} of Pod ${metadata.name}`,
        };
      }
      milli += milliValue(quantityOf(text));
    }
    requests.set(metadata.name, milli);
  }
  return requests;
}

function tolerancesOf({ spec }: HorizontalPodAutoscaler): Tolerances {
  const { scaleUp, scaleDown } = spec?.behavior ?? {};
  const of = (text: string | undefined): number =>
    text === undefined ? defaultTolerance : milliValue(quantityOf(text)) / 1000;
  return { up: of(scaleUp?.tolerance), down: of(scaleDown?.tolerance) };
}

function notSimulated({ type }: MetricSpec): Unmeasured {
  const error = `metrics of type ${type} are not simulated here`;
  return { reason: `FailedGet${type}Metric`, error, source: `${type.toLowerCase()} metric value` };
}
