// kubectl describe: one object after another, two blank lines between; a name that is not there is tried
// as a prefix.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/describe/describe.go
import type { Command } from "../command";
import { asError, CommandError, isNotFound, throwCollected } from "../command-error";
import { completeResources } from "../completion";
import { describers } from "../describe";
import { describeGeneric } from "../describe/generic";
import { createDescription } from "../describe/writer";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, selectorFlag } from "../flags/shared-flags";
import { fetchTarget, findTargets, hasFiles, type Info, type Target, targetFlags } from "../resources";
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
  const errors: Error[] = [];
  const texts: string[] = [];
  for (const target of targets) {
    for (const info of fetch(session, target, errors)) {
      try {
        texts.push(describeInfo(session, info));
      } catch (thrown) {
        errors.push(asError(thrown));
      }
    }
  }
  session.io.stdout(texts.join("\n\n"));
  if (texts.length === 0 && errors.length === 0) {
    const isNamespaced = targets.every((target) => !("kind" in target) || target.kind.namespaced);
    session.io.stderr(
      isNamespaced && !session.flags.bool("all-namespaces")
        ? `No resources found in ${session.cluster.namespace} namespace.\n`
        : "No resources found\n",
    );
  }
  throwCollected(errors);
  return 0;
}

function fetch(session: Session, target: Target, errors: Error[]): readonly Info[] {
  try {
    return fetchTarget(session, target, { latest: true });
  } catch (thrown) {
    const error = asError(thrown);
    const matches = isNotFound(error) && target.by === "name" ? byPrefix(session, target) : [];
    if (matches.length === 0) errors.push(error);
    return matches;
  }
}

function byPrefix(session: Session, target: Extract<Target, { by: "name" }>): readonly Info[] {
  const { kind, namespace, name } = target;
  const all = fetchTarget(session, { by: "selector", kind, namespace, labelSelector: "", fieldSelector: "" }, {});
  return all.filter((info) => info.name.startsWith(name));
}

export function describeInfo(session: Session, info: Info): string {
  const w = createDescription();
  const { kind, object } = info;
  const context = {
    session,
    kind,
    now: session.io.process.now,
    showsEvents: session.flags.bool("show-events"),
  };
  const describer = describers.find((one) => one.kind === kind.kind && one.group === kind.group);
  if (describer === undefined) describeGeneric(w, object, context);
  else describer.describe(w, object, context);
  return w.aligned();
}

