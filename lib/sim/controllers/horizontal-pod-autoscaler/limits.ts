// Keeps a proposed size within bounds: never below what was asked for in the last five minutes, never faster than
// doubling, never outside minReplicas and maxReplicas.
//
// Kubernetes: pkg/controller/podautoscaler/horizontal.go (stabilizeRecommendation, convertDesiredReplicas)
import type { HorizontalPodAutoscaler } from "@/generated/kubernetes/types";
import { defineTable } from "../../kernel/state";
import type { ControllerContext } from "../define-controller";
import type { Said } from "./conditions";

const stabilizationMs = 300_000;

interface Recommendation {
  readonly at: number;
  readonly replicas: number;
}

const recommendationTable = defineTable<readonly Recommendation[]>(
  "horizontal-pod-autoscaler.recommendations",
);

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

export function withinLimits(
  { key, autoscaler, current, proposed }: Proposal,
  { now, state }: ControllerContext,
): Limited {
  const table = state.table(recommendationTable);
  const recent = (table.get(key) ?? []).filter(({ at }) => at > now - stabilizationMs);
  table.set(key, [...recent, { at: now, replicas: proposed }]);
  const highest = Math.max(proposed, ...recent.map(({ replicas }) => replicas));
  const stabilized = proposed < current ? Math.min(current, highest) : proposed;
  const able: Said =
    stabilized === proposed
      ? ["AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size"]
      : [
          "AbleToScale",
          "True",
          "ScaleDownStabilized",
          "recent recommendations were higher than current one, applying the highest recent recommendation",
        ];
  return { able, ...bounded(autoscaler, current, stabilized) };
}

function bounded(
  { spec }: HorizontalPodAutoscaler,
  current: number,
  wanted: number,
): Omit<Limited, "able"> {
  const { maxReplicas = 1, minReplicas = 1 } = spec ?? {};
  const fastest = Math.max(2 * current, 4);
  const limited = (reason: string, message: string): Said => [
    "ScalingLimited",
    "True",
    reason,
    `the desired replica count is ${message}`,
  ];
  if (wanted > Math.min(maxReplicas, fastest)) {
    return maxReplicas <= fastest
      ? {
          desired: maxReplicas,
          limited: limited("TooManyReplicas", "more than the maximum replica count"),
        }
      : {
          desired: fastest,
          limited: limited("ScaleUpLimit", "increasing faster than the maximum scale rate"),
        };
  }
  if (wanted < minReplicas) {
    return {
      desired: minReplicas,
      limited: limited("TooFewReplicas", "less than the minimum replica count"),
    };
  }
  const message = "the desired count is within the acceptable range";
  return { desired: wanted, limited: ["ScalingLimited", "False", "DesiredWithinRange", message] };
}
