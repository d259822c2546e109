// PodTemplate: a template that is stored by itself.
//
// Kubernetes: pkg/registry/core/podtemplate/strategy.go
import type { PodTemplate } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath } from "../../meta/field-errors";
import { formatLabels } from "../../meta/selector";
import { column, containerCells, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { setPodTemplateDefaults } from "../pod/defaults";
import { checkPodTemplate } from "../pod/spec-rules";
import { podSpecWarnings } from "../pod/warnings";

export const podTemplate = defineKind<PodTemplate>()({
  kind: "PodTemplate",
  group: "",
  version: "v1",
  plural: "podtemplates",
  singular: "podtemplate",
  namespaced: true,
  hasGeneration: true,
  setDefaults(draft) {
    draft.template ??= {};
    setPodTemplateDefaults(draft.template);
  },
  validate({ template }) {
    const errors: FieldError[] = [];
    checkPodTemplate(template, fieldPath("template"), errors);
    return errors;
  },
  warnings: ({ template }) => podSpecWarnings(template?.spec, "template.spec"),
  columns: [
    nameColumn,
    column("Containers", "Names of the containers."),
    column("Images", "Images of the containers."),
    column("Pod Labels", "Labels of the pods."),
  ],
  row: ({ metadata, template }) => [
    metadata.name,
    ...containerCells(template?.spec?.containers),
    formatLabels(template?.metadata?.labels),
  ],
  example: {
    apiVersion: "v1",
    kind: "PodTemplate",
    metadata: { name: "web", namespace: "default" },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "nginx", image: "nginx:1.27" }] },
    },
  },
});
