import { deepEqual, getPath, setPath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { subjectsOf } from "../create/rbac";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, filenameFlags, selectorFlag, templateFlags } from "../flags/shared-flags";
import type { Session } from "../session";
import { applyChange } from "../set/pod-spec";

export const setSubject: Command = {
  name: "subject",
  summary: "Update the user, group, or service account in a role binding or cluster role binding",
  usage:
    "(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
  flags: defineFlags(
    `all:bool ${dryRunFlag} field-manager:string=kubectl-set ${filenameFlags} group:slice local:bool ${selectorFlag}
     serviceaccount:slice ${templateFlags} user:slice`,
  ),
  run: runSet,
  complete: completeResources,
};

function runSet(session: Session): number {
  const subjects = subjectsOf(session);
  return applyChange(session, {
    operation: "subjects updated",
    failure: "failed to patch subjects to rolebinding: ",
    validate() {
      if (subjects.length > 0) return;
      throw new CommandError(
        "you must specify at least one value of user, group or serviceaccount",
      );
    },
    change(object) {
      const before = (getPath(object, ["subjects"]) ?? []) as readonly unknown[];
      const added = subjects.filter((subject) => before.every((old) => !deepEqual(old, subject)));
      return setPath(object, ["subjects"], [...before, ...added]);
    },
  });
}
