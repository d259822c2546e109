// kubectl rollout status: watches a workload until its rollout is done.
import type { WatchCursor } from "@/lib/sim/apiserver/request";
import type { ProgramResult } from "@/lib/sim/machine/program";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { pathOf } from "../client";
import type { Command } from "../command";
import { CommandError, throwCollected } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import type { Info } from "../resources/target";
import { completeWorkloads, rolloutFlags, rolloutTargets } from "../rollout/resources";
import { rolloutProgress } from "../rollout/status";
import type { Session } from "../session";

export const rolloutStatus: Command = {
  name: "status",
  summary: "Show the status of the rollout",
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  flags: defineFlags(`${rolloutFlags} revision:int64 timeout:duration watch,w:bool=true`),
  run: (session, resume) =>
    resume === undefined ? start(session) : goOn(session, resume as StatusState),
  complete: completeWorkloads,
};

interface StatusState {
  /** Still to be looked at, the present one first. */
  readonly infos: readonly Info[];
  readonly cursor?: WatchCursor;
  readonly until: number;
}

function start(session: Session): ProgramResult {
  const { flags, io } = session;
  if (flags.number("revision") < 0)
    throw new CommandError(`revision must be a positive integer: ${flags.number("revision")}`);
  const options = rolloutTargets(session);
  const { infos, errors } = fetchTargets(session, findTargets(session, options).targets, options);
  if (infos.length === 0) throwCollected(errors);
  if (infos.length === 0)
    io.stderr(`No resources found in ${session.cluster.namespace} namespace.\n`);
  const timeout = flags.duration("timeout");
  const until = timeout === 0 ? Number.MAX_SAFE_INTEGER : io.process.now + timeout;
  const result = next(session, { infos, until });
  // What is there is looked at all the same.
  if (result === 0) throwCollected(errors);
  return result;
}

/** Looks at the first workload that has no watch yet. */
function next(session: Session, state: StatusState): ProgramResult {
  const [info] = state.infos;
  if (info === undefined) return 0;
  if (report(session, info, info.object))
    return next(session, { ...state, infos: state.infos.slice(1) });
  const version = info.object.metadata.resourceVersion ?? "0";
  const cursor = watch(session, info, version);
  return goOn(session, { ...state, ...(cursor === undefined ? {} : { cursor }) });
}

function watch(
  session: Session,
  { kind, namespace, name }: Info,
  version: string,
): WatchCursor | undefined {
  const query = {
    watch: ["true"],
    resourceVersion: [version],
    fieldSelector: [`metadata.name=${name}`],
  };
  return session.cluster.client.answer({ path: pathOf({ kind, namespace }), query }).watch;
}

function goOn(session: Session, { cursor, ...state }: StatusState): ProgramResult {
  const [info] = state.infos;
  if (info === undefined || cursor === undefined) return 0;
  const read = session.cluster.client.readWatch(cursor);
  for (const event of read.events) {
    if (event.type === "DELETED") throw new CommandError("object has been deleted");
    if (event.type !== "ADDED" && event.type !== "MODIFIED") continue;
    if (report(session, info, event.object as KubernetesObject))
      return next(session, { ...state, infos: state.infos.slice(1) });
  }
  if (session.io.process.now >= state.until)
    throw new CommandError("timed out waiting for the condition");
  if (read.cursor === undefined) return 0;
  const until = state.until === Number.MAX_SAFE_INTEGER ? {} : { until: state.until };
  return {
    waitFor: { change: true, ...until },
    resume: { ...state, cursor: read.cursor } satisfies StatusState,
  };
}

/** Prints where the rollout is; true when nothing more is to come. */
function report(session: Session, info: Info, object: KubernetesObject): boolean {
  const { text, isDone } = rolloutProgress(info.kind, object, session.flags.number("revision"));
  session.io.stdout(text);
  return isDone || !session.flags.bool("watch");
}
