// The range Services get their addresses from, and the addresses given at the start.
//
// Differs: addresses of later Services have no IPAddress of their own; the API server here looks at the
// Services themselves.
import { formatTime } from "../../../meta/time";
import type { PresetTools } from "../../define-preset";

export function createServiceRange({ client, state }: PresetTools): void {
  const created = client.create("ServiceCIDR", {
    metadata: { name: "kubernetes" },
    spec: { cidrs: ["10.96.0.0/12"] },
  });
  client.updateStatus("ServiceCIDR", {
    ...created,
    status: {
      conditions: [
        {
          type: "Ready",
          status: "True",
          reason: "",
          message: "Kubernetes Service CIDR is ready",
          lastTransitionTime: formatTime(state.now),
        },
      ],
    },
  });
}

export function createServiceAddress(
  { client }: PresetTools,
  service: { readonly namespace: string; readonly name: string; readonly address: string },
): void {
  const { namespace, name, address } = service;
  client.create("IPAddress", {
    metadata: {
      name: address,
      labels: {
        "ipaddress.kubernetes.io/ip-family": "IPv4",
        "ipaddress.kubernetes.io/managed-by": "ipallocator.k8s.io",
      },
    },
    spec: { parentRef: { resource: "services", namespace, name } },
  });
}
