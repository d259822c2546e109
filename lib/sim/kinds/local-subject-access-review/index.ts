// LocalSubjectAccessReview: asks what someone may do in one namespace.
import type { LocalSubjectAccessReview } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const localSubjectAccessReview = defineKind<LocalSubjectAccessReview>()({
  kind: "LocalSubjectAccessReview",
  group: "authorization.k8s.io",
  version: "v1",
  plural: "localsubjectaccessreviews",
  singular: "localsubjectaccessreview",
  namespaced: true,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "authorization.k8s.io/v1",
    kind: "LocalSubjectAccessReview",
    metadata: { name: "example", namespace: "default" },
    spec: { user: "kim" },
  },
});
