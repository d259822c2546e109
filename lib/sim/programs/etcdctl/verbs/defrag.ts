import { defineFlags } from "../../kubectl/flags/flag-specs";
import type { EtcdctlCommand } from "../command";
import { reach } from "../connect";
import { askedEndpoints } from "../endpoints";

export const defrag: EtcdctlCommand = {
  name: "defrag",
  usage: "",
  summary: "Defragments the storage of the etcd members with given endpoints",
  flags: defineFlags("cluster:bool data-dir:string"),
  run(call) {
    const { io, flags } = call;
    let status = 0;
    for (const endpoint of askedEndpoints(call)) {
      const reached = reach(io, flags, endpoint);
      if (typeof reached === "string") {
        io.stderr(
          `Failed to defragment etcd member[${endpoint.text}] (context deadline exceeded)\n`,
        );
        status = 1;
      } else io.stdout(`Finished defragmenting etcd member[${endpoint.text}]\n`);
    }
    return status;
  },
};
