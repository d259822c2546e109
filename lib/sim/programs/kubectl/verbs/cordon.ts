// kubectl cordon and uncordon.
import { getPath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { completeOfType } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, selectorFlag } from "../flags/shared-flags";
import { targetFlags, visitInfos } from "../resources";
import type { Info } from "../resources/target";
import { dryRunOf, type Session, usage, withDryRun } from "../session";
import { patchObject } from "../writes";

function cordonCommand(name: "cordon" | "uncordon", summary: string): Command {
  return {
    name,
    summary,
    usage: "NODE",
    flags: defineFlags(`${dryRunFlag} ${selectorFlag}`),
    run: (session) => runCordon(session, name),
    complete: completeOfType("nodes"),
  };
}

export const cordon = cordonCommand("cordon", "Mark node as unschedulable");
export const uncordon = cordonCommand("uncordon", "Mark node as schedulable");

function runCordon(session: Session, name: "cordon" | "uncordon"): number {
  visitNodes(session, name, (info) => setCordon(session, info, name === "cordon"));
  return 0;
}

export function visitNodes(session: Session, name: string, visit: (info: Info) => void): void {
  const selector = session.flags.string("selector");
  if (session.args.length === 0 && selector === "")
    throw usage(session, `USAGE: ${name} NODE [flags]`);
  if (session.args.length > 0 && selector !== "")
    throw usage(session, "error: cannot specify both a node name and a --selector option");
  const args = session.args.length === 0 ? ["nodes"] : session.args;
  visitInfos(
    session,
    {
      ...targetFlags(session),
      args,
      ...(session.args.length === 0 ? {} : { defaultType: "nodes" }),
    },
    visit,
  );
}

/** `node/node01 cordoned`, or that it was so already. */
export function setCordon(session: Session, info: Info, isCordoned: boolean): void {
  const word = isCordoned ? "cordoned" : "uncordoned";
  const dryRun = dryRunOf(session);
  const before = getPath(info.object, ["spec", "unschedulable"]) === true;
  if (before === isCordoned) {
    session.io.stdout(`node/${info.name} already ${withDryRun(word, dryRun)}\n`);
    return;
  }
  if (dryRun !== "client") {
    const patch = { spec: { unschedulable: isCordoned ? true : null } };
    patchObject(session, info, { type: "strategic", patch, options: { dryRun } });
  }
  session.io.stdout(`node/${info.name} ${withDryRun(word, dryRun)}\n`);
}
