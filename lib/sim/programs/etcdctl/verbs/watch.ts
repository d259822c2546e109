import { EtcdError } from "../../../etcd/etcd-error";
import type { Change } from "../../../etcd/store";
import { valueText } from "../../../etcd/value-text";
import type { ProgramResult } from "../../../machine/program";
import { goQuote } from "../../../meta/go-text";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { startCommand } from "../../shell-tools/children";
import {
  badArguments,
  type Call,
  type EtcdctlCommand,
  ExitError,
  exitStatus,
  NoAnswer,
} from "../command";
import type { WatchedEvent } from "../print/response";
import { rangeEndOf } from "../ranges";

interface Watching {
  /** The revision to go on from. */
  readonly next: number;
  /** The command that runs for an event, and what it is still to run for. */
  readonly child?: number;
  readonly left: readonly Readonly<Record<string, string>>[];
}

const retryMs = 1000;

export const watch: EtcdctlCommand = {
  name: "watch",
  usage: "[options] [key or prefix] [range_end] [--] [exec-command arg1 arg2 ...]",
  summary: "Watches events stream on keys or prefixes",
  flags: defineFlags(
    "interactive,i:bool prefix:bool from-key:bool rev:int64 prev-kv:bool progress-notify:bool",
  ),
  run(call, resume) {
    const { io, args, argsBeforeDash, flags } = call;
    if (flags.bool("interactive")) throw badArguments("watch -i is not simulated here");
    const own = argsBeforeDash < 0 ? args : args.slice(0, argsBeforeDash);
    const [key, end] = own;
    if (key === undefined || own.length > 2) throw badArguments("bad number of arguments");
    const command = argsBeforeDash < 0 ? [] : args.slice(argsBeforeDash);
    const [signal] = io.signals();
    if (signal !== undefined) return signal === "INT" ? 130 : 143;
    const memory = (resume as Watching | undefined) ?? { next: firstRevision(call), left: [] };
    const range = rangeEndOf({ key, end, flags });
    return goOn({ call, range, command }, memory, resume !== undefined);
  },
};

interface Watch {
  readonly call: Call;
  readonly range: { readonly key: string; readonly rangeEnd: string };
  readonly command: readonly string[];
}

function firstRevision({ flags, server }: Call): number {
  const revision = flags.number("rev");
  return revision > 0 ? revision : server().header.revision + 1;
}

function goOn(watching: Watch, memory: Watching, isResumed: boolean): ProgramResult {
  const { call, range, command } = watching;
  const { io } = call;
  if (memory.child !== undefined) {
    if (io.system.status(memory.child) === undefined)
      return { waitFor: { child: memory.child }, resume: memory };
    return runNext(watching, { next: memory.next, left: memory.left });
  }
  let changes: readonly Change[];
  let revision: number;
  try {
    const etcd = call.server();
    const found = etcd.changesFrom(range, memory.next);
    if (!Array.isArray(found)) return cancelled(call);
    changes = found;
    revision = etcd.header.revision;
    const events = changes.map((change) => eventOf(change, call.flags.bool("prev-kv")));
    if (events.length > 0) call.print({ kind: "watch", header: etcd.header, events });
  } catch (error) {
    if (!(error instanceof NoAnswer) || !isResumed) throw error;
    return { waitFor: { until: io.process.now + retryMs }, resume: memory };
  }
  const next = Math.max(memory.next, revision + 1);
  const left = command.length === 0 ? [] : changes.map(environmentOf);
  return runNext(watching, { next, left });
}

/** Runs the command for the next event, or waits for one. */
function runNext(watching: Watch, memory: Watching): ProgramResult {
  const { call, command } = watching;
  const [environment, ...left] = memory.left;
  if (environment === undefined)
    return { waitFor: { change: true }, resume: { next: memory.next, left: [] } };
  const { io } = call;
  const started = startCommand(io, command, {
    environment: { ...io.process.environment, ...environment },
  });
  if ("status" in started) return started.status;
  return {
    waitFor: { child: started.id },
    resume: { next: memory.next, left, child: started.id } satisfies Watching,
  };
}

function eventOf(
  { key, revision, current, previous }: Change,
  withPrevious: boolean,
): WatchedEvent {
  const before = withPrevious && previous !== undefined ? { previous } : {};
  if (current !== undefined) return { type: "PUT", keyValue: current, ...before };
  const keyValue = { key, value: "", createRevision: 0, modRevision: revision, version: 0 };
  return { type: "DELETE", keyValue, ...before };
}

function environmentOf({ key, revision, current }: Change): Record<string, string> {
  return {
    ETCD_WATCH_REVISION: String(revision),
    ETCD_WATCH_EVENT_TYPE: goQuote(current === undefined ? "DELETE" : "PUT"),
    ETCD_WATCH_KEY: goQuote(key),
    ETCD_WATCH_VALUE: goQuote(current === undefined ? "" : valueText(current)),
  };
}

function cancelled({ io }: Call): never {
  const { description } = new EtcdError(
    "",
    "etcdserver: mvcc: required revision has been compacted",
  );
  io.stderr(`watch was canceled (${description})\n`);
  throw new ExitError("watch is canceled by the server", exitStatus.interrupted);
}
