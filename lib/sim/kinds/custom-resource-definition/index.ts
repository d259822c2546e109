// CustomResourceDefinition: a kind that the cluster's users add.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition/strategy.go
import type { CustomResourceDefinition } from "@/generated/kubernetes/types";
import { findCondition } from "../../meta/object";
import { plainColumns, plainRow } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { validateDefinition, validateDefinitionUpdate } from "./validation";

export const customResourceDefinition = defineKind<CustomResourceDefinition>()({
  kind: "CustomResourceDefinition",
  group: "apiextensions.k8s.io",
  version: "v1",
  plural: "customresourcedefinitions",
  singular: "customresourcedefinition",
  shortNames: ["crd", "crds"],
  categories: ["api-extensions"],
  namespaced: false,
  storagePrefix: "apiextensions.k8s.io/customresourcedefinitions",
  hasStatus: true,
  hasGeneration: true,
  setDefaults,
  prepareForCreate(draft) {
    draft.status = {
      conditions: [],
      acceptedNames: { kind: "", plural: "" },
      storedVersions: draft.spec.versions.filter(({ storage }) => storage).map(({ name }) => name),
    };
  },
  // Its objects go first; the controller takes the finalizer off when they are gone.
  holdsDeletion: ({ metadata, status }) =>
    metadata.deletionTimestamp === undefined &&
    findCondition(status?.conditions, "Established") !== undefined,
  beginDeletion: beginCleanup,
  validate: validateDefinition,
  validateUpdate: validateDefinitionUpdate,
  validateStatusUpdate: () => [],
  columns: plainColumns,
  row: plainRow,
  example: {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "boats.example.com" },
    spec: {
      group: "example.com",
      scope: "Namespaced",
      names: { plural: "boats", kind: "Boat" },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object" } },
        },
      ],
    },
  },
});

function beginCleanup(resource: CustomResourceDefinition): CustomResourceDefinition {
  const { conditions = [] } = resource.status ?? {};
  const terminating = {
    type: "Terminating",
    status: "True",
    reason: "InstanceDeletionPending",
    message:
      "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
  };
  const finalizers = [
    ...(resource.metadata.finalizers ?? []),
    "customresourcecleanup.apiextensions.k8s.io",
  ];
  return {
    ...resource,
    metadata: { ...resource.metadata, finalizers },
    status: { ...resource.status, conditions: [...conditions, terminating] },
  };
}

function setDefaults(draft: Draft<CustomResourceDefinition>): void {
  // What was left out is Go's zero value, for validation to complain about.
  draft.spec ??= { group: "", scope: "", names: { plural: "", kind: "" }, versions: [] };
  const { spec } = draft;
  spec.names ??= { plural: "", kind: "" };
  const { names } = spec;
  if (names.kind) {
    names.singular ??= names.kind.toLowerCase();
    names.listKind ??= `${names.kind}List`;
  }
  spec.conversion ??= { strategy: "None" };
  spec.versions ??= [];
}
