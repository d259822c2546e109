import type { ProgramResult } from "@/lib/sim/machine/program";
import {
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  setPath,
} from "@/lib/sim/meta/object";
import { createMergePatch } from "@/lib/sim/meta/patch/merge-patch";
import { createTwoWayMergePatch } from "@/lib/sim/meta/patch/strategic-diff";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import { StatusError } from "@/lib/sim/meta/status-error";
import type { Command } from "../command";
import { asError, throwCollected } from "../command-error";
import { completeResources } from "../completion";
import { groupResourceOf, type ResourceKind } from "../discovery";
import {
  type EditOutcome,
  type EditState,
  preserve,
  resumeEdit,
  startEdit,
} from "../edit/editor-loop";
import { defineFlags } from "../flags/flag-specs";
import {
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
  validateFlag,
} from "../flags/shared-flags";
import { parseDocument } from "../manifests";
import { resultPrinter, withoutManagedFields } from "../output";
import { findTargets, targetFlags } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { type Session, validationOf } from "../session";
import { appliedText, lastApplied, patchObject } from "../writes";

export const edit: Command = {
  name: "edit",
  summary: "Edit a resource on the server",
  usage: "(RESOURCE/NAME | -f FILENAME)",
  flags: defineFlags(
    `field-manager:string=kubectl-edit ${filenameFlags} output-patch:bool save-config:bool subresource:string
     ${templateFlags} ${validateFlag} windows-line-endings:bool ${recordFlag}`,
    recordDeprecation,
  ),
  run: (session, resume) =>
    resume === undefined ? start(session) : goOn(session, resume as EditState),
  complete: completeResources,
};

interface Subject {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string;
  readonly object: KubernetesObject;
}

function start(session: Session): ProgramResult {
  const subresource = session.flags.string("subresource");
  const { targets } = findTargets(session, { ...targetFlags(session), mayListAll: true });
  const { infos, errors } = fetchTargets(session, targets, {
    latest: true,
    ...(subresource === "" ? {} : { subresource }),
  });
  throwCollected(errors);
  const subjects = infos.map(
    ({ kind, namespace, name, object }): Subject => ({ kind, namespace, name, object }),
  );
  if (subjects.length === 0) {
    session.io.stderr("edit cancelled, no objects found.\n");
    return 1;
  }
  const shown = subjects.map((subject) => withoutManagedFields(subject.object));
  const [only] = shown;
  const document =
    shown.length === 1 ? only : { apiVersion: "v1", items: shown, kind: "List", metadata: {} };
  return startEdit(session, document, subjects);
}

function goOn(session: Session, state: EditState): ProgramResult {
  return resumeEdit(session, state, (text) => finish(session, text, state));
}

function finish(session: Session, text: string, state: EditState): EditOutcome {
  const subjects = state.subject as readonly Subject[];
  const [first] = subjects;
  const result = parseDocument(text);
  if ("error" in result) return { reason: `The edited file had a syntax error: ${result.error}` };
  if (!isJsonObject(result.value)) {
    const what =
      first === undefined ? "" : `${groupResourceOf(first.kind)} ${JSON.stringify(first.name)}`;
    return { reason: `${what} is invalid`, notice: `error: ${what} is invalid\n` };
  }
  const edited = Array.isArray(result.value.items) ? result.value.items : [result.value];
  for (const value of edited) {
    const outcome = save(session, subjects, { state, edited: value as KubernetesObject });
    if (outcome !== undefined) return outcome;
  }
  return { status: 0 };
}

interface Edited {
  readonly state: EditState;
  readonly edited: KubernetesObject;
}

function save(
  session: Session,
  subjects: readonly Subject[],
  { state, edited }: Edited,
): EditOutcome | undefined {
  const kind = session.cluster.discovery.findKind(edited.apiVersion, edited.kind);
  if (kind === undefined) {
    return {
      reason: `no matches for kind ${JSON.stringify(edited.kind)} in version ${JSON.stringify(edited.apiVersion)}`,
    };
  }
  const subject = subjects.find(
    (one) =>
      one.name === edited.metadata?.name &&
      one.kind.kind === edited.kind &&
      one.namespace === (edited.metadata?.namespace ?? ""),
  );
  if (subject === undefined)
    throw preserve(session, state, "At least one of apiVersion, kind and name was changed");
  const before = withoutManagedFields(subject.object) as KubernetesObject;
  const after = session.flags.bool("save-config") ? withSavedConfig(subject, edited) : edited;
  const patch = difference(before, after, kind);
  if (Object.keys(patch).length === 0) {
    resultPrinter(session, "skipped")(subject.object);
    return undefined;
  }
  if (session.flags.bool("output-patch")) session.io.stdout(`Patch: ${JSON.stringify(patch)}\n`);
  const isBuiltIn = rootProperty(kind) !== undefined;
  const subresource = session.flags.string("subresource");
  try {
    const options = {
      fieldManager: session.flags.string("field-manager"),
      validation: validationOf(session),
    };
    const place = { ...subject, ...(subresource === "" ? {} : { subresource }) };
    const patched = patchObject(session, place, {
      type: isBuiltIn ? "strategic" : "merge",
      patch,
      options,
    });
    resultPrinter(session, "edited")(patched);
    return undefined;
  } catch (thrown) {
    return refusal(asError(thrown), subject);
  }
}

function withSavedConfig(subject: Subject, edited: KubernetesObject): KubernetesObject {
  const whole = setPath(
    edited,
    ["metadata", "managedFields"],
    subject.object.metadata.managedFields,
  );
  return setPath(edited, ["metadata", "annotations", lastApplied], appliedText(whole));
}

function difference(
  before: KubernetesObject,
  after: KubernetesObject,
  kind: ResourceKind,
): JsonObject {
  const [old, now] = [before as unknown as JsonObject, after as unknown as JsonObject];
  const schema = rootProperty(kind);
  return schema === undefined
    ? createMergePatch(old, now)
    : createTwoWayMergePatch(old, now, schema);
}

function refusal(error: Error, { kind, name }: Subject): EditOutcome {
  const what = `${groupResourceOf(kind)} ${JSON.stringify(name)}`;
  if (!(error instanceof StatusError)) throw error;
  if (error.reason !== "Invalid")
    return {
      reason: `${what} was not valid:\n * ${error.message}`,
      notice: `error: ${what} could not be patched: ${error.message}\nYou can run \`kubectl replace -f\` to try this update again.\n`,
    };
  const causes = (error.status.details?.causes ?? []).map(
    (cause) => `* ${cause.field ?? ""}: ${cause.message ?? ""}`,
  );
  return {
    reason: `${what} was not valid:\n${causes.join("\n")}`,
    notice: `error: ${what} is invalid\n`,
  };
}
