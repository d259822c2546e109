// The resources a rollout command is about.
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { filenameFlags, selectorFlag } from "../flags/shared-flags";
import { targetFlags, type VisitOptions } from "../resources";
import { hasFiles } from "../resources/files";
import type { Session } from "../session";

export const rolloutFlags = `${filenameFlags} ${selectorFlag}`;

export function rolloutTargets(session: Session): VisitOptions {
  if (session.args.length === 0 && !hasFiles(session))
    throw new CommandError("required resource not specified");
  return { ...targetFlags(session), mayListAll: true, latest: true };
}

const types = ["deployment", "daemonset", "statefulset"];

export const completeWorkloads = (
  session: Session,
  args: readonly string[],
  word: string,
): readonly string[] =>
  args.length === 0 && !word.includes("/") ? types : completeResources(session, args, word);
