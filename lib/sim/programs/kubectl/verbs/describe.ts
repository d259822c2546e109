// kubectl describe: one object after another, two blank lines between; a name that is not there is tried
// as a prefix.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/describe/describe.go
import type { Command } from "../command";
import { CommandError, isNotFound, throwEach } from "../command-error";
import { completeResources } from "../completion";
import { describers } from "../describe";
import { describeGeneric } from "../describe/generic";
import { createDescription } from "../describe/writer";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, selectorFlag } from "../flags/shared-flags";
import { findTargets, targetFlags } from "../resources";
import { fetchTarget, fetchTargets } from "../resources/fetch";
import { hasFiles } from "../resources/files";
import type { Info, Target } from "../resources/target";
import type { Session } from "../session";

export const describe: Command = {
  name: "describe",
  summary: "Show details of a specific resource or group of resources",
  usage: "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
  flags: defineFlags(
    `all-namespaces,A:bool chunk-size:int64=500 ${filenameFlags} ${selectorFlag} show-events:bool=true`,
  ),
  run: runDescribe,
  complete: completeResources,
};

function runDescribe(session: Session): number {
  if (session.args.length === 0 && !hasFiles(session)) {
    throw new CommandError(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  }
  const { targets } = findTargets(session, { ...targetFlags(session), mayListAll: true });
  const { infos, errors } = fetchTargets(session, targets, { latest: true });
  const showsEvents = eventsShown(session, infos.length > 1 || errors.length > 0);
  const [error] = errors;
  if (error !== undefined && isNotFound(error) && session.args.length === 2) {
    return describeByPrefix(session, { error, targets, showsEvents });
  }
  infos.forEach((info, index) => {
    session.io.stdout(`${index === 0 ? "" : "\n\n"}${describeInfo(session, info, showsEvents)}`);
  });
  if (infos.length === 0 && errors.length === 0) {
    const where = session.flags.bool("all-namespaces")
      ? ""
      : ` in ${session.cluster.namespace} namespace.`;
    session.io.stderr(`No resources found${where}\n`);
  }
  throwEach(errors);
  return 0;
}

/** Several objects are described without their events, unless they are asked for. */
function eventsShown({ flags }: Session, isMany: boolean): boolean {
  return isMany && !flags.isSet("show-events") ? false : flags.bool("show-events");
}

interface Missing {
  readonly error: Error;
  readonly targets: readonly Target[];
  readonly showsEvents: boolean;
}

function describeByPrefix(session: Session, { error, targets, showsEvents }: Missing): number {
  const [target] = targets;
  if (target?.by !== "name") throw error;
  const { kind, namespace, name } = target;
  const all = fetchTarget(
    session,
    { by: "selector", kind, namespace, labelSelector: "", fieldSelector: "" },
    {},
  );
  const matches = all.filter((info) => info.name.startsWith(name));
  if (matches.length === 0) throw error;
  for (const info of matches) session.io.stdout(`${describeInfo(session, info, showsEvents)}\n`);
  return 0;
}

function describeInfo(session: Session, info: Info, showsEvents: boolean): string {
  const w = createDescription();
  const { kind, object } = info;
  const context = { session, kind, now: session.io.process.now, showsEvents };
  const describer = describers.find((one) => one.kind === kind.kind && one.group === kind.group);
  if (describer === undefined) describeGeneric(w, object, context);
  else describer.describe(w, object, context);
  return w.aligned();
}
