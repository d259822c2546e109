// SelfSubjectAccessReview: asks what one may do oneself.
import type { SelfSubjectAccessReview } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const selfSubjectAccessReview = defineKind<SelfSubjectAccessReview>()({
  kind: "SelfSubjectAccessReview",
  group: "authorization.k8s.io",
  version: "v1",
  plural: "selfsubjectaccessreviews",
  singular: "selfsubjectaccessreview",
  namespaced: false,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    metadata: { name: "example" },
    spec: {},
  },
});
