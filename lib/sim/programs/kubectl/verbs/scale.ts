import type { ProgramResult } from "@/lib/sim/machine/program";
import { getPath, type KubernetesObject } from "@/lib/sim/meta/object";
import { getObject } from "../client";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  selectorFlag,
  templateFlags,
} from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { targetFlags, visitInfos } from "../resources";
import { dryRunOf, type Session } from "../session";
import { patchObject, replaceObject } from "../writes";

export const scale: Command = {
  name: "scale",
  summary: "Set a new size for a deployment, replica set, or replication controller",
  usage:
    "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)",
  flags: defineFlags(
    `all:bool current-replicas:int=-1 ${dryRunFlag} ${filenameFlags} replicas:int! resource-version:string
     ${selectorFlag} ${templateFlags} timeout:duration ${recordFlag}`,
    recordDeprecation,
  ),
  run: runScale,
  complete: completeResources,
};

function runScale(session: Session): ProgramResult {
  const { flags } = session;
  const replicas = flags.number("replicas");
  if (replicas < 0) {
    throw new CommandError(
      "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0",
    );
  }
  const expected = flags.number("current-replicas");
  if (expected < -1)
    throw new CommandError("The --current-replicas must specify an integer of -1 or greater");
  const dryRun = dryRunOf(session);
  const count = visitInfos(session, { ...targetFlags(session), latest: true }, (info) => {
    const print = resultPrinter(session, "scaled", dryRun);
    if (dryRun === "client") return print(info.object);
    const place = { ...info, subresource: "scale" };
    const version = flags.string("resource-version");
    if (expected >= 0 || version !== "") {
      const current = getObject(session.cluster.client, place);
      check(current, { expected, version });
      const wanted = { ...current, spec: { replicas } };
      replaceObject(session, place, wanted, { dryRun });
    } else
      patchObject(session, place, {
        type: "merge",
        patch: { spec: { replicas } },
        options: { dryRun },
      });
    print(info.object);
  });
  if (count === 0) throw new CommandError("no objects passed to scale");
  return 0;
}

interface Preconditions {
  readonly expected: number;
  readonly version: string;
}

function check(scaleObject: KubernetesObject, { expected, version }: Preconditions): void {
  const now = Number(getPath(scaleObject, ["spec", "replicas"]) ?? 0);
  if (expected >= 0 && now !== expected)
    throw new CommandError(`Expected replicas to be ${expected}, was ${now}`);
  const current = scaleObject.metadata.resourceVersion ?? "";
  if (version !== "" && current !== version) {
    throw new CommandError(`Expected resource version to be ${version}, was ${current}`);
  }
}
