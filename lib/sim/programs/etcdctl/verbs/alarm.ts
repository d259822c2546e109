import { badArguments, type EtcdctlCommand } from "../command";

export const alarmDisarm: EtcdctlCommand = {
  name: "alarm disarm",
  usage: "",
  summary: "Disarms all alarms",
  run({ args, server, print }) {
    if (args.length > 0) throw badArguments("alarm disarm command accepts no arguments");
    const etcd = server();
    const alarms = etcd.disarm();
    print({ kind: "alarms", header: etcd.header, alarms });
    return 0;
  },
};

export const alarmList: EtcdctlCommand = {
  name: "alarm list",
  usage: "",
  summary: "Lists all alarms",
  run({ args, server, print }) {
    if (args.length > 0) throw badArguments("alarm list command accepts no arguments");
    const etcd = server();
    print({ kind: "alarms", header: etcd.header, alarms: etcd.row.alarms });
    return 0;
  },
};
