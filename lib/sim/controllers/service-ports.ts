// A Service port may name a container port; pods that give the name different numbers go into different slices.
//
// Kubernetes: staging/src/k8s.io/endpointslice/utils.go (getEndpointPorts), pkg/api/v1/pod/util.go (FindPort)
import type { Pod, Service, ServicePort } from "@/generated/kubernetes/types";

export interface SlicePort {
  readonly name: string;
  readonly port?: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

export interface PortGroup {
  readonly ports: readonly SlicePort[];
  readonly pods: readonly Pod[];
}

export function portGroups(service: Service, pods: readonly Pod[]): PortGroup[] {
  const groups = new Map<string, { ports: readonly SlicePort[]; pods: Pod[] }>();
  for (const pod of pods) {
    const ports = portsOf(service, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, pods: [] };
    group.pods.push(pod);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The ports of the Service as this pod serves them; a name the pod does not have is left out. */
export function portsOf(service: Service, pod: Pod): SlicePort[] {
  return (service.spec?.ports ?? []).flatMap((port) => {
    const number = targetPort(port, pod);
    if (number === undefined) return [];
    const { appProtocol } = port;
    return [
      {
        name: port.name ?? "",
        port: number,
        protocol: port.protocol ?? "TCP",
        ...(appProtocol === undefined ? {} : { appProtocol }),
      },
    ];
  });
}

function targetPort(port: ServicePort, pod: Pod): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === "number") return target;
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  for (const container of containers) {
    const found = container.ports?.find(
      (each) => each.name === target && (each.protocol ?? "TCP") === (port.protocol ?? "TCP"),
    );
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}
