// What a pod may be, and the little that may change once it exists.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidatePodCreate, ValidatePodUpdate)
import type { Container, Pod, PodSpec, Toleration } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, forbidden, invalid, required } from "../../meta/field-errors";
import { inclusiveRangeError } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import type { FieldErrors } from "../field-rules";
import { checkTolerations } from "./affinity-rules";
import { checkImageSpaces } from "./container-rules";
import { diffPodSpecs } from "./spec-diff";
import { checkPodSpec } from "./spec-rules";

const specPath = fieldPath("spec");
const noSpec: PodSpec = { containers: [] };
const maxInt32 = 2_147_483_647;

export function validatePod(pod: Pod): FieldError[] {
  const errors: FieldErrors = [];
  const spec = pod.spec ?? noSpec;
  checkWholePod(spec, errors);
  if (spec.ephemeralContainers !== undefined) {
    errors.push(forbidden(specPath.child("ephemeralContainers"), "cannot be set on create"));
  }
  if (spec.nodeName && (spec.schedulingGates ?? []).length > 0) {
    const detail = "cannot be set until all schedulingGates have been cleared";
    errors.push(forbidden(specPath.child("nodeName"), detail));
  }
  return errors;
}

function checkWholePod(spec: PodSpec, errors: FieldErrors): void {
  checkPodSpec(spec, specPath, errors, true);
  if (!spec.serviceAccountName) checkNoTokens(spec, errors);
  spec.containers?.forEach((container, index) => {
    if (hasOuterSpace(container)) {
      checkImageSpaces(container, specPath.child("containers").index(index), errors);
    }
  });
  spec.initContainers?.forEach((container, index) => {
    if (hasOuterSpace(container)) {
      checkImageSpaces(container, specPath.child("initContainers").index(index), errors);
    }
  });
}

const hasOuterSpace = ({ image = "" }: Container): boolean => image.trim().length !== image.length;

function checkNoTokens(spec: PodSpec, errors: FieldErrors): void {
  spec.volumes?.forEach((volume, index) => {
    volume.projected?.sources?.forEach((source, position) => {
      if (source.serviceAccountToken === undefined) return;
      const at = specPath.child("volumes").index(index).child("projected", "sources");
      const detail = "must not be specified when serviceAccountName is not set";
      errors.push(forbidden(at.index(position).child("serviceAccountToken"), detail));
    });
  });
}

export function validatePodUpdate(pod: Pod, old: Pod): FieldError[] {
  const errors: FieldErrors = [];
  const spec = pod.spec ?? noSpec;
  const oldSpec = old.spec ?? noSpec;
  if (deepEqual(spec, oldSpec)) return errors;
  checkWholePod(spec, errors);
  for (const list of ["containers", "initContainers"] as const) {
    if (!checkImages(spec[list], oldSpec[list], list, errors)) return errors;
  }
  if (!checkDeadline(spec, oldSpec, errors)) return errors;
  checkOnlyAddedTolerations(spec.tolerations ?? [], oldSpec.tolerations ?? [], errors);
  checkOnlyRemovedGates(spec, oldSpec, errors);
  checkRest(withAllowedChangesUndone(spec, oldSpec, errors), oldSpec, errors);
  return errors;
}

/** Whether the check of the rest makes sense. */
function checkImages(
  containers: readonly Container[] = [],
  old: readonly Container[] = [],
  list: string,
  errors: FieldErrors,
): boolean {
  const path = specPath.child(list);
  if (containers.length !== old.length) {
    errors.push(forbidden(path, "pod updates may not add or remove containers"));
    return false;
  }
  containers.forEach((container, index) => {
    if (!container.image) errors.push(required(path.index(index).child("image")));
    checkImageSpaces(container, path.index(index), errors);
  });
  return true;
}

function checkDeadline(spec: PodSpec, old: PodSpec, errors: FieldErrors): boolean {
  const path = specPath.child("activeDeadlineSeconds");
  const deadline = spec.activeDeadlineSeconds;
  const before = old.activeDeadlineSeconds;
  if (deadline === undefined) {
    if (before === undefined) return true;
    errors.push(invalid(path, null, "must not update from a positive integer to nil value"));
    return true;
  }
  if (deadline < 0 || deadline > maxInt32) {
    errors.push(invalid(path, deadline, inclusiveRangeError(0, maxInt32)));
    return false;
  }
  if (before === undefined || before >= deadline) return true;
  errors.push(invalid(path, deadline, "must be less than or equal to previous value"));
  return false;
}

function checkOnlyAddedTolerations(
  tolerations: readonly Toleration[],
  old: readonly Toleration[],
  errors: FieldErrors,
): void {
  const path = specPath.child("tolerations");
  const isKept = (before: Toleration): boolean =>
    tolerations.some((now) =>
      deepEqual({ ...before, tolerationSeconds: now.tolerationSeconds }, now),
    );
  if (!old.every(isKept)) {
    const detail = "existing toleration can not be modified except its tolerationSeconds";
    errors.push(forbidden(path, detail));
    return;
  }
  checkTolerations(tolerations, path, errors);
}

function checkOnlyRemovedGates(spec: PodSpec, old: PodSpec, errors: FieldErrors): void {
  spec.schedulingGates?.forEach(({ name }, index) => {
    if (old.schedulingGates?.some((gate) => gate.name === name)) return;
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`;
    errors.push(forbidden(specPath.child("schedulingGates").index(index).child("name"), detail));
  });
}

/** The new spec with everything that may change set back, so that a difference left is forbidden. */
function withAllowedChangesUndone(spec: PodSpec, old: PodSpec, errors: FieldErrors): PodSpec {
  const undone: PodSpec = {
    ...spec,
    containers: withOldImages(spec.containers, old.containers) ?? [],
    initContainers: withOldImages(spec.initContainers, old.initContainers),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    terminationGracePeriodSeconds:
      (old.terminationGracePeriodSeconds ?? 0) < 0 && spec.terminationGracePeriodSeconds === 1
        ? old.terminationGracePeriodSeconds
        : spec.terminationGracePeriodSeconds,
  };
  if ((old.schedulingGates ?? []).length === 0) return undone;
  checkOnlyAddedLabels(spec, old, errors);
  return {
    ...undone,
    nodeSelector: old.nodeSelector,
    ...(undone.affinity === undefined && old.affinity === undefined
      ? {}
      : { affinity: { ...undone.affinity, nodeAffinity: old.affinity?.nodeAffinity } }),
  };
}

function checkOnlyAddedLabels(spec: PodSpec, old: PodSpec, errors: FieldErrors): void {
  for (const [key, value] of Object.entries(old.nodeSelector ?? {})) {
    if (spec.nodeSelector?.[key] === value) continue;
    const detail = "only additions to spec.nodeSelector are allowed (no mutations or deletions)";
    errors.push(invalid(specPath.child("nodeSelector"), spec.nodeSelector ?? null, detail));
    return;
  }
}

const withOldImages = (
  containers: readonly Container[] | undefined,
  old: readonly Container[] | undefined,
): readonly Container[] | undefined =>
  containers?.map((container, index) => ({ ...container, image: old?.[index]?.image }));

const updatable = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
];

function checkRest(spec: PodSpec, old: PodSpec, errors: FieldErrors): void {
  if (deepEqual(spec, old)) return;
  const difference = diffPodSpecs(old, spec);
  const detail = `pod updates may not change fields other than ${updatable.join(",")}\n${difference}`;
  errors.push(forbidden(specPath, detail));
}
