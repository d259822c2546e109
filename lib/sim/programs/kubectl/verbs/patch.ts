import { parseJson } from "@/lib/sim/meta/json/parse-json";
import {
  deepEqual,
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
} from "@/lib/sim/meta/object";
import { applyJsonPatch } from "@/lib/sim/meta/patch/json-patch";
import { applyMergePatch } from "@/lib/sim/meta/patch/merge-patch";
import { applyStrategicMergePatch } from "@/lib/sim/meta/patch/strategic-merge-patch";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import { badRequest, StatusError } from "@/lib/sim/meta/status-error";
import { getObject } from "../client";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { groupVersion } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
} from "../flags/shared-flags";
import { parseDocument } from "../manifests";
import { resultPrinter } from "../output";
import { targetFlags, visitInfos } from "../resources";
import type { Info } from "../resources/target";
import { dryRunOf, type Session } from "../session";
import { patchObject, patchTypes } from "../writes";

export const patch: Command = {
  name: "patch",
  summary: "Update fields of a resource",
  usage: "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
  flags: defineFlags(
    `${dryRunFlag} field-manager:string=kubectl-patch ${filenameFlags} local:bool patch,p:string patch-file:string
     subresource:string ${templateFlags} type:string=strategic ${recordFlag}`,
    recordDeprecation,
  ),
  run: runPatch,
  complete: completeResources,
};

type PatchType = "json" | "merge" | "strategic";

function runPatch(session: Session): number {
  const { flags } = session;
  validate(session);
  const type = flags.string("type") as PatchType;
  const text = patchText(session);
  const document = parsePatch(text);
  const dryRun = dryRunOf(session);
  const isLocal = flags.bool("local");
  const subresource = flags.string("subresource");
  const options = { ...targetFlags(session), latest: !isLocal && dryRun === "client" };
  const count = visitInfos(
    session,
    { ...options, latest: !isLocal, ...(subresource === "" ? {} : { subresource }) },
    (info) => {
      if (isLocal || dryRun === "client") {
        const patched = patchLocally(info, type, document);
        resultPrinter(session, operationOf(info.object, patched), dryRun)(patched);
        return;
      }
      const place = { ...info, ...(subresource === "" ? {} : { subresource }) };
      const before = subresource === "" ? info.object : getObject(session.cluster.client, place);
      const options = { fieldManager: flags.string("field-manager"), dryRun };
      const patched = orNotSupported(info, type, () =>
        patchObject(session, place, { type, patch: document, options }),
      );
      resultPrinter(session, operationOf(before, patched), dryRun)(patched);
    },
  );
  if (count === 0) throw new CommandError("no objects passed to patch");
  return 0;
}

/** Custom resources have no strategic merge; upstream says which type and kind were meant. */
function orNotSupported(
  { kind }: Info,
  type: PatchType,
  patch: () => KubernetesObject,
): KubernetesObject {
  try {
    return patch();
  } catch (error) {
    const isUnsupported =
      error instanceof StatusError && error.status.reason === "UnsupportedMediaType";
    if (!isUnsupported) throw error;
    const what = `${patchTypes[type]} is not supported by ${groupVersion(kind)}, Kind=${kind.kind}`;
    throw new CommandError(`${what}: ${error.status.message}`);
  }
}

const operationOf = (before: KubernetesObject, after: KubernetesObject): string =>
  deepEqual(before, after) ? "patched (no change)" : "patched";

function validate({ args, flags }: Session): void {
  if (flags.isSet("patch") && flags.isSet("patch-file"))
    throw new CommandError("cannot specify --patch and --patch-file together");
  if (flags.bool("local") && args.length > 0) {
    throw new CommandError("cannot specify --local and server resources");
  }
  if (flags.bool("local") && flags.list("filename").length === 0) {
    throw new CommandError("--local can only be specified with --filename");
  }
  if (flags.string("patch") === "" && flags.string("patch-file") === "") {
    throw new CommandError(
      "must specify --patch or --patch-file containing the contents of the patch",
    );
  }
  const type = flags.string("type");
  if (!(type in patchTypes) || type === "apply")
    throw new CommandError(
      `--type must be one of [json merge strategic], not ${JSON.stringify(type)}`,
    );
}

function patchText(session: Session): string {
  const { flags, io } = session;
  const path = flags.string("patch-file");
  if (path === "") return flags.string("patch");
  if (path === "-") return session.stdin;
  if (io.files.exists(path)) return io.files.read(path);
  throw new CommandError(`unable to read patch file: open ${path}: no such file or directory`);
}

/** YAML is taken, too. What looks like JSON is the server's to judge. */
function parsePatch(text: string): unknown {
  if (/^\s*\{/.test(text)) {
    const json = parseJson(text);
    if ("error" in json) throw badRequest(`error decoding patch: ${json.error}`);
    return json.value;
  }
  const result = parseDocument(text);
  if ("error" in result)
    throw new CommandError(
      `unable to parse ${JSON.stringify(text)}: ${result.error.replace("error converting YAML to JSON: ", "")}`,
    );
  return result.value;
}

function patchLocally(
  { object, kind }: Info,
  type: PatchType,
  document: unknown,
): KubernetesObject {
  switch (type) {
    case "json":
      return applyJsonPatch(object, document) as KubernetesObject;
    case "merge":
      return applyMergePatch(object, document) as KubernetesObject;
    default: {
      const fields: JsonObject = isJsonObject(document) ? document : {};
      return applyStrategicMergePatch(
        object as unknown as JsonObject,
        fields,
        rootProperty(kind),
      ) as unknown as KubernetesObject;
    }
  }
}
