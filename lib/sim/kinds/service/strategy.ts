// When the type of a Service changes, what only the old type had goes by itself.
//
// Kubernetes: pkg/registry/core/service/strategy.go (dropTypeDependentFields)
import type { Service, ServicePort } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import type { Draft } from "../define-kind";
import {
  isExternallyAccessible,
  needsClusterIp,
  needsHealthCheck,
  needsNodePort,
} from "./defaults";

export function dropTypeDependentFields(draft: Draft<Service>, old: Service): void {
  const spec = draft.spec;
  const before = old.spec;
  if (spec === undefined || before === undefined) return;
  if (needsClusterIp(before) && !needsClusterIp(spec)) {
    if (deepEqual(spec.clusterIPs, before.clusterIPs) && spec.clusterIP === before.clusterIP) {
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    if (deepEqual(spec.ipFamilies, before.ipFamilies)) delete spec.ipFamilies;
    if (spec.ipFamilyPolicy === before.ipFamilyPolicy) delete spec.ipFamilyPolicy;
  }
  const keepsPorts = deepEqual(nodePorts(spec.ports), nodePorts(before.ports));
  if (needsNodePort(before) && !needsNodePort(spec) && keepsPorts) {
    spec.ports?.forEach((port) => {
      delete port.nodePort;
    });
  }
  if (
    needsHealthCheck(before) &&
    !needsHealthCheck(spec) &&
    spec.healthCheckNodePort === before.healthCheckNodePort
  ) {
    delete spec.healthCheckNodePort;
  }
  if (before.type === "LoadBalancer" && spec.type !== "LoadBalancer") {
    if (spec.allocateLoadBalancerNodePorts === before.allocateLoadBalancerNodePorts) {
      delete spec.allocateLoadBalancerNodePorts;
    }
    if (spec.loadBalancerClass === before.loadBalancerClass) delete spec.loadBalancerClass;
  }
  if (
    isExternallyAccessible(before) &&
    !isExternallyAccessible(spec) &&
    spec.externalTrafficPolicy === before.externalTrafficPolicy
  ) {
    delete spec.externalTrafficPolicy;
  }
}

const nodePorts = (ports: readonly ServicePort[] = []): readonly number[] =>
  ports.map(({ nodePort }) => nodePort ?? 0).filter((port) => port !== 0);
