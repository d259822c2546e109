import type { EtcdctlCommand } from "../command";
import { etcdctlVersion } from "../help";

export const version: EtcdctlCommand = {
  name: "version",
  usage: "",
  summary: "Prints the version of etcdctl",
  run({ io }) {
    io.stdout(`etcdctl version: ${etcdctlVersion}\nAPI version: 3.5\n`);
    return 0;
  },
};
