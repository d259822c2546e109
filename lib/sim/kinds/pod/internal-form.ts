// A pod spec as upstream holds it in memory, which is what some of its messages show.
import type { PodSpec } from "@/generated/kubernetes/types";

export function internalPodSpec(spec: PodSpec): unknown {
  return spec;
}
