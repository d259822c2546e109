// The rules of a pod's spec, shared by pods and by the templates of everything that makes pods.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidatePodSpec, ValidatePodTemplateSpec)
import type { PodSpec, PodTemplateSpec } from "@/generated/kubernetes/types";
import { duplicate, type FieldPath, forbidden, invalid, required } from "../../meta/field-errors";
import {
  dns1123Label,
  dns1123Subdomain,
  inclusiveRangeError,
  qualifiedName,
} from "../../meta/names";
import { checkIp } from "../address-rules";
import { checkOneOf, checkSupported, checkText, type FieldErrors } from "../field-rules";
import { checkAnnotations, checkLabels } from "../label-rules";
import { checkAffinity, checkTolerations, checkTopologySpread } from "./affinity-rules";
import { checkContainers, checkEphemeralContainers, checkInitContainers } from "./container-rules";
import { checkResources } from "./resource-rules";
import { checkPodSecurity } from "./security-rules";
import { checkVolumes } from "./volume-rules";

const maxInt32 = 2_147_483_647;
const restartPolicies = ["Always", "OnFailure", "Never"];
const dnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

export function checkPodTemplate(
  template: PodTemplateSpec | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const { metadata } = template ?? {};
  const at = () => path.child("metadata");
  checkLabels(metadata?.labels, () => at().child("labels"), errors);
  checkAnnotations(metadata?.annotations, () => at().child("annotations"), errors);
  const spec = template?.spec ?? { containers: [] };
  checkPodSpec(spec, path.child("spec"), errors, false);
  if (spec.ephemeralContainers !== undefined) {
    const detail = "ephemeral containers not allowed in pod template";
    errors.push(forbidden(path.child("spec", "ephemeralContainers"), detail));
  }
}

export function checkPodSpec(
  spec: PodSpec,
  path: FieldPath,
  errors: FieldErrors,
  isPod: boolean,
): void {
  if (spec.terminationGracePeriodSeconds === undefined) {
    errors.push(required(path.child("terminationGracePeriodSeconds")));
  }
  const volumes = checkVolumes(spec.volumes, path.child("volumes"), errors);
  checkContainers(spec, volumes, path, errors);
  checkInitContainers(spec, volumes, path, errors);
  checkEphemeralContainers(spec, volumes, path, errors);
  if (spec.resources !== undefined) {
    checkResources(spec.resources, path.child("resources"), errors);
  }
  if (spec.hostNetwork === true) checkHostPorts(spec, isPod, path, errors);
  checkOneOf(spec.restartPolicy, restartPolicies, { path, name: "restartPolicy", errors });
  checkOneOf(spec.dnsPolicy, dnsPolicies, { path, name: "dnsPolicy", errors });
  checkLabels(spec.nodeSelector, () => path.child("nodeSelector"), errors);
  if (spec.securityContext !== undefined) {
    checkPodSecurity(spec.securityContext, spec, path.child("securityContext"), errors);
  }
  if (spec.affinity !== undefined) checkAffinity(spec.affinity, path.child("affinity"), errors);
  checkDnsConfig(spec, path, errors);
  checkGates(spec, path, errors);
  checkTopologySpread(
    spec.topologySpreadConstraints,
    path.child("topologySpreadConstraints"),
    errors,
  );
  checkHostUsers(spec, path, errors);
  checkNames(spec, path, errors);
  if (spec.tolerations !== undefined) {
    checkTolerations(spec.tolerations, path.child("tolerations"), errors);
  }
  checkLateFields(spec, path, errors);
}

function checkHostPorts(spec: PodSpec, isPod: boolean, path: FieldPath, errors: FieldErrors): void {
  spec.containers?.forEach((container, containerIndex) => {
    container.ports?.forEach(({ hostPort = 0, containerPort }, portIndex) => {
      if (hostPort === containerPort || (!isPod && hostPort === 0)) return;
      const at = path.child("containers").index(containerIndex).child("ports").index(portIndex);
      const detail = "must match `containerPort` when `hostNetwork` is true";
      errors.push(invalid(at.child("hostPort"), hostPort, detail));
    });
  });
}

function checkDnsConfig(spec: PodSpec, parent: FieldPath, errors: FieldErrors): void {
  const { dnsConfig, dnsPolicy } = spec;
  const path = parent.child("dnsConfig");
  if (dnsPolicy === "None") {
    if (dnsConfig === undefined) {
      errors.push(required(path, "must provide `dnsConfig` when `dnsPolicy` is None"));
      return;
    }
    if ((dnsConfig.nameservers ?? []).length === 0) {
      const detail = "must provide at least one DNS nameserver when `dnsPolicy` is None";
      errors.push(required(path.child("nameservers"), detail));
      return;
    }
  }
  if (dnsConfig === undefined) return;
  const { nameservers = [], searches = [], options = [] } = dnsConfig;
  if (nameservers.length > 3) {
    const detail = "must not have more than 3 nameservers";
    errors.push(invalid(path.child("nameservers"), nameservers, detail));
  }
  nameservers.forEach((server, index) => {
    checkIp(server, path.child("nameservers").index(index), errors);
  });
  if (searches.length > 32) {
    const detail = "must not have more than 32 search paths";
    errors.push(invalid(path.child("searches"), searches, detail));
  }
  options.forEach((option, index) => {
    if (!option.name)
      errors.push(required(path.child("options").index(index), "must not be empty"));
  });
}

function checkGates(spec: PodSpec, path: FieldPath, errors: FieldErrors): void {
  spec.readinessGates?.forEach(({ conditionType }, index) => {
    const at = path.child("readinessGates").index(index);
    checkText(qualifiedName, conditionType ?? "", { path: at, name: "conditionType", errors });
  });
  spec.schedulingGates?.forEach(({ name }, index, gates) => {
    const at = path.child("schedulingGates").index(index);
    checkText(qualifiedName, name ?? "", { path: at, name: "", errors });
    if (gates.findIndex((gate) => gate.name === name) < index) errors.push(duplicate(at, name));
  });
}

function checkHostUsers(spec: PodSpec, path: FieldPath, errors: FieldErrors): void {
  if (spec.hostUsers !== false) return;
  const detail = "when `hostUsers` is false";
  if (spec.hostNetwork) errors.push(forbidden(path.child("hostNetwork"), detail));
  if (spec.hostPID) errors.push(forbidden(path.child("hostPID"), detail));
  if (spec.hostIPC) errors.push(forbidden(path.child("hostIPC"), detail));
}

function checkNames(spec: PodSpec, path: FieldPath, errors: FieldErrors): void {
  const at = (name: string) => ({ path, name, errors });
  if (spec.serviceAccountName && spec.serviceAccountName !== "default") {
    checkText(dns1123Subdomain, spec.serviceAccountName, at("serviceAccountName"));
  }
  if (spec.nodeName) checkText(dns1123Subdomain, spec.nodeName, at("nodeName"));
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > maxInt32)) {
    const detail = inclusiveRangeError(1, maxInt32);
    errors.push(invalid(path.child("activeDeadlineSeconds"), deadline, detail));
  }
  if (spec.hostname) checkText(dns1123Label, spec.hostname, at("hostname"));
  if (spec.subdomain) checkText(dns1123Label, spec.subdomain, at("subdomain"));
}

function checkLateFields(spec: PodSpec, path: FieldPath, errors: FieldErrors): void {
  spec.hostAliases?.forEach(({ ip, hostnames }, index) => {
    const at = path.child("hostAliases").index(index);
    checkIp(ip ?? "", at.child("ip"), errors);
    hostnames?.forEach((hostname, position) => {
      const place = { path: at.child("hostnames").index(position), name: "", errors };
      checkText(dns1123Subdomain, hostname, place);
    });
  });
  const at = (name: string) => ({ path, name, errors });
  if (spec.priorityClassName) {
    checkText(dns1123Subdomain, spec.priorityClassName, at("priorityClassName"));
  }
  if (spec.runtimeClassName !== undefined) {
    checkText(dns1123Subdomain, spec.runtimeClassName, at("runtimeClassName"));
  }
  const policies = ["PreemptLowerPriority", "Never"];
  checkSupported(spec.preemptionPolicy, policies, at("preemptionPolicy"));
  if (spec.os !== undefined) {
    checkOneOf(spec.os.name, ["linux", "windows"], {
      path: path.child("os"),
      name: "name",
      errors,
    });
  }
}
