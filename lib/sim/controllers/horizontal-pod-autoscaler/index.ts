// HorizontalPodAutoscaler: sizes a workload by what its pods use.
//
// Kubernetes: pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler)
//
// Differs: of the metrics, cpu and memory of pods and their containers are simulated.
import type { HorizontalPodAutoscaler } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";
import { type Said, withConditions } from "./conditions";
import { forget, recordInitialRecommendation, recordScale, withinLimits } from "./limits";
import { type Measured, measure } from "./replica-count";
import { findTarget, resize, type Target } from "./target";

const everyMs = 15_000;

export const horizontalPodAutoscalerController = defineController({
  name: "horizontal-pod-autoscaler",
  watches: [watchOwn("HorizontalPodAutoscaler")],
  latencyMs: 50,
  resync: ({ client }) =>
    client
      .list("HorizontalPodAutoscaler")
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    const autoscaler = context.client.get("HorizontalPodAutoscaler", splitKey(key));
    if (autoscaler === undefined) return forget(key, context.state);
    const status = reconcile(key, autoscaler, context);
    if (!deepEqual(status, autoscaler.status)) {
      context.client.updateStatus("HorizontalPodAutoscaler", { ...autoscaler, status });
    }
    context.enqueue(key, everyMs);
  },
});

type Status = NonNullable<HorizontalPodAutoscaler["status"]>;

function reconcile(
  key: string,
  autoscaler: HorizontalPodAutoscaler,
  context: ControllerContext,
): Status {
  const found = findTarget(autoscaler, context);
  if ("error" in found) {
    say(autoscaler, "Warning", "FailedGetScale", found.error, context);
    const message = `the HPA controller was unable to get the target's current scale: ${found.error}`;
    return status(
      autoscaler,
      { said: [["AbleToScale", "False", "FailedGetScale", message]] },
      context,
    );
  }
  const able: Said = [
    "AbleToScale",
    "True",
    "SucceededGetScale",
    "the HPA controller was able to get the target's current scale",
  ];
  const current = found.replicas;
  recordInitialRecommendation(key, current, context);
  const { maxReplicas = 1, minReplicas = 1 } = autoscaler.spec ?? {};
  const counts = { currentReplicas: found.statusReplicas };
  if (current === 0 && minReplicas !== 0) {
    const message = "scaling is disabled since the replica count of the target is zero";
    return status(
      autoscaler,
      {
        ...counts,
        desired: 0,
        said: [able, ["ScalingActive", "False", "ScalingDisabled", message]],
      },
      context,
    );
  }
  if (current > maxReplicas || current < minReplicas) {
    const isAbove = current > maxReplicas;
    const desired = isAbove ? maxReplicas : minReplicas;
    const reason = `Current number of replicas ${isAbove ? "above Spec.MaxReplicas" : "below Spec.MinReplicas"}`;
    return rescale({ key, autoscaler, target: found, desired, reason, counts, said: [] }, context);
  }
  return byMetrics({ key, autoscaler, target: found, counts, able }, context);
}

interface Metered {
  readonly key: string;
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly target: Target;
  readonly counts: { readonly currentReplicas: number };
  readonly able: Said;
}

function byMetrics(
  { key, autoscaler, target, counts, able }: Metered,
  context: ControllerContext,
): Status {
  const metrics = autoscaler.spec?.metrics ?? [];
  const measured = metrics.map((metric) => measure(metric, { autoscaler, target }, context));
  for (const each of measured) {
    if ("error" in each) say(autoscaler, "Warning", each.reason, each.error, context);
  }
  const failed = measured.flatMap((each) => ("error" in each ? [each] : []));
  const good = measured.filter((each): each is Measured => !("error" in each));
  const [first] = failed;
  const highest = [...good].sort((a, b) => b.replicas - a.replicas)[0];
  // A metric that is missing must not shrink the workload.
  if (first !== undefined && (highest === undefined || highest.replicas < target.replicas)) {
    const message = `invalid metrics (${failed.length} invalid out of ${metrics.length}), first error is: failed to get ${first.source}: ${first.error}`;
    say(autoscaler, "Warning", "FailedComputeMetricsReplicas", message, context);
    const inactive = `the HPA was unable to compute the replica count: ${first.error}`;
    const said: Said[] = [able, ["ScalingActive", "False", first.reason, inactive]];
    return status(
      autoscaler,
      { ...counts, desired: autoscaler.status?.desiredReplicas ?? 0, said },
      context,
    );
  }
  const proposed = highest?.replicas ?? target.replicas;
  const active: Said = [
    "ScalingActive",
    "True",
    "ValidMetricFound",
    `the HPA was able to successfully calculate a replica count from ${highest?.name ?? ""}`,
  ];
  const {
    desired,
    able: stabilized,
    limited,
  } = withinLimits({ key, autoscaler, current: target.replicas, proposed }, context);
  const currentMetrics = good.map(({ status: each }) => each);
  const said = [stabilized, active, limited];
  if (desired === target.replicas)
    return status(autoscaler, { ...counts, desired, said, currentMetrics }, context);
  const reason =
    desired > target.replicas ? `${highest?.name} above target` : "All metrics below target";
  return rescale(
    { key, autoscaler, target, desired, reason, counts, said: [active, limited], currentMetrics },
    context,
  );
}

interface Rescale {
  readonly key: string;
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly target: Target;
  readonly desired: number;
  readonly reason: string;
  readonly counts: { readonly currentReplicas: number };
  readonly said: readonly Said[];
  readonly currentMetrics?: Status["currentMetrics"];
}

function rescale(
  { key, autoscaler, target, desired, reason, counts, said, currentMetrics }: Rescale,
  context: ControllerContext,
): Status {
  resize(target, desired, context);
  recordScale({ key, autoscaler, current: target.replicas, desired }, context);
  say(
    autoscaler,
    "Normal",
    "SuccessfulRescale",
    `New size: ${desired}; reason: ${reason}`,
    context,
  );
  const message = `the HPA controller was able to update the target scale to ${desired}`;
  const able: Said = ["AbleToScale", "True", "SucceededRescale", message];
  const lastScaleTime = formatTime(context.now);
  return {
    ...status(
      autoscaler,
      { ...counts, desired, said: [able, ...said], ...(currentMetrics && { currentMetrics }) },
      context,
    ),
    lastScaleTime,
  };
}

interface Next {
  readonly currentReplicas?: number;
  readonly desired?: number;
  readonly said: readonly Said[];
  readonly currentMetrics?: Status["currentMetrics"];
}

function status(
  { metadata, status: old }: HorizontalPodAutoscaler,
  next: Next,
  { now }: ControllerContext,
): Status {
  const { currentMetrics: _, ...kept } = old ?? { desiredReplicas: 0 };
  return {
    ...kept,
    ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
    ...(next.currentReplicas === undefined ? {} : { currentReplicas: next.currentReplicas }),
    desiredReplicas: next.desired ?? old?.desiredReplicas ?? 0,
    conditions: withConditions(old?.conditions ?? [], next.said, now),
    ...(next.currentMetrics === undefined || next.currentMetrics.length === 0
      ? {}
      : { currentMetrics: next.currentMetrics }),
  };
}

function say(
  about: HorizontalPodAutoscaler,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
  { record }: ControllerContext,
): void {
  record({ about, type, reason, message });
}
