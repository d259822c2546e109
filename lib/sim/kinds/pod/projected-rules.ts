// Volumes made of other objects: projected sources and the downward API.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validateProjectionSources)
import type {
  DownwardAPIVolumeFile,
  ProjectedVolumeSource,
  VolumeProjection,
} from "@/generated/kubernetes/types";
import { type FieldPath, forbidden, invalid, required } from "../../meta/field-errors";
import { checkRequired, type FieldErrors } from "../field-rules";
import { checkFieldRef, checkResourceFieldRef, volumeFields } from "./env-rules";
import { checkKeysToPaths, checkLocalPath, checkMode } from "./path-rules";

export function checkDownwardItems(
  items: readonly DownwardAPIVolumeFile[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  for (const { path: file = "", fieldRef, resourceFieldRef, mode } of items ?? []) {
    checkRequired(file, path, "path", errors);
    checkLocalPath(file, path, "path", errors);
    if (fieldRef !== undefined) {
      checkFieldRef(fieldRef, volumeFields, path.child("fieldRef"), errors);
      if (resourceFieldRef !== undefined) {
        const detail = "fieldRef and resourceFieldRef can not be specified simultaneously";
        errors.push(invalid(path, "resource", detail));
      }
    } else if (resourceFieldRef !== undefined) {
      checkResourceFieldRef(resourceFieldRef, true, path.child("resourceFieldRef"), errors);
    } else {
      errors.push(required(path, "one of fieldRef and resourceFieldRef is required"));
    }
    checkMode(mode, path, "mode", errors);
  }
}

export function checkProjected(
  projected: ProjectedVolumeSource,
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkMode(projected.defaultMode, path, "defaultMode", errors);
  const taken = new Set<string>();
  projected.sources?.forEach((source, index) => {
    const at = path.child("sources").index(index);
    checkProjection(source, at, path, errors);
    for (const { file, shown } of filesOf(source)) {
      if (taken.has(file)) errors.push(invalid(path, shown, "conflicting duplicate paths"));
      taken.add(file);
    }
    const count = Object.values(source).filter((value) => value !== undefined).length;
    if (count > 1) {
      errors.push(forbidden(at, "may not specify more than 1 volume type per source"));
    }
  });
}

function checkProjection(
  source: VolumeProjection,
  at: FieldPath,
  volume: FieldPath,
  errors: FieldErrors,
): void {
  const { configMap, downwardAPI, secret, serviceAccountToken: token } = source;
  if (secret !== undefined) {
    checkRequired(secret.name, at.child("secret"), "name", errors);
    checkKeysToPaths(secret.items, at.child("secret", "items"), errors);
  }
  if (configMap !== undefined) {
    checkRequired(configMap.name, at.child("configMap"), "name", errors);
    checkKeysToPaths(configMap.items, at.child("configMap", "items"), errors);
  }
  if (downwardAPI !== undefined) {
    checkDownwardItems(downwardAPI.items, at.child("downwardAPI"), errors);
  }
  if (token === undefined) return;
  const seconds = token.expirationSeconds ?? 0;
  const path = at.child("serviceAccountToken", "expirationSeconds");
  if (seconds < 600) {
    errors.push(invalid(path, seconds, "may not specify a duration less than 10 minutes"));
  } else if (seconds > 2 ** 32) {
    errors.push(invalid(path, seconds, "may not specify a duration larger than 2^32 seconds"));
  }
  if (checkRequired(token.path, volume, "path", errors)) {
    checkLocalPath(token.path, volume, "path", errors);
  }
}

function filesOf(source: VolumeProjection): { file: string; shown: string }[] {
  const keyed = [source.secret, source.configMap].flatMap((from) =>
    (from?.items ?? []).map(({ path }) => ({ file: path, shown: from?.name ?? "" })),
  );
  const downward = (source.downwardAPI?.items ?? []).map(({ path }) => ({
    file: path,
    shown: path,
  }));
  return [...keyed, ...downward].filter(({ file }) => Boolean(file));
}
