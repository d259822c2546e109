// The hosts of a cluster: the administrator's files on the control plane, the rest plain.
import { clusterCertificate } from "../../controllers/cluster-certificate";
import { hostPrograms } from "../../programs";
import type { NodeSize, PresetTools } from "../define-preset";
import { adminKubeconfig } from "./kubeconfig";

export function createHosts(tools: PresetTools, nodes: readonly NodeSize[]): void {
  const { machines, state } = tools;
  for (const node of nodes) {
    machines.create({
      name: node.name,
      shell: "bash",
      timezone: "UTC",
      programs: [...hostPrograms, "bash", "sh"],
    });
    const files = machines.files(node.name);
    const hosts = nodes.map(({ address, name }) => `${address} ${name}\n`).join("");
    for (const directory of ["/root", "/tmp", "/etc", "/var/log"])
      files.makeDirectory(directory, { parents: true });
    files.write("/etc/hostname", `${node.name}\n`);
    files.write("/etc/hosts", `127.0.0.1 localhost\n${hosts}`);
    if (!node.isControlPlane) continue;
    const config = adminKubeconfig(
      state,
      `https://${node.address}:6443`,
      clusterCertificate(state),
    );
    files.makeDirectory("/root/.kube", { parents: true });
    files.makeDirectory("/etc/kubernetes", { parents: true });
    files.write("/root/.kube/config", config);
    files.write("/etc/kubernetes/admin.conf", config);
  }
}
