// SelfSubjectReview: asks who one is.
import type { SelfSubjectReview } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const selfSubjectReview = defineKind<SelfSubjectReview>()({
  kind: "SelfSubjectReview",
  group: "authentication.k8s.io",
  version: "v1",
  plural: "selfsubjectreviews",
  singular: "selfsubjectreview",
  namespaced: false,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "authentication.k8s.io/v1",
    kind: "SelfSubjectReview",
    metadata: { name: "example" },
  },
});
