import { goJsonIndent } from "@/lib/sim/meta/go-json";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import type { Command } from "../command";
import { throwCollected, usageError } from "../command-error";
import { completeResources } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, selectorFlag } from "../flags/shared-flags";
import { findTargets, targetFlags } from "../resources";
import { fetchTargets } from "../resources/fetch";
import type { Session } from "../session";
import { appliedConfiguration } from "../writes";

export const viewLastApplied: Command = {
  name: "view-last-applied",
  summary: "View the latest last-applied-configuration annotations of a resource/object",
  usage: "(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)",
  flags: defineFlags(`all:bool ${filenameFlags} output,o:string=yaml ${selectorFlag}`),
  run: runView,
  complete: completeResources,
};

function runView(session: Session): number {
  const output = session.flags.string("output");
  if (output !== "json" && output !== "yaml") {
    throw usageError(
      session.commandPath,
      `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`,
    );
  }
  const { targets } = findTargets(session, { ...targetFlags(session), mayListAll: true });
  const { infos, errors } = fetchTargets(session, targets, { latest: true });
  throwCollected(errors);
  for (const info of infos) {
    const text = appliedConfiguration(info.object);
    // Upstream means to complain, and wraps its words around an error that is none.
    if (text === undefined) return 0;
    const value: unknown = JSON.parse(text);
    session.io.stdout(output === "json" ? `${goJsonIndent(value, "  ")}\n` : writeYaml(value));
  }
  return 0;
}
