// Binding: binds a pod to a node; nothing is stored.
import type { Binding } from "@/generated/kubernetes/types";
import { nameAndAgeColumns, nameAndAgeRow } from "../cells";
import { defineKind } from "../define-kind";

export const binding = defineKind<Binding>()({
  kind: "Binding",
  group: "",
  version: "v1",
  plural: "bindings",
  singular: "binding",
  namespaced: true,
  verbs: ["create"],
  columns: nameAndAgeColumns,
  row: nameAndAgeRow,
  example: {
    apiVersion: "v1",
    kind: "Binding",
    metadata: { name: "example", namespace: "default" },
    target: { kind: "Node", name: "node01" },
  },
});
