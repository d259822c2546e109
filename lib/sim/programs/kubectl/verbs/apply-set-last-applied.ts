import { goJson } from "@/lib/sim/meta/go-json";
import { removePath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError, throwCollected } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, templateFlags } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { dryRunOf, type Session } from "../session";
import { appliedConfiguration, lastApplied, patchObject } from "../writes";

export const setLastApplied: Command = {
  name: "set-last-applied",
  summary:
    "Set the last-applied-configuration annotation on a live object to match the contents of a file",
  usage: "-f FILENAME",
  flags: defineFlags(`create-annotation:bool ${dryRunFlag} filename,f:slice ${templateFlags}`),
  run: runSet,
};

function runSet(session: Session): number {
  const dryRun = dryRunOf(session);
  const { targets } = findTargets(session, { withFiles: true });
  const print = resultPrinter(session, "configured", dryRun);
  for (const target of targets) {
    const {
      infos: [wanted],
      errors,
    } = fetchTargets(session, [target]);
    throwCollected(errors);
    const {
      infos: [live],
      errors: liveErrors,
    } = fetchTargets(session, [target], { latest: true });
    throwCollected(liveErrors);
    if (wanted === undefined || live === undefined) continue;
    const before = appliedConfiguration(live.object);
    if (before === undefined && !session.flags.bool("create-annotation")) {
      throw new CommandError(
        `no last-applied-configuration annotation found on resource: ${live.name}, to create the annotation, run the command with --create-annotation`,
      );
    }
    const text = `${goJson(removePath(wanted.object, ["metadata", "annotations", lastApplied]))}\n`;
    if (dryRun === "client") print(live.object);
    else {
      const patch = { metadata: { annotations: { [lastApplied]: text } } };
      print(patchObject(session, live, { type: "merge", patch, options: { dryRun } }));
    }
  }
  return 0;
}
