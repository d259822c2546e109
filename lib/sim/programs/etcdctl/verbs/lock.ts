import type { ProgramResult } from "../../../machine/program";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { startCommand } from "../../shell-tools/children";
import { badArguments, type Call, type EtcdctlCommand, ExitError } from "../command";
import { isFirst, joinLine, keepPlace, leaveLine, type Session, untilNews } from "../session";

interface Locking extends Session {
  readonly isHeld: boolean;
  readonly child?: number;
}

export const lock: EtcdctlCommand = {
  name: "lock",
  usage: "<lockname> [exec-command arg1 arg2 ...]",
  summary: "Acquires a named lock",
  flags: defineFlags("ttl:int=10"),
  run(call, resume) {
    const { io, args, flags, server } = call;
    const [name, ...command] = args;
    if (name === undefined)
      throw badArguments("lock takes a lock name argument and an optional command to execute");
    const etcd = server();
    const ttlSeconds = flags.number("ttl");
    const memory = (resume as Locking | undefined) ?? {
      ...joinLine(etcd, { name, value: "", ttlSeconds }),
      isHeld: false,
    };
    const [signal] = io.signals();
    if (signal !== undefined) {
      leaveLine(etcd, memory);
      if (memory.isHeld) return 0;
      throw new ExitError("context canceled");
    }
    if (!keepPlace(etcd, memory)) throw new ExitError("session expired");
    if (memory.child !== undefined) {
      const status = io.system.status(memory.child);
      if (status === undefined) return waiting(call, memory);
      leaveLine(etcd, memory);
      return status;
    }
    if (memory.isHeld || !isFirst(etcd, name, memory)) return waiting(call, memory);
    return acquired(call, memory, command);
  },
};

function acquired(call: Call, memory: Locking, command: readonly string[]): ProgramResult {
  const { io, server } = call;
  const etcd = server();
  if (command.length === 0) {
    const result = etcd.range({ key: memory.key, rangeEnd: "" });
    call.print({ kind: "get", header: etcd.header, result });
    return waiting(call, { ...memory, isHeld: true });
  }
  const environment = {
    ...io.process.environment,
    ETCD_LOCK_KEY: memory.key,
    ETCD_LOCK_REV: String(etcd.header.revision),
  };
  const started = startCommand(io, command, { environment });
  if ("status" in started) {
    leaveLine(etcd, memory);
    return started.status;
  }
  return waiting(call, { ...memory, isHeld: true, child: started.id });
}

function waiting({ io, flags }: Call, memory: Locking): ProgramResult {
  const news = untilNews(io.process.now, flags.number("ttl"));
  const child = memory.child === undefined ? {} : { child: memory.child };
  return { waitFor: { ...news, ...child }, resume: memory };
}
