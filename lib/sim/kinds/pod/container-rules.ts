// Containers: regular, init and ephemeral.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validateContainers, validateInitContainers,
// validateEphemeralContainers)
import type {
  Container,
  ContainerResizePolicy,
  EphemeralContainer,
  PodSpec,
  Volume,
} from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldPath,
  forbidden,
  invalid,
  notFound,
  required,
} from "../../meta/field-errors";
import { dns1123Label } from "../../meta/names";
import { checkOneOf, checkRequired, checkText, type FieldErrors } from "../field-rules";
import { checkEnv, checkEnvFrom } from "./env-rules";
import { checkContainerPorts, checkHostPortConflicts } from "./port-rules";
import { checkProbes } from "./probe-rules";
import { checkResources } from "./resource-rules";
import { checkSecurity } from "./security-rules";
import { checkVolumeDevices, checkVolumeMounts } from "./volume-rules";

type Volumes = ReadonlyMap<string, Volume>;

export function checkContainers(
  spec: PodSpec,
  volumes: Volumes,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const containers = spec.containers ?? [];
  const list = path.child("containers");
  if (containers.length === 0) {
    errors.push(required(list));
    return;
  }
  const names = new Set<string>();
  containers.forEach((container, index) => {
    const at = list.index(index);
    checkAnyContainer(container, spec, volumes, at, errors);
    if (names.has(container.name)) errors.push(duplicate(at.child("name"), container.name));
    names.add(container.name);
    checkProbes(container, spec.terminationGracePeriodSeconds, at, errors);
    checkContainerRestart(container, at, errors);
  });
  checkHostPortConflicts(containers, list, errors);
}

const restartPolicies = ["Always", "Never", "OnFailure"];

function checkContainerRestart(container: Container, path: FieldPath, errors: FieldErrors): void {
  const { restartPolicy, restartPolicyRules } = container;
  if (restartPolicy !== undefined) {
    checkOneOf(restartPolicy, restartPolicies, { path, name: "restartPolicy", errors });
  } else if (restartPolicyRules !== undefined) {
    const detail = "must specify restartPolicy when restart rules are used";
    errors.push(required(path.child("restartPolicy"), detail));
  }
}

const notForInit = "may not be set for init containers without restartPolicy=Always";
const hooks = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const;

export function checkInitContainers(
  spec: PodSpec,
  volumes: Volumes,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (spec.initContainers === undefined) return;
  const list = path.child("initContainers");
  const names = new Set((spec.containers ?? []).map(({ name }) => name));
  spec.initContainers.forEach((container, index) => {
    const at = list.index(index);
    checkAnyContainer(container, spec, volumes, at, errors);
    if (names.has(container.name)) errors.push(duplicate(at.child("name"), container.name));
    else if (container.name) names.add(container.name);
    checkContainerRestart(container, at, errors);
    checkHostPortConflicts([container], list, errors);
    if (container.restartPolicy === "Always") {
      checkProbes(container, spec.terminationGracePeriodSeconds, at, errors);
      return;
    }
    for (const hook of hooks) {
      if (container[hook] !== undefined) errors.push(forbidden(at.child(hook), notForInit));
    }
  });
}

const notForEphemeral = "cannot be set for an Ephemeral Container";
const forbiddenForEphemeral = [
  "ports",
  "resizePolicy",
  "restartPolicy",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
] as const;

export function checkEphemeralContainers(
  spec: PodSpec,
  volumes: Volumes,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (spec.ephemeralContainers === undefined) return;
  const others = new Set(
    [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ name }) => name),
  );
  const names = new Set(others);
  spec.ephemeralContainers.forEach((container, index) => {
    const at = path.child("ephemeralContainers").index(index);
    checkAnyContainer(container, spec, volumes, at, errors);
    checkImageSpaces(container, at, errors);
    if (names.has(container.name)) errors.push(duplicate(at.child("name"), container.name));
    names.add(container.name);
    const target = container.targetContainerName;
    if (target && !others.has(target)) {
      errors.push(notFound(at.child("targetContainerName"), target));
    }
    checkEphemeralFields(container, at, errors);
  });
}

function checkEphemeralFields(
  container: EphemeralContainer,
  path: FieldPath,
  errors: FieldErrors,
): void {
  for (const field of forbiddenForEphemeral) {
    if (container[field] !== undefined) errors.push(forbidden(path.child(field), notForEphemeral));
  }
  if (Object.keys(container.resources ?? {}).length > 0) {
    errors.push(forbidden(path.child("resources"), notForEphemeral));
  }
  container.volumeMounts?.forEach((mount, index) => {
    const at = () => path.child("volumeMounts").index(index);
    if (mount.subPath) errors.push(forbidden(at().child("subPath"), notForEphemeral));
    if (mount.subPathExpr) errors.push(forbidden(at().child("subPathExpr"), notForEphemeral));
  });
}

const messagePolicies = ["File", "FallbackToLogsOnError"];
const pullPolicies = ["Always", "IfNotPresent", "Never"];

function checkAnyContainer(
  container: Container,
  spec: PodSpec,
  volumes: Volumes,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (checkRequired(container.name, path, "name", errors)) {
    checkText(dns1123Label, container.name, { path, name: "name", errors });
  }
  checkRequired(container.image, path, "image", errors);
  const messages = container.terminationMessagePolicy;
  checkOneOf(messages, messagePolicies, { path, name: "terminationMessagePolicy", errors });
  if (container.ports !== undefined) {
    checkContainerPorts(container.ports, path.child("ports"), errors);
  }
  if (container.env !== undefined) checkEnv(container.env, path.child("env"), errors);
  if (container.envFrom !== undefined) {
    checkEnvFrom(container.envFrom, path.child("envFrom"), errors);
  }
  checkVolumeMounts(container, volumes, path, errors);
  checkVolumeDevices(container, volumes, path, errors);
  checkOneOf(container.imagePullPolicy, pullPolicies, { path, name: "imagePullPolicy", errors });
  if (container.resources?.limits !== undefined || container.resources?.requests !== undefined) {
    checkResources(container.resources, path.child("resources"), errors);
  }
  if (container.resizePolicy !== undefined) {
    checkResizePolicy(container.resizePolicy, spec, path.child("resizePolicy"), errors);
  }
  if (container.securityContext !== undefined) {
    checkSecurity(container.securityContext, path.child("securityContext"), errors);
  }
}

function checkResizePolicy(
  policies: readonly ContainerResizePolicy[],
  spec: PodSpec,
  path: FieldPath,
  errors: FieldErrors,
): void {
  policies.forEach(({ resourceName, restartPolicy }, index) => {
    const isTwin = policies.findIndex((other) => other.resourceName === resourceName) < index;
    if (isTwin) errors.push(duplicate(path.index(index), resourceName));
    const at = { path, name: "", errors };
    checkOneOf(resourceName, ["cpu", "memory"], at);
    checkOneOf(restartPolicy, ["NotRequired", "RestartContainer"], at);
    if (spec.restartPolicy === "Never" && restartPolicy !== "NotRequired") {
      const detail = "must be 'NotRequired' when `restartPolicy` is 'Never'";
      errors.push(invalid(path, restartPolicy, detail));
    }
  });
}

/** Only of pods themselves: templates have always been allowed to be sloppy here. */
export function checkImageSpaces(
  container: { readonly image?: string },
  path: FieldPath,
  errors: FieldErrors,
): void {
  const image = container.image ?? "";
  if (image.trim() === image) return;
  errors.push(invalid(path.child("image"), image, "must not have leading or trailing whitespace"));
}
