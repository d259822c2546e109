import { setPath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
} from "../flags/shared-flags";
import type { Session } from "../session";
import { applyChange, noPodSpec, podSpecPath } from "../set/pod-spec";

export const setServiceAccount: Command = {
  name: "serviceaccount",
  aliases: ["sa"],
  summary: "Update the service account of a resource",
  usage: "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT",
  flags: defineFlags(
    `all:bool ${dryRunFlag} field-manager:string=kubectl-set ${filenameFlags} local:bool ${templateFlags} ${recordFlag}`,
    recordDeprecation,
  ),
  run: runSet,
  complete: completeResources,
};

function runSet(session: Session): number {
  const account = session.args.at(-1);
  if (account === undefined) throw new CommandError("serviceaccount is required");
  return applyChange(session, {
    operation: "serviceaccount updated",
    targets: { args: session.args.slice(0, -1) },
    failure: "failed to patch ServiceAccountName ",
    change(object, info) {
      const path = podSpecPath(object);
      if (path === undefined) throw noPodSpec(info);
      return setPath(object, [...path, "serviceAccountName"], account);
    },
  });
}
