import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type EtcdctlCommand } from "../command";
import { rangeEndOf } from "../ranges";

export const delFlags = defineFlags("from-key:bool prefix:bool prev-kv:bool range:bool");

export const del: EtcdctlCommand = {
  name: "del",
  usage: "[options] <key> [range_end]",
  summary: "Removes the specified key or range of keys [key, range_end)",
  flags: delFlags,
  run({ args, flags, server, print }) {
    const [key, end] = args;
    if (key === undefined)
      throw badArguments(
        "del command needs one argument as key and an optional argument as range_end",
      );
    const etcd = server();
    const deleted = etcd.deleteRange(rangeEndOf({ key, end, flags }));
    const previous = flags.bool("prev-kv") ? deleted : [];
    print({ kind: "delete", header: etcd.header, deleted: deleted.length, previous });
    return 0;
  },
};
