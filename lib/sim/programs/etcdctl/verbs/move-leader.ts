import { etcdError } from "../../../etcd/etcd-error";
import { badArguments, type EtcdctlCommand } from "../command";

export const moveLeader: EtcdctlCommand = {
  name: "move-leader",
  usage: "<transferee-member-id>",
  summary: "Transfers leadership to another etcd cluster member.",
  run({ args, server }) {
    const [text] = args;
    if (text === undefined || args.length !== 1)
      throw badArguments("move-leader command needs 1 argument");
    if (!/^[0-9a-f]+$/i.test(text))
      throw badArguments(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
    server();
    // Differs: no second member ever runs here, so there is nobody to lead.
    throw etcdError("badTransferee");
  },
};
