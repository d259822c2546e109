import type { ProgramResult } from "@/lib/sim/machine/program";
import { getObject } from "../client";
import type { Command } from "../command";
import { addSource, asError, CommandError, isNotFound, throwCollected } from "../command-error";
import { kindName } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import {
  cascadeFlags,
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
  validateFlag,
} from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { findTargets, targetFlags, visitInfos } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import { dryRunOf, type Session, usage, validationOf } from "../session";
import { type Gone, waitUntilGone } from "../wait/until-gone";
import { createObject, deleteObject, replaceObject, withAppliedAnnotation } from "../writes";
import { propagationOf, week } from "./delete";
import { rawText, splitUrl } from "./get";

export const replace: Command = {
  name: "replace",
  summary: "Replace a resource by file name or stdin",
  usage: "-f FILENAME",
  flags: defineFlags(
    `${cascadeFlags} ${dryRunFlag} field-manager:string=kubectl-replace ${filenameFlags} raw:string save-config:bool
     subresource:string ${templateFlags} ${validateFlag} ${recordFlag}`,
    recordDeprecation,
  ),
  run: runReplace,
};

function runReplace(session: Session, resume?: unknown): ProgramResult {
  const { flags } = session;
  if (resume !== undefined) return forceReplace(session, resume as Gone);
  if (session.args.length > 0) throw usage(session, `Unexpected args: [${session.args.join(" ")}]`);
  if (!hasFiles(session)) throw new CommandError("must specify one of -f and -k");
  if (flags.number("grace-period") >= 0 && !flags.bool("force"))
    throw new CommandError("--grace-period must have --force specified");
  if (flags.duration("timeout") !== 0 && !flags.bool("force"))
    throw new CommandError("--timeout must have --force specified");
  if (flags.string("raw") !== "") return replaceRaw(session);
  if (flags.bool("force")) return startForce(session);
  const dryRun = dryRunOf(session);
  const print = resultPrinter(session, "replaced", dryRun);
  const options = {
    fieldManager: flags.string("field-manager"),
    dryRun,
    validation: validationOf(session),
  };
  const subresource = flags.string("subresource");
  const count = visitInfos(session, { ...targetFlags(session), withValidation: true }, (info) => {
    if (dryRun === "client") return print(info.object);
    try {
      const place = { ...info, ...(subresource === "" ? {} : { subresource }) };
      const live = getObject(session.cluster.client, place);
      const object = wanted(session, info);
      const version = object.metadata.resourceVersion ?? live.metadata.resourceVersion;
      const versioned = {
        ...object,
        metadata: {
          ...object.metadata,
          ...(version === undefined ? {} : { resourceVersion: version }),
        },
      };
      print(replaceObject(session, place, versioned, options));
    } catch (thrown) {
      throw addSource("replacing", info.source, asError(thrown));
    }
  });
  if (count === 0) throw new CommandError("no objects passed to replace");
  return 0;
}

const wanted = (session: Session, { object }: Info) =>
  session.flags.bool("save-config") ? withAppliedAnnotation(object) : object;

function startForce(session: Session): ProgramResult {
  const { flags, io } = session;
  const { targets } = findTargets(session, { ...targetFlags(session), withValidation: true });
  const { infos, errors } = fetchTargets(session, targets);
  throwCollected(errors);
  const grace = flags.number("grace-period");
  if (grace === 0) {
    io.stderr(
      "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n",
    );
  }
  const remaining: Gone["remaining"][number][] = [];
  for (const info of infos) {
    try {
      const request = {
        propagation: propagationOf(session),
        ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
      };
      const uid = deleteObject(session, info, request);
      const from = info.kind.namespaced ? ` from ${info.namespace} namespace` : "";
      io.stdout(
        `${kindName(info.kind)} "${info.name}" ${grace === 0 ? "force deleted" : "deleted"}${from}\n`,
      );
      remaining.push({
        kind: info.kind,
        namespace: info.namespace,
        name: info.name,
        ...(uid === undefined ? {} : { uid }),
      });
    } catch (thrown) {
      if (!isNotFound(thrown)) throw thrown;
    }
  }
  return forceReplace(session, {
    remaining,
    until: io.process.now + (flags.duration("timeout") || week),
  });
}

function forceReplace(session: Session, gone: Gone): ProgramResult {
  const waiting = waitUntilGone(session, gone);
  if (typeof waiting !== "number") return waiting;
  const print = resultPrinter(session, "replaced");
  const options = {
    fieldManager: session.flags.string("field-manager"),
    validation: validationOf(session),
  };
  visitInfos(session, targetFlags(session), (info) =>
    print(createObject(session, info, wanted(session, info), options)),
  );
  return 0;
}

function replaceRaw(session: Session): number {
  const { flags, io } = session;
  const [path = ""] = flags.list("filename");
  const url = splitUrl(flags.string("raw"));
  const body = path === "-" ? session.stdin : io.files.read(path);
  io.stdout(rawText(session.cluster.client.raw({ method: "PUT", ...url, body })));
  return 0;
}
