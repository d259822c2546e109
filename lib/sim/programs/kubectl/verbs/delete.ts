// kubectl delete: asks the server to delete, then waits until the objects are gone.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import type { Command } from "../command";
import { addSource, asError, CommandError, isNotFound, throwCollected } from "../command-error";
import { completeResources } from "../completion";
import { kindName } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { cascadeFlags, dryRunFlag, filenameFlags, selectorFlag } from "../flags/shared-flags";
import { findTargets, targetFlags } from "../resources";
import { fetchTarget } from "../resources/fetch";
import type { Info, Target } from "../resources/target";
import { dryRunOf, type Session } from "../session";
import { type Gone, waitUntilGone } from "../wait/until-gone";
import { type DeleteRequest, deleteObject } from "../writes";
import { rawText, splitUrl } from "./get";

export const deleteVerb: Command = {
  name: "delete",
  summary:
    "Delete resources by file names, stdin, resources and names, or by resources and label selector",
  usage: "([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])",
  flags: defineFlags(`
    all:bool all-namespaces,A:bool ${cascadeFlags.replace("wait:bool", "wait:bool=true")} ${dryRunFlag}
    field-selector:string ${filenameFlags} ignore-not-found:bool interactive,i:bool now:bool output,o:string
    raw:string ${selectorFlag}
  `),
  run: runDelete,
  complete: completeResources,
};

function runDelete(session: Session, resume?: unknown): ProgramResult {
  if (resume !== undefined) return waitUntilGone(session, resume as Gone);
  const { flags } = session;
  const options = deleteOptions(session);
  if (flags.string("raw") !== "") return deleteRaw(session);
  const { targets } = findTargets(session, targetFlags(session));
  validate(session, options);
  if (flags.bool("interactive")) throw new CommandError("--interactive is not simulated here");
  const { deleted, count } = deleteTargets(session, targets, options);
  if (count === 0) {
    session.io.stdout("No resources found\n");
    return 0;
  }
  if (!flags.bool("wait") || dryRunOf(session) !== "none") return 0;
  const timeoutMs = flags.duration("timeout") || week;
  return waitUntilGone(session, { remaining: deleted, until: session.io.process.now + timeoutMs });
}

export const week = 168 * 3_600_000;

interface DeleteOptions extends DeleteRequest {
  readonly gracePeriod: number;
}

function deleteOptions(session: Session): DeleteOptions {
  const { flags } = session;
  let gracePeriod = flags.number("grace-period");
  const isForced = flags.bool("force");
  const propagation = propagationOf(session);
  if (flags.bool("now")) {
    if (gracePeriod !== -1)
      throw new CommandError("--now and --grace-period cannot be specified together");
    gracePeriod = 1;
  }
  if (gracePeriod === 0 && !isForced) gracePeriod = 1;
  if (isForced && gracePeriod < 0) gracePeriod = 0;
  return {
    propagation,
    gracePeriod,
    ...(gracePeriod < 0 ? {} : { gracePeriodSeconds: gracePeriod }),
    ...(dryRunOf(session) === "server" ? { dryRun: true } : {}),
  };
}

/** `--cascade`, with the words of older releases still understood. */
export function propagationOf(session: Session): DeleteRequest["propagation"] {
  const value = session.flags.string("cascade");
  switch (value) {
    case "background":
      return "Background";
    case "foreground":
      return "Foreground";
    case "orphan":
      return "Orphan";
    default: {
      const isTrue = /^(1|t|T|TRUE|true|True)$/.test(value);
      if (!isTrue && !/^(0|f|F|FALSE|false|False)$/.test(value)) {
        throw new CommandError(
          `invalid cascade value (${value}). Must be "background", "foreground", or "orphan".`.replace(
            /\.$/,
            "",
          ),
        );
      }
      const instead = isTrue ? "background" : "orphan";
      session.io.stderr(
        `warning: --cascade=${value} is deprecated (boolean value) and can be replaced with --cascade=${instead}.\n`,
      );
      return isTrue ? "Background" : "Orphan";
    }
  }
}

function validate(session: Session, { gracePeriod }: DeleteOptions): void {
  const { flags } = session;
  const output = flags.string("output");
  if (output !== "" && output !== "name") {
    throw new CommandError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  }
  if (flags.bool("all") && flags.string("selector") !== "") {
    throw new CommandError("cannot set --all and --selector at the same time");
  }
  if (flags.bool("all") && flags.string("field-selector") !== "") {
    throw new CommandError("setting 'all' parameter but found a non empty selector. ");
  }
  if (!flags.bool("force")) return;
  if (gracePeriod > 0) {
    throw new CommandError(
      "--force and --grace-period greater than 0 cannot be specified together",
    );
  }
  session.io.stderr(
    "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n",
  );
}

interface DeleteResult {
  readonly deleted: Gone["remaining"];
  readonly count: number;
}

function deleteTargets(
  session: Session,
  targets: readonly Target[],
  options: DeleteOptions,
): DeleteResult {
  const { flags } = session;
  const isBulk =
    flags.bool("all") || flags.string("selector") !== "" || flags.string("field-selector") !== "";
  const ignoresMissing = flags.isSet("ignore-not-found") ? flags.bool("ignore-not-found") : isBulk;
  const deleted: Gone["remaining"][number][] = [];
  const errors: Error[] = [];
  let count = 0;
  let warnsScope = session.cluster.isNamespaceGiven && !flags.bool("all-namespaces");
  const attempt = (source: string, act: () => void) => {
    try {
      act();
    } catch (thrown) {
      const error = asError(thrown);
      if (ignoresMissing && isNotFound(error)) return;
      errors.push(source === "" || error instanceof CommandError ? error : sourced(error, source));
    }
  };
  for (const target of targets) {
    attempt("", () => {
      for (const info of placesOf(session, target)) {
        attempt(info.source, () => {
          count++;
          if (warnsScope && !info.kind.namespaced) {
            session.io.stderr(
              "Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n",
            );
            warnsScope = false;
          }
          const uid =
            dryRunOf(session) === "client" ? undefined : deleteObject(session, info, options);
          printDeleted(session, info, options);
          deleted.push({
            kind: info.kind,
            namespace: info.namespace,
            name: info.name,
            ...(uid === undefined ? {} : { uid }),
          });
        });
      }
    });
  }
  throwCollected(errors);
  return { deleted, count: ignoresMissing && count === 0 && !isBulk ? -1 : count };
}

const sourced = (error: Error, source: string): Error => addSource("deleting", source, error);

function placesOf(session: Session, target: Target): readonly Omit<Info, "object">[] {
  if (target.by === "name") return [{ ...target, source: "" }];
  return fetchTarget(session, target, {});
}

function printDeleted(
  session: Session,
  info: Omit<Info, "object">,
  { gracePeriod }: DeleteOptions,
): void {
  const kind = kindName(info.kind);
  if (session.flags.string("output") === "name") {
    session.io.stdout(`${kind}/${info.name}\n`);
    return;
  }
  const dryRun = dryRunOf(session);
  const suffix =
    dryRun === "client" ? " (dry run)" : dryRun === "server" ? " (server dry run)" : "";
  const operation = gracePeriod === 0 ? "force deleted" : "deleted";
  const from = info.kind.namespaced ? ` from ${info.namespace} namespace` : "";
  session.io.stdout(`${kind} "${info.name}" ${operation}${from}${suffix}\n`);
}

function deleteRaw(session: Session): number {
  const { path, query } = splitUrl(session.flags.string("raw"));
  session.io.stdout(rawText(session.cluster.client.raw({ method: "DELETE", path, query })));
  return 0;
}
