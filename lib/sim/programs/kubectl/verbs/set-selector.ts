import { setPath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { parseSelectorFlag } from "../create/selector-flag";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, recordDeprecation, recordFlag, templateFlags } from "../flags/shared-flags";
import type { Session } from "../session";
import { applyChange } from "../set/pod-spec";

export const setSelector: Command = {
  name: "selector",
  summary: "Set the selector on a resource",
  usage: "(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]",
  flags: defineFlags(
    `all:bool ${dryRunFlag} field-manager:string=kubectl-set filename,f:slice local:bool recursive,R:bool=true
     resource-version:string ${templateFlags} ${recordFlag}`,
    recordDeprecation,
  ),
  run: runSet,
  complete: completeResources,
};

function runSet(session: Session): number {
  const expression = session.args.at(-1);
  if (expression === undefined) {
    throw new CommandError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  const selector = parseSelectorFlag(expression);
  return applyChange(session, {
    operation: "selector updated",
    targets: { args: session.args.slice(0, -1) },
    failure: "",
    change(object) {
      if (object.kind !== "Service") {
        throw new CommandError(`setting a selector is only supported for Services`);
      }
      if (selector.matchExpressions !== undefined)
        throw new CommandError(
          `match expression ${JSON.stringify(selector.matchExpressions)} not supported on this object`,
        );
      return setPath(object, ["spec", "selector"], selector.matchLabels ?? {});
    },
  });
}
