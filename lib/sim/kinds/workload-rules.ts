// What kinds that make pods from a template have in common.
//
// Kubernetes: pkg/apis/apps/validation/validation.go (ValidatePodTemplateSpecForReplicaSet)
import type { PodTemplateSpec } from "@/generated/kubernetes/types";
import { type FieldPath, forbidden, invalid, notSupported, required } from "../meta/field-errors";
import type { LabelSelector } from "../meta/object";
import { formatSelector, selectorOf } from "../meta/selector";
import type { ScaleDefinition } from "./define-kind";
import type { FieldErrors } from "./field-rules";
import {
  checkAnnotations,
  checkLabelSelector,
  checkLabels,
  checkSelectorMatchesTemplate,
  isEmptySelector,
} from "./label-rules";
import { checkPodTemplate } from "./pod/spec-rules";

/** A selector that must be there and must select something. `what` names the kind in the message. */
export function checkWorkloadSelector(
  selector: LabelSelector | undefined,
  path: FieldPath,
  what: string,
  errors: FieldErrors,
): void {
  if (selector === undefined) {
    errors.push(required(path.child("selector")));
    return;
  }
  checkLabelSelector(selector, path.child("selector"), errors);
  if (!isEmptySelector(selector)) return;
  errors.push(invalid(path.child("selector"), selector, `empty selector is invalid for ${what}`));
}

/** A template whose pods run until they are told otherwise. `kind` names it in the message. */
export function checkServingTemplate(
  template: PodTemplateSpec | undefined,
  selector: LabelSelector | undefined,
  at: { readonly path: FieldPath; readonly kind: string; readonly errors: FieldErrors },
): void {
  const { errors } = at;
  const path = at.path.child("template");
  const labels = template?.metadata?.labels;
  checkSelectorMatchesTemplate(selector, labels, path.child("metadata", "labels"), errors);
  checkPodTemplate(template, path, errors);
  checkRunsOn(template, path, at.kind, errors);
}

/** As `checkServingTemplate`, for a template that its controller completes with volumes of its own. */
export function checkOpenTemplate(
  template: PodTemplateSpec | undefined,
  selector: LabelSelector | undefined,
  at: { readonly path: FieldPath; readonly kind: string; readonly errors: FieldErrors },
): void {
  const { errors } = at;
  const path = at.path.child("template");
  const { annotations, labels } = template?.metadata ?? {};
  checkSelectorMatchesTemplate(selector, labels, path.child("metadata", "labels"), errors);
  checkLabels(labels, () => path.child("labels"), errors);
  checkAnnotations(annotations, () => path.child("annotations"), errors);
  checkRunsOn(template, path, at.kind, errors);
}

function checkRunsOn(
  template: PodTemplateSpec | undefined,
  path: FieldPath,
  kind: string,
  errors: FieldErrors,
): void {
  const restartPolicy = template?.spec?.restartPolicy ?? "Always";
  if (restartPolicy !== "Always") {
    const supported = ["Always"];
    errors.push(notSupported(path.child("spec", "restartPolicy"), restartPolicy, supported));
  }
  if (template?.spec?.activeDeadlineSeconds !== undefined) {
    const detail = `activeDeadlineSeconds in ${kind} is not Supported`;
    errors.push(forbidden(path.child("spec", "activeDeadlineSeconds"), detail));
  }
}

/** The scale subresource of kinds with `spec.replicas` and a label selector. */
export const replicasScale: ScaleDefinition<{
  readonly spec?: { readonly selector?: LabelSelector };
}> = {
  specReplicasPath: ["spec", "replicas"],
  statusReplicasPath: ["status", "replicas"],
  selector: ({ spec }) => formatSelector(selectorOf(spec?.selector)),
};
