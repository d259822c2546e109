// member list, add, remove, update, promote.
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type EtcdctlCommand } from "../command";

const peerUrls = defineFlags("peer-urls:slice");

export const memberList: EtcdctlCommand = {
  name: "member list",
  usage: "",
  summary: "Lists all members in the cluster",
  flags: defineFlags("consistency:string=l"),
  run({ server, print }) {
    const etcd = server();
    print({ kind: "members", header: etcd.header, members: etcd.row.members });
    return 0;
  },
};

export const memberAdd: EtcdctlCommand = {
  name: "member add",
  usage: "<memberName> [options]",
  summary: "Adds a member into the cluster",
  flags: [...peerUrls, ...defineFlags("learner:bool")],
  run({ io, args, flags, server }) {
    const [name] = args;
    if (name === undefined) throw badArguments("member name not provided");
    if (args.length > 1) throw badArguments("too many arguments");
    const urls = flags.list("peer-urls");
    if (urls.length === 0) throw badArguments("member peer urls not provided");
    const etcd = server();
    const member = etcd.addMember(urls, flags.bool("learner"));
    const { clusterId, members } = etcd.row;
    const cluster = members.flatMap((one) =>
      one.peerUrls.map((url) => `${one.id === member.id ? name : one.name}=${url}`),
    );
    io.stdout(`Member ${member.id.padStart(16)} added to cluster ${clusterId.padStart(16)}

ETCD_NAME=${JSON.stringify(name)}
ETCD_INITIAL_CLUSTER=${JSON.stringify(cluster.join(","))}
ETCD_INITIAL_ADVERTISE_PEER_URLS=${JSON.stringify(urls.join(","))}
ETCD_INITIAL_CLUSTER_STATE="existing"
`);
    return 0;
  },
};

export const memberRemove: EtcdctlCommand = {
  name: "member remove",
  usage: "<memberID>",
  summary: "Removes a member from the cluster",
  run({ io, args, server }) {
    const id = memberId(args);
    const etcd = server();
    etcd.removeMember(id);
    io.stdout(
      `Member ${id.padStart(16)} removed from cluster ${etcd.row.clusterId.padStart(16)}\n`,
    );
    return 0;
  },
};

export const memberUpdate: EtcdctlCommand = {
  name: "member update",
  usage: "<memberID> [options]",
  summary: "Updates a member in the cluster",
  flags: peerUrls,
  run({ io, args, flags, server }) {
    const id = memberId(args);
    const urls = flags.list("peer-urls");
    if (urls.length === 0) throw badArguments("member peer urls not provided");
    const etcd = server();
    etcd.updateMember(id, urls);
    io.stdout(`Member ${id.padStart(16)} updated in cluster ${etcd.row.clusterId.padStart(16)}\n`);
    return 0;
  },
};

export const memberPromote: EtcdctlCommand = {
  name: "member promote",
  usage: "<memberID>",
  summary: "Promotes a non-voting member in the cluster",
  run({ io, args, server }) {
    const id = memberId(args);
    const etcd = server();
    etcd.promoteMember(id);
    io.stdout(`Member ${id.padStart(16)} promoted in cluster ${etcd.row.clusterId.padStart(16)}\n`);
    return 0;
  },
};

function memberId(args: readonly string[]): string {
  const [text] = args;
  if (text === undefined || args.length !== 1) throw badArguments("member ID is not provided");
  if (!/^[0-9a-f]+$/i.test(text))
    throw badArguments(
      `bad member ID arg (strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax), expecting ID in Hex`,
    );
  return text.toLowerCase();
}
