// The hash that names ReplicaSets and marks the pods of a template, letter for letter as upstream's.
//
// Kubernetes: pkg/controller/controller_utils.go (ComputeHash), pkg/util/hash/hash.go (DeepHashObject)
import type { PodTemplateSpec } from "@/generated/kubernetes/types";
import { fnv1a32, safeEncodeString } from "../meta/names";
import { goDump } from "../meta/schema/go-dump";

const model = "io.k8s.api.core.v1.PodTemplateSpec";

export function podTemplateHash(template: PodTemplateSpec, collisionCount?: number): string {
  const more = collisionCount === undefined ? [] : littleEndian(collisionCount);
  return safeEncodeString(String(fnv1a32(goDump(model, template), more)));
}

/** Upstream writes four bytes into a buffer of eight, and hashes all of them. */
const littleEndian = (count: number): number[] => [
  ...[0, 8, 16, 24].map((shift) => (count >>> shift) & 0xff),
  ...[0, 0, 0, 0],
];
