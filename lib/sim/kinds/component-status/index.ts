// ComponentStatus: how the control plane is; long out of use, still asked for. Nothing is stored.
//
// Kubernetes: pkg/registry/core/componentstatus/rest.go
//
// Differs: says that all is well whatever happens to the components; who wants to know asks elsewhere.
import type { ComponentStatus } from "@/generated/kubernetes/types";
import { column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

const components: readonly ComponentStatus[] = ["controller-manager", "scheduler", "etcd-0"].map(
  (name) => ({
    apiVersion: "v1",
    kind: "ComponentStatus",
    metadata: { name },
    conditions: [{ type: "Healthy", status: "True", message: "ok" }],
  }),
);

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
  madeUp: () => components,
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
