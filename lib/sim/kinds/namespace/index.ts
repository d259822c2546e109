// Namespace: a part of the cluster with its own names. It goes only when everything in it has gone.
//
// Kubernetes: pkg/registry/core/namespace/strategy.go, pkg/apis/core/v1/defaults.go
import type { Namespace } from "@/generated/kubernetes/types";
import type { FieldError } from "../../meta/field-errors";
import { age, ageColumn, column, nameColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";

const nameLabel = "kubernetes.io/metadata.name";

export const namespace = defineKind<Namespace>()({
  kind: "Namespace",
  group: "",
  version: "v1",
  plural: "namespaces",
  singular: "namespace",
  shortNames: ["ns"],
  namespaced: false,
  verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  hasStatus: true,
  statusKeeps: [],
  nameRule: "label",
  subresources: [{ name: "finalize", kind: "Namespace", verbs: ["update"] }],
  setDefaults: setNameLabel,
  prepareForCreate(draft) {
    setNameLabel(draft);
    draft.status = { phase: "Active" };
    const finalizers = draft.spec?.finalizers ?? [];
    if (!finalizers.includes("kubernetes")) {
      draft.spec = { ...draft.spec, finalizers: [...finalizers, "kubernetes"] };
    }
  },
  prepareForUpdate(draft, old) {
    draft.spec = {
      ...draft.spec,
      ...(old.spec?.finalizers && { finalizers: [...old.spec.finalizers] }),
    };
  },
  validate: (): FieldError[] => [],
  holdsDeletion: ({ spec }) => (spec?.finalizers ?? []).length > 0,
  beginDeletion: (resource) => ({
    ...resource,
    status: { ...resource.status, phase: "Terminating" },
  }),
  fields: ({ status }) => ({ "status.phase": status?.phase ?? "" }),
  columns: [nameColumn, column("Status", "Whether it is in use or on its way out."), ageColumn],
  row: (resource, now) => [
    resource.metadata.name,
    resource.status?.phase ?? "",
    age(resource, now),
  ],
  example: {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "dev" },
  },
});

/** So that selectors can name a namespace. */
function setNameLabel({ metadata }: Draft<Namespace>): void {
  if (!metadata.name || metadata.labels?.[nameLabel] === metadata.name) return;
  metadata.labels = { ...metadata.labels, [nameLabel]: metadata.name };
}
