// What the API server fills in for a pod that does not say.
//
// Kubernetes: pkg/apis/core/v1/defaults.go, pkg/apis/core/v1/zz_generated.defaults.go
import type {
  Container,
  Pod,
  PodSpec,
  PodTemplateSpec,
  Probe,
  ResourceRequirements,
} from "@/generated/kubernetes/types";
import type { Draft } from "../define-kind";
import { pullPolicyOf } from "./pull-policy";
import { setVolumeDefaults } from "./volume-defaults";

export function setPodDefaults(pod: Draft<Pod>): void {
  const spec = ensureSpec(pod);
  spec.enableServiceLinks ??= true;
  spec.containers?.forEach(setRequestsFromLimits);
  spec.initContainers?.forEach(setRequestsFromLimits);
  setPodLevelRequests(spec);
  setPodSpecDefaults(spec);
  if (spec.hostNetwork) {
    spec.containers?.forEach(setHostPorts);
    spec.initContainers?.forEach(setHostPorts);
  }
  pod.status ??= {};
}

export function setPodTemplateDefaults(template: Draft<PodTemplateSpec>): void {
  template.metadata ??= {};
  setPodSpecDefaults(ensureSpec(template));
}

function ensureSpec(holder: { spec?: Draft<PodSpec> }): Draft<PodSpec> {
  holder.spec ??= { containers: [] };
  return holder.spec;
}

function setPodSpecDefaults(spec: Draft<PodSpec>): void {
  spec.dnsPolicy ??= "ClusterFirst";
  spec.restartPolicy ??= "Always";
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ??= "default-scheduler";
  syncServiceAccount(spec);
  spec.volumes?.forEach(setVolumeDefaults);
  spec.initContainers?.forEach(setContainerDefaults);
  spec.containers?.forEach(setContainerDefaults);
  spec.ephemeralContainers?.forEach(setContainerDefaults);
}

// Kubernetes: pkg/apis/core/v1/conversion.go — the old name of the field is always served beside the new.
// Writes only what differs: the template may be one from the store.
function syncServiceAccount(spec: Draft<PodSpec>): void {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  if (name === undefined) return;
  if (spec.serviceAccountName !== name) spec.serviceAccountName = name;
  if (spec.serviceAccount !== name) spec.serviceAccount = name;
}

function setContainerDefaults(container: Draft<Container>): void {
  container.resources ??= {};
  container.imagePullPolicy ??= pullPolicyOf(container.image ?? "");
  container.terminationMessagePath ??= "/dev/termination-log";
  container.terminationMessagePolicy ??= "File";
  container.ports?.forEach((port) => {
    port.protocol ??= "TCP";
  });
  container.env?.forEach((variable) => {
    const { fieldRef, resourceFieldRef } = variable.valueFrom ?? {};
    if (fieldRef !== undefined) fieldRef.apiVersion ??= "v1";
    if (resourceFieldRef !== undefined) resourceFieldRef.divisor ??= "0";
  });
  setProbeDefaults(container.livenessProbe);
  setProbeDefaults(container.readinessProbe);
  setProbeDefaults(container.startupProbe);
  setHttpDefaults(container.lifecycle?.postStart);
  setHttpDefaults(container.lifecycle?.preStop);
}

function setProbeDefaults(probe: Draft<Probe> | undefined): void {
  if (probe === undefined) return;
  setHttpDefaults(probe);
  if (probe.grpc !== undefined) probe.grpc.service ??= "";
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
}

function setHttpDefaults(
  handler: { httpGet?: { path?: string; scheme?: string } } | undefined,
): void {
  if (handler?.httpGet === undefined) return;
  handler.httpGet.path ??= "/";
  handler.httpGet.scheme ??= "HTTP";
}

/** A limit without a request is also the request. */
function setRequestsFromLimits(container: { resources?: Draft<ResourceRequirements> }): void {
  const resources = container.resources;
  if (resources?.limits === undefined) return;
  resources.requests ??= {};
  for (const [name, limit] of Object.entries(resources.limits)) resources.requests[name] ??= limit;
}

// Kubernetes: pkg/apis/core/v1/defaults.go (defaultPodRequests), for `spec.resources` without requests.
function setPodLevelRequests(spec: Draft<PodSpec>): void {
  if (spec.resources !== undefined) setRequestsFromLimits(spec);
}

function setHostPorts(container: Draft<Container>): void {
  container.ports?.forEach((port) => {
    port.hostPort ??= port.containerPort;
  });
}
