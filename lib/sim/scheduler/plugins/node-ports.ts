// Kubernetes: pkg/scheduler/framework/plugins/nodeports/node_ports.go

import type { SchedulerPlugin } from "../define-plugin";
import { podUsage } from "../node-usage";

export const nodePorts: SchedulerPlugin = {
  name: "NodePorts",
  isHelpedByPreemption: () => true,
  filter(pod, { usage }) {
    const wanted = (pod.spec?.containers ?? []).some(({ ports }) =>
      ports?.some(({ hostPort }) => hostPort),
    )
      ? podUsage(pod).hostPorts
      : [];
    const isTaken = wanted.some((port) => usage.hostPorts.some((taken) => collides(port, taken)));
    return isTaken ? ["node(s) didn't have free ports for the requested pod ports"] : [];
  },
};

/** The address 0.0.0.0 stands for every address. */
function collides(a: string, b: string): boolean {
  const [protocolA, addressA, portA] = a.split("/");
  const [protocolB, addressB, portB] = b.split("/");
  if (protocolA !== protocolB || portA !== portB) return false;
  return addressA === addressB || addressA === "0.0.0.0" || addressB === "0.0.0.0";
}
