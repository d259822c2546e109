import type { Command } from "../command";
import { CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { templateFlags } from "../flags/shared-flags";
import { outputOf, resultPrinter } from "../output";
import { alignColumns, describeTabs } from "../print/tab-writer";
import { visitInfos } from "../resources";
import type { Info } from "../resources/target";
import { type Revision, revisionsOf, templateText } from "../rollout/history";
import { completeWorkloads, rolloutFlags, rolloutTargets } from "../rollout/resources";
import { kindWithGroup } from "../rollout/status";
import type { Session } from "../session";

export const rolloutHistory: Command = {
  name: "history",
  summary: "View rollout history",
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  flags: defineFlags(`${rolloutFlags} revision:int64 ${templateFlags}`),
  run: runHistory,
  complete: completeWorkloads,
};

function runHistory(session: Session): number {
  const wanted = session.flags.number("revision");
  if (wanted < 0) throw new CommandError(`revision must be a positive integer: ${wanted}`);
  visitInfos(session, rolloutTargets(session), (info) => show(session, info, wanted));
  return 0;
}

function show(session: Session, info: Info, wanted: number): void {
  const revisions = revisionsOf(session, info);
  if (revisions === undefined) {
    throw new CommandError(
      `no history viewer has been implemented for ${JSON.stringify(kindWithGroup(info.kind))}`,
    );
  }
  const found = wanted > 0 ? revisions.filter((one) => one.number === wanted) : revisions;
  if (wanted > 0 && found.length === 0)
    throw new CommandError("unable to find the specified revision");
  if (outputOf(session).format !== "") {
    const print = resultPrinter(session, "");
    for (const { holder } of found) print(holder);
    return;
  }
  const [only] = found;
  const text = wanted > 0 && only !== undefined ? templateText(only.template) : overview(revisions);
  resultPrinter(session, `${wanted > 0 ? `with revision #${wanted}` : ""}\n${text}`)(info.object);
}

function overview(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return "No rollout history found.";
  const lines = revisions.map(({ number, cause }) => `${number}\t${cause || "<none>"}\n`);
  return alignColumns(`REVISION\tCHANGE-CAUSE\n${lines.join("")}`, describeTabs).text;
}
