// lease grant, revoke, timetolive, list, keep-alive.
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type EtcdctlCommand, ExitError, exitStatus } from "../command";

export const leaseGrant: EtcdctlCommand = {
  name: "lease grant",
  usage: "<ttl>",
  summary: "Creates leases",
  run({ args, server, print }) {
    const [text] = args;
    if (text === undefined || args.length !== 1)
      throw badArguments("lease grant command needs TTL argument");
    if (!/^-?\d+$/.test(text))
      throw badArguments(
        `bad TTL (strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax)`,
      );
    const etcd = server();
    const { id, ttlSeconds } = etcd.leases.grant(Number(text));
    etcd.addEntry();
    print({
      kind: "lease",
      header: etcd.header,
      id,
      ttl: ttlSeconds,
      text: `lease ${padded(id)} granted with TTL(${ttlSeconds}s)\n`,
    });
    return 0;
  },
};

export const leaseRevoke: EtcdctlCommand = {
  name: "lease revoke",
  usage: "<leaseID>",
  summary: "Revokes leases",
  run({ args, server, print }) {
    const id = leaseId(args, "lease revoke command needs 1 argument");
    const etcd = server();
    etcd.leases.revoke(id);
    etcd.addEntry();
    print({ kind: "note", header: etcd.header, text: `lease ${padded(id)} revoked\n` });
    return 0;
  },
};

export const leaseTimeToLive: EtcdctlCommand = {
  name: "lease timetolive",
  usage: "<leaseID> [options]",
  summary: "Get lease information",
  flags: defineFlags("keys:bool"),
  run({ io, args, flags, server, print }) {
    const id = leaseId(args, "lease timetolive command needs lease ID as argument");
    const etcd = server();
    const lease = etcd.leases.find(id);
    print({
      kind: "timeToLive",
      header: etcd.header,
      id,
      ttl: lease === undefined ? -1 : Math.floor((lease.expiresMs - io.process.now) / 1000),
      grantedTtl: lease?.ttlSeconds ?? 0,
      ...(flags.bool("keys") ? { keys: etcd.leases.keysOf(id) } : {}),
    });
    return 0;
  },
};

export const leaseList: EtcdctlCommand = {
  name: "lease list",
  usage: "",
  summary: "List all active leases",
  run({ server, print }) {
    const etcd = server();
    print({
      kind: "leases",
      header: etcd.header,
      ids: etcd.leases.list().map(({ id }) => id),
    });
    return 0;
  },
};

export const leaseKeepAlive: EtcdctlCommand = {
  name: "lease keep-alive",
  usage: "[options] <leaseID>",
  summary: "Keeps leases alive (renew)",
  flags: defineFlags("once:bool"),
  run({ io, args, flags, server, print }) {
    const id = leaseId(args, "lease keep-alive command needs lease ID as argument");
    const [signal] = io.signals();
    if (signal !== undefined) return signal === "INT" ? 130 : 143;
    const etcd = server();
    if (etcd.leases.find(id) === undefined) {
      if (flags.bool("once"))
        throw new ExitError("etcdserver: requested lease not found", exitStatus.badConnection);
      io.stdout(`lease ${padded(id)} expired or revoked.\n`);
      return 0;
    }
    const { ttlSeconds } = etcd.leases.keepAlive(id);
    print({
      kind: "lease",
      header: etcd.header,
      id,
      ttl: ttlSeconds,
      text: `lease ${padded(id)} keepalived with TTL(${ttlSeconds})\n`,
    });
    if (flags.bool("once")) return 0;
    return { waitFor: { until: io.process.now + (ttlSeconds * 1000) / 3 }, resume: true };
  },
};

const padded = (id: string): string => id.padStart(16, "0");

function leaseId(args: readonly string[], complaint: string): string {
  const [text] = args;
  if (text === undefined || args.length !== 1) throw badArguments(complaint);
  if (!/^[0-9a-f]+$/i.test(text))
    throw badArguments(
      `bad lease ID arg (strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax), expecting ID in Hex`,
    );
  return text.toLowerCase().replace(/^0+(?=.)/, "");
}
