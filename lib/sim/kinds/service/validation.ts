// What a Service may be.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateService, ValidateServiceUpdate)
import type { Service, ServicePort, ServiceSpec } from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { dns1123Label, dns1123Subdomain, qualifiedName } from "../../meta/names";
import { checkCidr, checkIp, checkNotSpecialIp, isIp } from "../address-rules";
import { checkOneOf, checkSupported, checkText, type FieldErrors } from "../field-rules";
import { checkLabels } from "../label-rules";
import { checkPortNumber, checkPortOrName, protocols } from "../pod/port-rules";
import { isExternallyAccessible, needsClusterIp, needsHealthCheck } from "./defaults";

const path = fieldPath("spec");
const serviceTypes = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

const isHeadless = (spec: ServiceSpec): boolean =>
  spec.clusterIPs?.length === 1 && spec.clusterIPs[0] === "None";

export function validateService({ spec = {} }: Service): FieldErrors {
  const errors: FieldError[] = [];
  const headless = isHeadless(spec);
  if ((spec.ports ?? []).length === 0 && !headless && spec.type !== "ExternalName") {
    errors.push(required(path.child("ports")));
  }
  checkType(spec, headless, errors);
  checkPorts(spec.ports ?? [], errors);
  checkLabels(spec.selector, () => path.child("selector"), errors);
  const affinities = ["ClientIP", "None"];
  checkOneOf(spec.sessionAffinity, affinities, { path, name: "sessionAffinity", errors });
  checkAffinityTimeout(spec, errors);
  checkClusterIps(spec, errors);
  spec.externalIPs?.forEach((ip, index) => {
    const at = path.child("externalIPs").index(index);
    if (checkIp(ip, at, errors)) checkNotSpecialIp(ip, at, errors);
  });
  checkOneOf(spec.type, serviceTypes, { path, name: "type", errors });
  if (spec.type === "ClusterIP") checkNoNodePorts(spec.ports ?? [], errors);
  checkTwins(spec.ports ?? [], errors);
  checkLoadBalancer(spec, errors);
  checkTraffic(spec, errors);
  return errors;
}

function checkType(spec: ServiceSpec, headless: boolean, errors: FieldErrors): void {
  const { type } = spec;
  if ((type === "LoadBalancer" || type === "NodePort") && headless) {
    const detail = `may not be set to 'None' for ${type} services`;
    errors.push(invalid(path.child("clusterIPs").index(0), "None", detail));
  }
  if (type !== "ExternalName") return;
  const detail = "may not be set for ExternalName services";
  if ((spec.clusterIPs ?? []).length > 0) errors.push(forbidden(path.child("clusterIPs"), detail));
  if ((spec.ipFamilies ?? []).length > 0) errors.push(forbidden(path.child("ipFamilies"), detail));
  if (spec.ipFamilyPolicy !== undefined) {
    errors.push(forbidden(path.child("ipFamilyPolicy"), detail));
  }
  const name = (spec.externalName ?? "").replace(/\.$/, "");
  if (name === "") errors.push(required(path.child("externalName")));
  else checkText(dns1123Subdomain, name, { path, name: "externalName", errors });
}

function checkPorts(ports: readonly ServicePort[], errors: FieldErrors): void {
  const names = new Set<string>();
  ports.forEach((port, index) => {
    const at = path.child("ports").index(index);
    if (!port.name) {
      if (ports.length > 1) errors.push(required(at.child("name")));
    } else {
      checkText(dns1123Label, port.name, { path: at, name: "name", errors });
      if (names.has(port.name)) errors.push(duplicate(at.child("name"), port.name));
      names.add(port.name);
    }
    checkPortNumber(port.port ?? 0, at, "port", errors);
    checkOneOf(port.protocol, protocols, { path: at, name: "protocol", errors });
    checkPortOrName(port.targetPort, at, "targetPort", errors);
    if (port.appProtocol !== undefined) {
      checkText(qualifiedName, port.appProtocol, { path: at, name: "appProtocol", errors });
    }
  });
}

const maxAffinitySeconds = 86_400;

function checkAffinityTimeout(spec: ServiceSpec, errors: FieldErrors): void {
  const at = path.child("sessionAffinityConfig");
  if (spec.sessionAffinity === "None" && spec.sessionAffinityConfig !== undefined) {
    errors.push(forbidden(at, "must not be set when session affinity is None"));
  }
  if (spec.sessionAffinity !== "ClientIP") return;
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0;
  if (seconds > 0 && seconds <= maxAffinitySeconds) return;
  const detail = `must be greater than 0 and less than ${maxAffinitySeconds}`;
  errors.push(invalid(at.child("clientIP", "timeoutSeconds"), seconds, detail));
}

// Kubernetes: ValidateServiceClusterIPsRelatedFields, without the second address family.
function checkClusterIps(spec: ServiceSpec, errors: FieldErrors): void {
  if (!needsClusterIp(spec)) return;
  const ips = spec.clusterIPs ?? [];
  const at = path.child("clusterIPs");
  if (ips.length > 0 && !spec.clusterIP) {
    errors.push(required(path.child("clusterIP"), "must be set when `clusterIPs` is specified"));
  }
  if (spec.clusterIP && ips.length > 0 && ips[0] !== spec.clusterIP) {
    errors.push(invalid(at, ips, "first value must match `clusterIP`"));
  }
  ips.forEach((ip, index) => {
    if (ip === "None" && ips.length > 1) {
      errors.push(invalid(at, ips, "'None' must be the first and only value"));
    } else if (ip === "") {
      errors.push(invalid(at.index(index), ips, "must be empty or a valid IP address"));
    } else if (ip !== "None" && !isIp(ip)) {
      checkIp(ip, at.index(index), errors);
    }
  });
  if (ips.length > 2) errors.push(invalid(at, ips, "may only hold up to 2 values"));
}

function checkNoNodePorts(ports: readonly ServicePort[], errors: FieldErrors): void {
  ports.forEach(({ nodePort }, index) => {
    if (!nodePort) return;
    const at = path.child("ports").index(index).child("nodePort");
    errors.push(forbidden(at, "may not be used when `type` is 'ClusterIP'"));
  });
}

/** The same port, or the same port of the nodes, twice with one protocol. */
function checkTwins(ports: readonly ServicePort[], errors: FieldErrors): void {
  const hasTwin = (index: number, key: (port: ServicePort) => unknown): boolean => {
    const port = ports[index];
    return (
      port !== undefined &&
      ports.findIndex((o) => o.protocol === port.protocol && key(o) === key(port)) < index
    );
  };
  ports.forEach(({ nodePort }, index) => {
    if (!nodePort || !hasTwin(index, (port) => port.nodePort)) return;
    errors.push(duplicate(path.child("ports").index(index).child("nodePort"), nodePort));
  });
  ports.forEach(({ port = 0, protocol = "" }, index) => {
    if (!hasTwin(index, (other) => other.port)) return;
    const shown = {
      Name: "",
      Protocol: protocol,
      AppProtocol: null,
      Port: port,
      TargetPort: 0,
      NodePort: 0,
    };
    errors.push(duplicate(path.child("ports").index(index), shown));
  });
}

function checkLoadBalancer(spec: ServiceSpec, errors: FieldErrors): void {
  const only = "may only be used when `type` is 'LoadBalancer'";
  const isLoadBalancer = spec.type === "LoadBalancer";
  const ranges = spec.loadBalancerSourceRanges ?? [];
  if (ranges.length > 0) {
    const at = path.child("LoadBalancerSourceRanges");
    if (!isLoadBalancer) errors.push(forbidden(at, only));
    ranges.forEach((range, index) => {
      checkCidr(range.trim(), at.index(index), errors);
    });
  }
  if (spec.allocateLoadBalancerNodePorts !== undefined && !isLoadBalancer) {
    errors.push(forbidden(path.child("allocateLoadBalancerNodePorts"), only));
  }
  if (spec.loadBalancerClass !== undefined && !isLoadBalancer) {
    const detail = "may only be used when `type` is 'LoadBalancer'";
    errors.push(forbidden(path.child("loadBalancerClass"), detail));
  }
}

function checkTraffic(spec: ServiceSpec, errors: FieldErrors): void {
  const policies = ["Cluster", "Local"];
  const { externalTrafficPolicy, healthCheckNodePort } = spec;
  if (isExternallyAccessible(spec)) {
    checkOneOf(externalTrafficPolicy, policies, { path, name: "externalTrafficPolicy", errors });
  } else if (externalTrafficPolicy !== undefined) {
    const detail = "may only be set for externally-accessible services";
    errors.push(invalid(path.child("externalTrafficPolicy"), externalTrafficPolicy, detail));
  }
  if (!needsHealthCheck(spec) && healthCheckNodePort) {
    const detail =
      "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.push(invalid(path.child("healthCheckNodePort"), healthCheckNodePort, detail));
  }
  const inside = spec.internalTrafficPolicy;
  checkSupported(inside, policies, { path, name: "internalTrafficPolicy", errors });
  const distribution = spec.trafficDistribution;
  const distributions = ["PreferClose", "PreferSameNode", "PreferSameZone"];
  if (distribution !== undefined && !distributions.includes(distribution)) {
    errors.push(notSupported(path.child("trafficDistribution"), distribution, distributions));
  }
}

export function validateServiceUpdate(resource: Service, old: Service): FieldErrors {
  const errors: FieldError[] = [];
  checkKeepsAddress(resource.spec ?? {}, old.spec ?? {}, path.child("clusterIPs"), errors);
  errors.push(...validateService(resource));
  return errors;
}

// Kubernetes: validateUpgradeDowngradeClusterIPs
function checkKeepsAddress(
  spec: ServiceSpec,
  old: ServiceSpec,
  at: FieldPath,
  errors: FieldErrors,
) {
  if (old.type === "ExternalName" || spec.type === "ExternalName") return;
  const before = old.clusterIPs?.[0];
  const ips = spec.clusterIPs ?? [];
  if (before === undefined) return;
  if (ips.length === 0)
    errors.push(invalid(at.index(0), null, "primary clusterIP can not be unset"));
  else if (ips[0] !== before) errors.push(invalid(at.index(0), ips, "may not change once set"));
}

export function serviceWarnings({ spec }: Service): string[] {
  if ((spec?.externalIPs ?? []).length === 0) return [];
  return ["spec.externalIPs is deprecated and may no longer be implemented in some clusters"];
}
