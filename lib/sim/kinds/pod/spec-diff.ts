// What differs between two pod specs, in the form upstream shows it: a diff of the internal structs.
import type { PodSpec } from "@/generated/kubernetes/types";

/** Differs: the difference is not shown yet. */
export function diffPodSpecs(_old: PodSpec, _spec: PodSpec): string {
  return "";
}

/** Differs: the difference is not shown yet. */
export function diffClaimSpecs(_old: unknown, _spec: unknown): string {
  return "";
}
