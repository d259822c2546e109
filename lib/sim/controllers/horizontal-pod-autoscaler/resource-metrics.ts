// What the pods of a namespace use of one resource, from metrics.k8s.io.
//
// Kubernetes: pkg/controller/podautoscaler/metrics/client.go (GetResourceMetric)
import type { PodMetrics } from "@/generated/kubernetes/types";
import { parseGoDuration } from "../../meta/duration";
import { addQuantities, milliValue, quantityOf, zeroQuantity } from "../../meta/quantity";
import { matchesLabels, type Selector } from "../../meta/selector";
import { timeOf } from "../../meta/time";
import type { ControllerContext } from "../define-controller";

export interface PodMetric {
  readonly milli: number;
  readonly measuredMs: number;
  readonly windowMs: number;
}

export interface Wanted {
  readonly namespace: string;
  readonly selector: Selector;
  /** `cpu`. */
  readonly resource: string;
  /** Only this container's. */
  readonly container?: string;
}

/** By pod name; or why there is nothing. */
export function resourceMetrics(
  { namespace, selector, resource, container }: Wanted,
  { client }: ControllerContext,
): Map<string, PodMetric> | { readonly error: string } {
  const unable = `unable to get metrics for resource ${resource}: `;
  const unavailable = client.unavailable("PodMetrics");
  if (unavailable !== undefined)
    return {
      error: `${unable}unable to fetch metrics from resource metrics API: ${unavailable}`,
    };
  const measured = client
    .list("PodMetrics", { namespace })
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels));
  if (measured.length === 0)
    return { error: `${unable}no metrics returned from resource metrics API` };
  const found = new Map<string, PodMetric>();
  for (const pod of measured) {
    const milli = milliOf(pod, resource, container);
    if (milli === undefined) continue;
    const measuredMs = timeOf(pod.timestamp) ?? 0;
    found.set(pod.metadata.name, {
      milli,
      measuredMs,
      windowMs: parseGoDuration(pod.window ?? "") ?? 0,
    });
  }
  return found;
}

function milliOf(
  { containers = [] }: PodMetrics,
  resource: string,
  container: string | undefined,
): number | undefined {
  const wanted =
    container === undefined ? containers : containers.filter(({ name }) => name === container);
  const amounts = wanted.flatMap(({ usage }) => usage?.[resource] ?? []);
  if (amounts.length === 0 || amounts.length < wanted.length) return undefined;
  return milliValue(amounts.map(quantityOf).reduce(addQuantities, zeroQuantity));
}
