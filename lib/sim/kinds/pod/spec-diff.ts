// What differs between two specs, in the form upstream shows it: a diff of the structs in memory.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/diff/diff.go
import type { PersistentVolumeClaimSpec, PodSpec } from "@/generated/kubernetes/types";
import { unifiedDiff } from "../unified-diff";
import { internalClaimSpec, internalPodSpec } from "./internal-form";

export const diffPodSpecs = (old: PodSpec, spec: PodSpec): string =>
  diff(internalPodSpec(old), internalPodSpec(spec));

export const diffClaimSpecs = (
  old: PersistentVolumeClaimSpec,
  spec: PersistentVolumeClaimSpec,
): string => diff(internalClaimSpec(old), internalClaimSpec(spec));

const diff = (old: unknown, value: unknown): string =>
  unifiedDiff(JSON.stringify(old, null, 1), JSON.stringify(value, null, 1));
