import type { ProgramResult } from "../../../machine/program";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type Call, type EtcdctlCommand, ExitError } from "../command";
import {
  firstOf,
  isFirst,
  joinLine,
  keepPlace,
  leaveLine,
  type Session,
  untilNews,
} from "../session";

const ttlSeconds = 60;

interface Campaign extends Session {
  readonly isLeader: boolean;
}

export const elect: EtcdctlCommand = {
  name: "elect",
  usage: "<election-name> [proposal]",
  summary: "Observes and participates in leader election",
  flags: defineFlags("listen,l:bool"),
  run(call, resume) {
    const { args, flags } = call;
    const [name, proposal] = args;
    const isListening = flags.bool("listen");
    if (name === undefined || args.length > 2)
      throw badArguments(
        "elect takes one election name argument and an optional proposal argument",
      );
    if (isListening) {
      if (proposal !== undefined) throw badArguments("proposal given but -l is set");
      return observe(call, name, resume as { seen: string } | undefined);
    }
    if (proposal === undefined) throw badArguments("no proposal given but -l not set");
    return campaign(call, { name, proposal }, resume as Campaign | undefined);
  },
};

function observe(call: Call, name: string, memory: { seen: string } | undefined): ProgramResult {
  const { io } = call;
  const [signal] = io.signals();
  if (signal !== undefined) return signal === "INT" ? 130 : 143;
  const etcd = call.server();
  const leader = firstOf(etcd, name);
  const seen = leader === undefined ? "" : `${leader.key} ${leader.modRevision}`;
  if (leader !== undefined && seen !== memory?.seen) {
    const result = { keyValues: [leader], more: false, count: 1 };
    call.print({ kind: "get", header: etcd.header, result });
  }
  return { waitFor: { change: true }, resume: { seen } };
}

function campaign(
  call: Call,
  wish: { readonly name: string; readonly proposal: string },
  resume: Campaign | undefined,
): ProgramResult {
  const { io } = call;
  const etcd = call.server();
  const memory = resume ?? {
    ...joinLine(etcd, { name: wish.name, value: wish.proposal, ttlSeconds }),
    isLeader: false,
  };
  const [signal] = io.signals();
  if (signal !== undefined) {
    leaveLine(etcd, memory);
    if (memory.isLeader) return 0;
    throw new ExitError("context canceled");
  }
  if (!keepPlace(etcd, memory)) throw new ExitError("elect: session expired");
  const leads = isFirst(etcd, wish.name, memory);
  if (leads && !memory.isLeader) {
    const result = etcd.range({ key: memory.key, rangeEnd: "" });
    call.print({ kind: "get", header: etcd.header, result });
  }
  return {
    waitFor: untilNews(io.process.now, ttlSeconds),
    resume: { ...memory, isLeader: memory.isLeader || leads },
  };
}
