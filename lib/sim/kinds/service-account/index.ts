// ServiceAccount: who a pod is towards the API server.
//
// Kubernetes: pkg/registry/core/serviceaccount/strategy.go
import type { ServiceAccount } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const serviceAccount = defineKind<ServiceAccount>()({
  kind: "ServiceAccount",
  group: "",
  version: "v1",
  plural: "serviceaccounts",
  singular: "serviceaccount",
  shortNames: ["sa"],
  namespaced: true,
  subresources: [
    {
      name: "token",
      kind: "TokenRequest",
      group: "authentication.k8s.io",
      version: "v1",
      verbs: ["create"],
    },
  ],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "robot", namespace: "default" },
  },
});
