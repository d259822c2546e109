// One machine without a cluster: where etcd is started by hand, as in the notes.
import type { Machines } from "../machine/machines";
import { putNodeNamespace } from "../network/namespaces";
import { plainHostPrograms } from "../programs";
import type { Preset, PresetTools } from "./define-preset";

const name = "box";

export const plainMachine: Preset = {
  name: "plain-machine",
  summary: "one machine without a cluster, with etcd and its tools at hand",
  nodes: [],
  machines: [name],
  kubelet: "kubelet",
  build: (tools) => {
    createBox(tools);
  },
};

export const singleEtcd: Preset = {
  name: "single-etcd",
  summary: "one machine without a cluster, on which a new etcd runs",
  nodes: [],
  machines: [name],
  kubelet: "kubelet",
  build(tools) {
    const machines = createBox(tools);
    machines.spawn({
      machine: name,
      command: "etcd",
      args: [
        "--data-dir=/var/lib/etcd",
        "--listen-client-urls=http://127.0.0.1:2379",
        "--advertise-client-urls=http://127.0.0.1:2379",
        "--listen-peer-urls=http://127.0.0.1:2380",
        "--initial-advertise-peer-urls=http://127.0.0.1:2380",
        "--initial-cluster=default=http://127.0.0.1:2380",
      ],
      stderr: { kind: "file", path: "/var/log/etcd.log" },
    });
    tools.settle();
  },
};

function createBox({ state, machines }: PresetTools): Machines<never> {
  machines.create({
    name,
    shell: "bash",
    timezone: "UTC",
    programs: [...plainHostPrograms, "bash", "sh"],
  });
  const files = machines.files(name);
  files.write("/etc/hostname", `${name}\n`);
  files.write("/etc/hosts", `127.0.0.1 localhost\n127.0.1.1 ${name}\n`);
  putNodeNamespace(state, { name, address: "172.30.0.2" });
  return machines;
}
