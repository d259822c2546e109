// The hosts of a cluster: what kubeadm and the packages left on them lies in their layer.
import { issueCertificate } from "../../apiserver/credentials";
import { putNodeNamespace } from "../../network/namespaces";
import { hostPrograms } from "../../programs";
import type { NodeSize, PresetTools } from "../define-preset";
import { hostLayerName } from "./host-layers";
import { administrator, holdersOn } from "./kubeconfig";

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
    for (const holder of holdersOn(node)) issueCertificate(state, holder);
    if (node.apiServer !== undefined) issueCertificate(state, administrator);
  }
}

/** What systemd has started by the time somebody logs in. */
export function startUnits({ units }: PresetTools, nodes: readonly NodeSize[]): void {
  for (const { name } of nodes) {
    for (const unit of ["containerd", "cron", "ssh", "kubelet"])
      units.start(name, `${unit}.service`);
  }
}
