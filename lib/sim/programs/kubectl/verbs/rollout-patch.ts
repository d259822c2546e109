// kubectl rollout pause, resume and restart: one small patch each.

import { getPath } from "@/lib/sim/meta/object";
import { formatTime } from "@/lib/sim/meta/time";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { groupResourceOf } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { templateFlags } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { visitInfos } from "../resources";
import type { Info } from "../resources/target";
import { completeWorkloads, rolloutFlags, rolloutTargets } from "../rollout/resources";
import type { Session } from "../session";
import { patchObject } from "../writes";

interface PatchCommand {
  readonly name: "pause" | "resume" | "restart";
  readonly summary: string;
  readonly operation: string;
  /** The patch, or why there is none. */
  plan(info: Info, now: number): { readonly patch: object } | { readonly refusal: string };
}

function patchCommand(definition: PatchCommand): Command {
  return {
    name: definition.name,
    summary: definition.summary,
    usage: "RESOURCE",
    flags: defineFlags(`${rolloutFlags} field-manager:string=kubectl-rollout ${templateFlags}`),
    run: (session) => runPatch(session, definition),
    complete: completeWorkloads,
  };
}

function runPatch(session: Session, { operation, plan }: PatchCommand): number {
  visitInfos(session, rolloutTargets(session), (info) => {
    const planned = plan(info, session.io.process.now);
    if ("refusal" in planned) {
      throw new CommandError(
        `error: ${groupResourceOf(info.kind)} ${JSON.stringify(info.name)} ${planned.refusal}`,
      );
    }
    const options = { fieldManager: session.flags.string("field-manager") };
    try {
      resultPrinter(
        session,
        operation,
      )(patchObject(session, info, { type: "strategic", patch: planned.patch, options }));
    } catch (thrown) {
      throw new CommandError(`failed to patch: ${asError(thrown).message}`);
    }
  });
  return 0;
}

const isPaused = ({ object }: Info): boolean => getPath(object, ["spec", "paused"]) === true;
const isDeployment = ({ kind }: Info): boolean =>
  kind.kind === "Deployment" && kind.group === "apps";

export const rolloutPause = patchCommand({
  name: "pause",
  summary: "Mark the provided resource as paused",
  operation: "paused",
  plan(info) {
    if (!isDeployment(info)) return { refusal: "pausing is not supported" };
    return isPaused(info)
      ? { refusal: "is already paused" }
      : { patch: { spec: { paused: true } } };
  },
});

export const rolloutResume = patchCommand({
  name: "resume",
  summary: "Resume a paused resource",
  operation: "resumed",
  plan(info) {
    if (!isDeployment(info)) return { refusal: "resuming is not supported" };
    return isPaused(info) ? { patch: { spec: { paused: null } } } : { refusal: "is not paused" };
  },
});

export const rolloutRestart = patchCommand({
  name: "restart",
  summary: "Restart a resource",
  operation: "restarted",
  plan(info, now) {
    const isWorkload =
      info.kind.group === "apps" &&
      ["Deployment", "DaemonSet", "StatefulSet"].includes(info.kind.kind);
    if (!isWorkload) return { refusal: "restarting is not supported" };
    if (isDeployment(info) && isPaused(info))
      return { refusal: "can't restart paused deployment (run rollout resume first)" };
    const annotations = { "kubectl.kubernetes.io/restartedAt": formatTime(now) };
    return { patch: { spec: { template: { metadata: { annotations } } } } };
  },
});
