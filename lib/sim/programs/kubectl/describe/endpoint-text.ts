// The addresses behind a service, shortened to three.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/describe/describe.go formatEndpointSlices
import type { EndpointSlice } from "@/generated/kubernetes/types";
import { listObjects } from "../client";
import { knownKind } from "../create/generator";
import type { Session } from "../session";

const sliceKind = knownKind("discovery.k8s.io/v1", "EndpointSlice", "endpointslices");

export function slicesOf(
  session: Session,
  namespace: string,
  service: string,
): readonly EndpointSlice[] {
  const labelSelector = `kubernetes.io/service-name=${service}`;
  const { items } = listObjects(
    session.cluster.client,
    { kind: sliceKind, namespace },
    { labelSelector },
  );
  return items as unknown as readonly EndpointSlice[];
}

const shownAtMost = 3;

export function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const all = slices.flatMap((slice) => {
    const addresses = (slice.endpoints ?? [])
      .filter((endpoint) => endpoint.conditions?.ready !== false)
      .map((endpoint) => endpoint.addresses[0] ?? "");
    const ports = slice.ports ?? [];
    if (ports.length === 0) return addresses;
    return ports
      .filter((port) => (port.name ?? "") === portName)
      .flatMap((port) => addresses.map((address) => joinHostPort(address, port.port)));
  });
  const shown = all.slice(0, shownAtMost).join(",");
  return all.length > shownAtMost ? `${shown} + ${all.length - shownAtMost} more...` : shown;
}

const joinHostPort = (host: string, port: number | undefined): string =>
  host.includes(":") ? `[${host}]:${port ?? 0}` : `${host}:${port ?? 0}`;
