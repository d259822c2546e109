import { defineFlags } from "../../kubectl/flags/flag-specs";
import { type EtcdctlCommand, ExitError, exitStatus } from "../command";

const loads = new Set(["s", "small", "m", "medium", "l", "large", "xl", "xLarge"]);

export const checkPerf: EtcdctlCommand = {
  name: "check perf",
  usage: "[options]",
  summary: "Check the performance of the etcd cluster",
  flags: defineFlags(
    "load:string=s prefix:string=/etcdctl-check-perf/ auto-compact:bool auto-defrag:bool",
  ),
  run({ flags }) {
    const load = flags.string("load");
    if (!loads.has(load)) throw new ExitError(`unknown load option ${load}`, exitStatus.badFeature);
    throw new ExitError("measuring performance is not simulated here", exitStatus.badFeature);
  },
};
