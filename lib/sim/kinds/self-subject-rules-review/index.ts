// SelfSubjectRulesReview: asks for everything one may do.
import type { SelfSubjectRulesReview } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const selfSubjectRulesReview = defineKind<SelfSubjectRulesReview>()({
  kind: "SelfSubjectRulesReview",
  group: "authorization.k8s.io",
  version: "v1",
  plural: "selfsubjectrulesreviews",
  singular: "selfsubjectrulesreview",
  namespaced: false,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectRulesReview",
    metadata: { name: "example" },
    spec: { namespace: "default" },
  },
});
