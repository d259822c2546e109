import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type EtcdctlCommand } from "../command";

export const compaction: EtcdctlCommand = {
  name: "compaction",
  usage: "[options] <revision>",
  summary: "Compacts the event history in etcd",
  flags: defineFlags("physical:bool"),
  run({ io, args, server }) {
    const [text] = args;
    if (text === undefined || args.length !== 1)
      throw badArguments("compaction command needs 1 argument");
    if (!/^-?\d+$/.test(text))
      throw badArguments(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
    server().compact(Number(text));
    io.stdout(`compacted revision ${text}\n`);
    return 0;
  },
};
