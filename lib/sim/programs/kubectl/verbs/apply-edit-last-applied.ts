import type { ProgramResult } from "@/lib/sim/machine/program";
import { isJsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError, throwCollected } from "../command-error";
import { completeResources } from "../completion";
import { type EditState, resumeEdit, startEdit } from "../edit/editor-loop";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, templateFlags, validateFlag } from "../flags/shared-flags";
import { parseDocument } from "../manifests";
import { resultPrinter } from "../output";
import { findTargets, targetFlags } from "../resources";
import { fetchTargets } from "../resources/fetch";
import type { Session } from "../session";
import {
  appliedConfiguration,
  appliedText,
  lastApplied,
  type ObjectPlace,
  patchObject,
} from "../writes";

export const editLastApplied: Command = {
  name: "edit-last-applied",
  summary: "Edit latest last-applied-configuration annotations of a resource/object",
  usage: "(RESOURCE/NAME | -f FILENAME)",
  flags: defineFlags(
    `field-manager:string=kubectl-client-side-apply ${filenameFlags} ${templateFlags} ${validateFlag} windows-line-endings:bool`,
  ),
  run: (session, resume) =>
    resume === undefined ? start(session) : goOn(session, resume as EditState),
  complete: completeResources,
};

function start(session: Session): ProgramResult {
  const { targets } = findTargets(session, targetFlags(session));
  const {
    infos: [info],
    errors,
  } = fetchTargets(session, targets, { latest: true });
  throwCollected(errors);
  if (info === undefined) return 1;
  const text = appliedConfiguration(info.object);
  if (text === undefined)
    throw new CommandError(
      "no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`",
    );
  const place: ObjectPlace = { kind: info.kind, namespace: info.namespace, name: info.name };
  return startEdit(session, JSON.parse(text), place);
}

function goOn(session: Session, state: EditState): ProgramResult {
  return resumeEdit(session, state, (text) => {
    const result = parseDocument(text);
    if ("error" in result || !isJsonObject(result.value))
      return { reason: "The edited file had a syntax error" };
    const place = state.subject as ObjectPlace;
    const patch = {
      metadata: {
        annotations: { [lastApplied]: appliedText(result.value as unknown as KubernetesObject) },
      },
    };
    const options = { fieldManager: session.flags.string("field-manager") };
    resultPrinter(
      session,
      "edited",
    )(patchObject(session, place, { type: "merge", patch, options }));
    return { status: 0 };
  });
}
