// auth enable, disable, status.
import { badArguments, type EtcdctlCommand } from "../command";

export const authEnable: EtcdctlCommand = {
  name: "auth enable",
  usage: "",
  summary: "Enables authentication",
  run({ args, server, io }) {
    if (args.length > 0) throw badArguments("auth enable command does not accept any arguments");
    const etcd = server();
    etcd.auth.enable();
    etcd.addEntry();
    io.stdout("Authentication Enabled\n");
    return 0;
  },
};

export const authDisable: EtcdctlCommand = {
  name: "auth disable",
  usage: "",
  summary: "Disables authentication",
  run({ args, server, io }) {
    if (args.length > 0) throw badArguments("auth disable command does not accept any arguments");
    const etcd = server();
    etcd.demandRoot();
    etcd.auth.disable();
    etcd.addEntry();
    io.stdout("Authentication Disabled\n");
    return 0;
  },
};

export const authStatus: EtcdctlCommand = {
  name: "auth status",
  usage: "",
  summary: "Returns authentication status",
  run({ args, server, print }) {
    if (args.length > 0) throw badArguments("auth status command does not accept any arguments");
    const etcd = server();
    const { isEnabled, revision } = etcd.auth.status;
    print({
      kind: "note",
      header: etcd.header,
      text: `Authentication Status: ${isEnabled}\nAuthRevision: ${revision}\n`,
      fields: { ...(isEnabled ? { enabled: true } : {}), authRevision: revision },
    });
    return 0;
  },
};
