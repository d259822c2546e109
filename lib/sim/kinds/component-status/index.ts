// ComponentStatus: how the control plane is; long out of use, still asked for. Nothing is stored.
//
// Kubernetes: pkg/registry/core/componentstatus/rest.go
import type { ComponentStatus } from "@/generated/kubernetes/types";
import { column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const componentStatus = defineKind<ComponentStatus>()({
  kind: "ComponentStatus",
  group: "",
  version: "v1",
  plural: "componentstatuses",
  singular: "componentstatus",
  shortNames: ["cs"],
  namespaced: false,
  verbs: ["get", "list"],
  deprecation: "v1 ComponentStatus is deprecated in v1.19+",
  columns: [
    nameColumn,
    column("Status", "Whether it is well."),
    column("Message", "What it says."),
    column("Error", "Why it cannot say anything."),
  ],
  row: ({ conditions, metadata }) => {
    const healthy = conditions?.find(({ type }) => type === "Healthy");
    const words: Readonly<Record<string, string>> = { True: "Healthy", False: "Unhealthy" };
    return [
      metadata.name,
      words[healthy?.status ?? ""] ?? "Unknown",
      healthy?.message ?? "",
      healthy?.error ?? "",
    ];
  },
  example: {
    apiVersion: "v1",
    kind: "ComponentStatus",
    metadata: { name: "scheduler" },
    conditions: [{ type: "Healthy", status: "True", message: "ok" }],
  },
});
