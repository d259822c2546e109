// kubectl diff: what apply would change, as `diff -u` shows it.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import { goJson } from "@/lib/sim/meta/go-json";
import { type KubernetesObject, setPath } from "@/lib/sim/meta/object";
import { formatNanoTime } from "@/lib/sim/meta/time";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import { planPatch } from "../apply/client-side";
import { getObject } from "../client";
import type { Command } from "../command";
import { asError, CommandError, isNotFound } from "../command-error";
import { unifiedDiff } from "../diff/unified";
import { groupVersion } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, selectorFlag } from "../flags/shared-flags";
import { withoutManagedFields } from "../output";
import { targetFlags, visitInfos } from "../resources";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import { type Session, usage } from "../session";
import { createObject, patchObject, withAppliedAnnotation } from "../writes";

export const diff: Command = {
  name: "diff",
  summary: "Diff the live version against a would-be applied version",
  usage: "-f FILENAME",
  flags: defineFlags(
    `concurrency:int=1 field-manager:string=kubectl-client-side-apply ${filenameFlags} force-conflicts:bool prune:bool
     prune-allowlist:array ${selectorFlag} server-side:bool show-managed-fields:bool show-secrets:bool`,
  ),
  run: runDiff,
};

/** 0: no difference, 1: some, above: trouble. */
function runDiff(session: Session): ProgramResult {
  try {
    if (session.args.length > 0)
      throw usage(session, `Unexpected args: [${session.args.join(" ")}]`);
    if (!hasFiles(session)) throw new CommandError("must specify one of -f and -k");
    return compare(session);
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof CommandError)
      throw new CommandError(error.message, { ...error.options, status: 2 });
    throw error;
  }
}

function compare(session: Session): number {
  const directories = { live: "/tmp/LIVE-1", merged: "/tmp/MERGED-1" };
  let text = "";
  visitInfos(session, { ...targetFlags(session), withValidation: false }, (info) => {
    const live = find(session, info);
    const merged = merge(session, info, live);
    const [before, after] = [show(session, live, info), show(session, merged, info)];
    if (before === after) return;
    const name = `${groupVersion(info.kind).replace("/", ".")}.${info.kind.kind}.${info.namespace}.${info.name}`;
    const time = formatNanoTime(session.io.process.now).replace("T", " ").replace("Z", " +0000");
    const [old, now] = [`${directories.live}/${name}`, `${directories.merged}/${name}`];
    text += `diff -u -N ${old} ${now}\n--- ${old}\t${time}\n+++ ${now}\t${time}\n${unifiedDiff(before, after)}`;
  });
  const external = session.io.process.environment.KUBECTL_EXTERNAL_DIFF;
  if (external === undefined || external === "") session.io.stdout(text);
  return text === "" ? 0 : 1;
}

function find(session: Session, info: Info): KubernetesObject | undefined {
  try {
    return getObject(session.cluster.client, info);
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function merge(session: Session, info: Info, live: KubernetesObject | undefined): KubernetesObject {
  const fieldManager = session.flags.string("field-manager");
  const options = { fieldManager, dryRun: "server" } as const;
  if (session.flags.bool("server-side")) {
    const manager = session.flags.isSet("field-manager") ? fieldManager : "kubectl";
    const patch = goJson(info.object, { keepOrder: true });
    const merged = patchObject(session, info, {
      type: "apply",
      patch,
      options: { fieldManager: manager, dryRun: "server" },
      force: session.flags.bool("force-conflicts"),
    });
    const annotation = "kubectl.kubernetes.io/last-applied-configuration";
    if (merged.metadata.annotations?.[annotation] === undefined) return merged;
    return setPath(merged, ["metadata", "annotations", annotation], `${goJson(info.object)}\n`);
  }
  const modified = withAppliedAnnotation(info.object);
  if (live === undefined) {
    const created = createObject(session, info, modified, options);
    return setPath(created, ["metadata", "annotations"], info.object.metadata.annotations);
  }
  const plan = planPatch(info, live, modified);
  if (Object.keys(plan.patch).length === 0) return live;
  return hideApplied(live, patchObject(session, info, { ...plan, options }));
}

/** The kept configuration differs by nature; the live one is shown on both sides. */
function hideApplied(live: KubernetesObject, merged: KubernetesObject): KubernetesObject {
  const annotation = "kubectl.kubernetes.io/last-applied-configuration";
  const before = live.metadata.annotations?.[annotation];
  if (before === undefined) return merged;
  return setPath(merged, ["metadata", "annotations", annotation], before);
}

function show(session: Session, object: KubernetesObject | undefined, info: Info): string {
  if (object === undefined) return "";
  const bare = session.flags.bool("show-managed-fields") ? object : withoutManagedFields(object);
  return writeYaml(
    info.kind.kind === "Secret" && !session.flags.bool("show-secrets") ? maskData(bare) : bare,
  );
}

const maskData = (object: unknown): unknown => {
  const data = (object as { readonly data?: Readonly<Record<string, string>> }).data;
  if (data === undefined) return object;
  return setPath(
    object,
    ["data"],
    Object.fromEntries(Object.keys(data).map((key) => [key, "***"])),
  );
};
