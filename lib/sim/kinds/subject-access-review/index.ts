// SubjectAccessReview: asks what someone may do.
import type { SubjectAccessReview } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const subjectAccessReview = defineKind<SubjectAccessReview>()({
  kind: "SubjectAccessReview",
  group: "authorization.k8s.io",
  version: "v1",
  plural: "subjectaccessreviews",
  singular: "subjectaccessreview",
  namespaced: false,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    metadata: { name: "example" },
    spec: { user: "kim" },
  },
});
