// The hosts of a cluster: what kubeadm and the packages left on them lies in their layer.
import { putNodeNamespace } from "../../network/namespaces";
import { hostPrograms } from "../../programs";
import type { NodeSize, PresetTools } from "../define-preset";
import { hostLayerName } from "./host-layers";

export function createHosts({ machines, state }: PresetTools, nodes: readonly NodeSize[]): void {
  for (const node of nodes) {
    machines.create({
      name: node.name,
      shell: "bash",
      timezone: "UTC",
      layers: [hostLayerName(node)],
      programs: [...hostPrograms, "bash", "sh"],
    });
    putNodeNamespace(state, node);
  }
}
