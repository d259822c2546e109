// What the API server fills in for a Service.
//
// Kubernetes: pkg/apis/core/v1/defaults.go (SetDefaults_Service)
import type { Service, ServiceSpec } from "@/generated/kubernetes/types";
import type { Draft } from "../define-kind";

const clientAffinitySeconds = 3 * 60 * 60;

export function setServiceDefaults(draft: Draft<Service>): void {
  const spec = draft.spec;
  if (spec === undefined) return;
  spec.sessionAffinity ??= "None";
  if (spec.sessionAffinity === "None") delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === "ClientIP") {
    const timeoutSeconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
    spec.sessionAffinityConfig = {
      clientIP: { timeoutSeconds: timeoutSeconds ?? clientAffinitySeconds },
    };
  }
  spec.type ??= "ClusterIP";
  spec.ports?.forEach((port) => {
    port.protocol ??= "TCP";
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === "") {
      port.targetPort = port.port ?? 0;
    }
  });
  if (isExternallyAccessible(spec)) spec.externalTrafficPolicy ??= "Cluster";
  if (spec.type !== "ExternalName") spec.internalTrafficPolicy ??= "Cluster";
  if (spec.type === "LoadBalancer") spec.allocateLoadBalancerNodePorts ??= true;
}

// Kubernetes: pkg/api/service/util.go
export const isExternallyAccessible = ({ externalIPs = [], type }: ServiceSpec): boolean =>
  type === "LoadBalancer" ||
  type === "NodePort" ||
  (type === "ClusterIP" && externalIPs.length > 0);

export const needsHealthCheck = ({ externalTrafficPolicy, type }: ServiceSpec): boolean =>
  type === "LoadBalancer" && externalTrafficPolicy === "Local";

export const needsClusterIp = ({ type }: ServiceSpec): boolean =>
  type === "ClusterIP" || type === "NodePort" || type === "LoadBalancer";

export const needsNodePort = (spec: ServiceSpec): boolean =>
  spec.type === "NodePort" ||
  (spec.type === "LoadBalancer" && spec.allocateLoadBalancerNodePorts !== false);
