// kubectl rollout undo: the template of an earlier revision comes back.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go
import type { PodTemplateSpec } from "@/generated/kubernetes/types";
import { deepEqual, getPath, type KubernetesObject, removePath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, templateFlags } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { visitInfos } from "../resources";
import type { Info } from "../resources/target";
import {
  type Revision,
  revisionAnnotation,
  revisionNotFound,
  revisionsOf,
  templateText,
} from "../rollout/history";
import { withoutHash } from "../rollout/replica-sets";
import { completeWorkloads, rolloutFlags, rolloutTargets } from "../rollout/resources";
import { kindWithGroup } from "../rollout/status";
import { dryRunOf, type Session } from "../session";
import { appliedConfiguration, lastApplied, patchObject } from "../writes";

export const rolloutUndo: Command = {
  name: "undo",
  summary: "Undo a previous rollout",
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  flags: defineFlags(`${rolloutFlags} ${dryRunFlag} to-revision:int64 ${templateFlags}`),
  run: runUndo,
  complete: completeWorkloads,
};

function runUndo(session: Session): number {
  const dryRun = dryRunOf(session);
  visitInfos(session, rolloutTargets(session), (info) => {
    warnApplied(session, info);
    resultPrinter(session, undo(session, info), dryRun)(info.object);
  });
  return 0;
}

function warnApplied(session: Session, { object, kind, name }: Info): void {
  if (appliedConfiguration(object) === undefined) return;
  session.io.stderr(
    `Warning: resource ${kind.plural}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastApplied} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
  );
}

function undo(session: Session, info: Info): string {
  const toRevision = session.flags.number("to-revision");
  const revisions = revisionsOf(session, info);
  if (revisions === undefined) {
    throw new CommandError(
      `no rollbacker has been implemented for ${JSON.stringify(kindWithGroup(info.kind))}`,
    );
  }
  const target = findTarget(info, revisions, toRevision);
  const template = withoutHash(bareTemplate(target));
  const dryRun = dryRunOf(session);
  if (dryRun === "client")
    return info.kind.kind === "Deployment"
      ? templateText(target.template)
      : `will roll back to ${templateText(target.template)}`;
  if (getPath(info.object, ["spec", "paused"]) === true) {
    throw new CommandError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  const current = getPath(info.object, ["spec", "template"]) as PodTemplateSpec | undefined;
  if (deepEqual(withoutHash(current), template)) {
    return `skipped rollback (current template already matches revision ${toRevision})`;
  }
  try {
    if (info.kind.kind === "Deployment") restoreDeployment(session, info, { template, target });
    else
      patchObject(session, info, {
        type: "strategic",
        patch: getPath(target.holder, ["data"]),
        options: { dryRun },
      });
  } catch (thrown) {
    throw new CommandError(`failed restoring revision ${toRevision}: ${asError(thrown).message}`);
  }
  return "rolled back";
}

/** The template as the holder has it, without the change cause that was added for showing it. */
function bareTemplate({ holder, template }: Revision): PodTemplateSpec {
  return holder.kind === "ReplicaSet"
    ? ((getPath(holder, ["spec", "template"]) ?? {}) as PodTemplateSpec)
    : template;
}

function findTarget(info: Info, revisions: readonly Revision[], toRevision: number): Revision {
  if (toRevision !== 0) {
    const found = revisions.find((one) => one.number === toRevision);
    if (found === undefined) throw revisionNotFound(toRevision);
    return found;
  }
  const previous = revisions.at(-2);
  if (previous !== undefined) return previous;
  if (info.kind.kind === "Deployment") {
    throw new CommandError(`no rollout history found for deployment ${JSON.stringify(info.name)}`);
  }
  throw new CommandError("no last revision to roll back to");
}

const kept = [
  lastApplied,
  revisionAnnotation,
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
];

interface Restoration {
  readonly template: PodTemplateSpec;
  readonly target: Revision;
}

function restoreDeployment(session: Session, info: Info, { template, target }: Restoration): void {
  const before = info.object.metadata.annotations ?? {};
  const own = Object.entries(before).filter(([key]) => kept.includes(key));
  const restored = Object.entries(target.holder.metadata.annotations ?? {}).filter(
    ([key]) => !kept.includes(key),
  );
  const annotations = Object.fromEntries([...own, ...restored]);
  const patch = [
    { op: "replace", path: "/spec/template", value: cleanTemplate(template) },
    { op: "replace", path: "/metadata/annotations", value: annotations },
  ];
  patchObject(session, info, { type: "json", patch, options: { dryRun: dryRunOf(session) } });
}

const cleanTemplate = (template: PodTemplateSpec): PodTemplateSpec =>
  removePath(template as unknown as KubernetesObject, [
    "metadata",
    "creationTimestamp",
  ]) as unknown as PodTemplateSpec;
