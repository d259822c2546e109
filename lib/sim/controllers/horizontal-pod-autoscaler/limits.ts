// Keeps a proposed size within bounds: steady against what was proposed before, no faster than the policies
// allow, within minReplicas and maxReplicas.
//
// Kubernetes: pkg/controller/podautoscaler/horizontal.go (normalizeDesiredReplicas,
// normalizeDesiredReplicasWithBehaviors)
import type { HorizontalPodAutoscaler, HPAScalingRules } from "@/generated/kubernetes/types";
import { defineTable, type State } from "../../kernel/state";
import type { ControllerContext } from "../define-controller";
import type { Said } from "./conditions";

/** `--horizontal-pod-autoscaler-downscale-stabilization`. */
const defaultStabilizationSeconds = 300;
/** `spec.behavior` is kept for at most this long (an hour). */
const longestWindowMs = 3_600_000;

interface Recommendation {
  readonly at: number;
  readonly replicas: number;
}

/** By how many replicas a workload was resized. */
interface ScaleEvent {
  readonly at: number;
  readonly change: number;
}

const recommendationTable = defineTable<readonly Recommendation[]>(
  "horizontal-pod-autoscaler.recommendations",
);
const scaleEventTable = defineTable<readonly ScaleEvent[]>("horizontal-pod-autoscaler.events");

export interface Proposal {
  readonly key: string;
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly current: number;
  readonly proposed: number;
}

export interface Limited {
  readonly desired: number;
  readonly able: Said;
  readonly limited: Said;
}

/** The size an autoscaler finds at first counts as a recommendation, so that nothing shrinks at once. */
export function recordInitialRecommendation(
  key: string,
  current: number,
  { now, state }: ControllerContext,
): void {
  const table = state.table(recommendationTable);
  if (table.get(key) === undefined) table.set(key, [{ at: now, replicas: current }]);
}

/** A resize counts against the policies; without `behavior` nobody asks. */
export function recordScale(
  { key, autoscaler, current, desired }: Omit<Proposal, "proposed"> & { readonly desired: number },
  { now, state }: ControllerContext,
): void {
  if (autoscaler.spec?.behavior === undefined) return;
  const table = state.table(scaleEventTable);
  const recent = (table.get(key) ?? []).filter(({ at }) => at > now - longestWindowMs);
  table.set(key, [...recent, { at: now, change: desired - current }]);
}

/** What was known of an autoscaler that is gone. */
export function forget(key: string, state: State): void {
  state.table(recommendationTable).delete(key);
  state.table(scaleEventTable).delete(key);
}

export function withinLimits(proposal: Proposal, context: ControllerContext): Limited {
  const { behavior } = proposal.autoscaler.spec ?? {};
  const up = behavior?.scaleUp?.stabilizationWindowSeconds ?? 0;
  const down = behavior?.scaleDown?.stabilizationWindowSeconds ?? defaultStabilizationSeconds;
  const { stabilized, able } = stabilize(proposal, { up, down }, context);
  const range = allowedRange(proposal, context);
  return { able, ...bounded(range, stabilized) };
}

function stabilize(
  { key, current, proposed }: Proposal,
  seconds: { readonly up: number; readonly down: number },
  { now, state }: ControllerContext,
): { readonly stabilized: number; readonly able: Said } {
  const table = state.table(recommendationTable);
  const longestMs = Math.max(seconds.up, seconds.down) * 1000;
  const known = (table.get(key) ?? []).filter(({ at }) => at >= now - longestMs);
  table.set(key, [...known, { at: now, replicas: proposed }]);
  const isUp = proposed >= current;
  const cutoff = now - (isUp ? seconds.up : seconds.down) * 1000;
  const recent = known.filter(({ at }) => at > cutoff).map(({ replicas }) => replicas);
  const stabilized = isUp ? Math.min(proposed, ...recent) : Math.max(proposed, ...recent);
  const [direction, extreme] = isUp ? ["lower", "lowest"] : ["higher", "highest"];
  const able: Said =
    stabilized === proposed
      ? ["AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size"]
      : [
          "AbleToScale",
          "True",
          isUp ? "ScaleUpStabilized" : "ScaleDownStabilized",
          `recent recommendations were ${direction} than current one, applying the ${extreme} recent recommendation`,
        ];
  return { stabilized, able };
}

type Reason = readonly [reason: string, message: string];

interface Range {
  readonly least: number;
  readonly tooFew: Reason;
  readonly most: number;
  readonly tooMany: Reason;
}

const few: Reason = ["TooFewReplicas", "less than the minimum replica count"];
const many: Reason = ["TooManyReplicas", "more than the maximum replica count"];
const tooFast: Reason = ["ScaleUpLimit", "increasing faster than the maximum scale rate"];
const tooFastDown: Reason = ["ScaleDownLimit", "decreasing faster than the maximum scale rate"];

function allowedRange(
  { key, autoscaler, current }: Proposal,
  { now, state }: ControllerContext,
): Range {
  const { behavior, maxReplicas = 1, minReplicas = 1 } = autoscaler.spec ?? {};
  const events = state.table(scaleEventTable).get(key) ?? [];
  const changed =
    (sign: 1 | -1) =>
    (seconds: number): number =>
      events
        .filter(({ at, change }) => at > now - seconds * 1000 && change * sign > 0)
        .reduce((sum, { change }) => sum + change * sign, 0);
  const fastest =
    behavior === undefined
      ? Math.max(2 * current, 4)
      : Math.max(current, scaleUpLimit(current, behavior.scaleUp ?? {}, changed(1)));
  const slowest =
    behavior === undefined
      ? Number.NEGATIVE_INFINITY
      : Math.min(current, scaleDownLimit(current, behavior.scaleDown ?? {}, changed(-1)));
  return {
    ...(maxReplicas > fastest
      ? { most: fastest, tooMany: tooFast }
      : { most: maxReplicas, tooMany: many }),
    ...(minReplicas < slowest
      ? { least: slowest, tooFew: tooFastDown }
      : { least: minReplicas, tooFew: few }),
  };
}

type Changed = (periodSeconds: number) => number;

/** Policies count from the size at the start of their period. */
function scaleUpLimit(
  current: number,
  { policies = [], selectPolicy }: HPAScalingRules,
  added: Changed,
): number {
  if (selectPolicy === "Disabled") return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const start = current - added(periodSeconds);
    // Rounded up, or one replica would never become two.
    return type === "Pods" ? start + value : Math.ceil(start * (1 + value / 100));
  });
  return selectPolicy === "Min" ? Math.min(...limits) : Math.max(0, ...limits);
}

function scaleDownLimit(
  current: number,
  { policies = [], selectPolicy }: HPAScalingRules,
  removed: Changed,
): number {
  if (selectPolicy === "Disabled") return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const start = current + removed(periodSeconds);
    return type === "Pods" ? start - value : Math.trunc(start * (1 - value / 100));
  });
  return selectPolicy === "Min" ? Math.max(...limits) : Math.min(...limits);
}

function bounded({ least, tooFew, most, tooMany }: Range, wanted: number): Omit<Limited, "able"> {
  const limited = ([reason, message]: Reason): Said => [
    "ScalingLimited",
    "True",
    reason,
    `the desired replica count is ${message}`,
  ];
  if (wanted > most) return { desired: most, limited: limited(tooMany) };
  if (wanted < least) return { desired: least, limited: limited(tooFew) };
  const message = "the desired count is within the acceptable range";
  return { desired: wanted, limited: ["ScalingLimited", "False", "DesiredWithinRange", message] };
}
