// TokenReview: asks whose token it is.
import type { TokenReview } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const tokenReview = defineKind<TokenReview>()({
  kind: "TokenReview",
  group: "authentication.k8s.io",
  version: "v1",
  plural: "tokenreviews",
  singular: "tokenreview",
  namespaced: false,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenReview",
    metadata: { name: "example" },
    spec: { token: "secret" },
  },
});
