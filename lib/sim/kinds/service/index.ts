// Service: one stable address for pods that come and go.
//
// Kubernetes: pkg/registry/core/service/strategy.go, pkg/apis/core/v1/defaults.go
import type { Service } from "@/generated/kubernetes/types";
import { defineKind } from "../define-kind";
import { setServiceDefaults } from "./defaults";
import { dropTypeDependentFields } from "./strategy";
import { serviceColumns, serviceRow } from "./table";
import { serviceWarnings, validateService, validateServiceUpdate } from "./validation";

export const service = defineKind<Service>()({
  kind: "Service",
  group: "",
  version: "v1",
  plural: "services",
  singular: "service",
  shortNames: ["svc"],
  categories: ["all"],
  namespaced: true,
  storagePrefix: "services/specs",
  nameRule: "label",
  hasStatus: true,
  statusKeeps: [],
  subresources: [
    {
      name: "proxy",
      kind: "ServiceProxyOptions",
      verbs: ["create", "delete", "get", "patch", "update"],
    },
  ],
  setDefaults: setServiceDefaults,
  prepareForCreate(draft) {
    draft.status = { loadBalancer: {} };
  },
  prepareForUpdate: dropTypeDependentFields,
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  validateStatusUpdate: () => [],
  warnings: serviceWarnings,
  fields: ({ spec }) => ({
    "spec.clusterIP": spec?.clusterIP ?? "",
    "spec.type": spec?.type ?? "",
  }),
  columns: serviceColumns,
  row: serviceRow,
  example: {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "default" },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
  },
});
