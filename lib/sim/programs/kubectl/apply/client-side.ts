// Client-side apply: last applied, wanted and live become a patch.

import { goJson } from "@/lib/sim/meta/go-json";
import { isJsonObject, type JsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { applyMergePatch, createThreeWayJsonMergePatch } from "@/lib/sim/meta/patch/merge-patch";
import { createThreeWayMergePatch } from "@/lib/sim/meta/patch/strategic-diff";
import { applyStrategicMergePatch } from "@/lib/sim/meta/patch/strategic-merge-patch";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import { StatusError } from "@/lib/sim/meta/status-error";
import { getObject } from "../client";
import { addSource, asError, CommandError, isNotFound } from "../command-error";
import type { Info } from "../resources/target";
import { type DryRun, type Session, validationOf, type WriteOptions } from "../session";
import {
  appliedConfiguration,
  createObject,
  deleteObject,
  lastApplied,
  patchObject,
  withAppliedAnnotation,
  withoutNulls,
} from "../writes";

export interface ApplyContext {
  readonly session: Session;
  readonly info: Info;
  readonly dryRun: DryRun;
}

export interface Applied {
  readonly operation: string;
  readonly object: KubernetesObject;
}

export function applyClientSide(context: ApplyContext): Applied {
  const { session, info } = context;
  const modified = withAppliedAnnotation(info.object);
  const live = findLive(session, info);
  if (live === undefined) return { operation: "created", object: create(context, modified) };
  if (appliedConfiguration(live) === undefined) warnUnmanaged(session, info);
  const plan = planPatch(info, live, modified);
  if (Object.keys(plan.patch).length === 0) return { operation: "unchanged", object: live };
  return { operation: "configured", object: patch(context, live, plan) };
}

function findLive(session: Session, info: Info): KubernetesObject | undefined {
  const verb = `retrieving current configuration of:\n${infoText(info)}\nfrom server for:`;
  if (info.name === "")
    throw addSource(verb, info.source, new CommandError("resource name may not be empty"));
  try {
    return getObject(session.cluster.client, info);
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return undefined;
    throw addSource(verb, info.source, error);
  }
}

function create(
  { session, info, dryRun }: ApplyContext,
  modified: KubernetesObject,
): KubernetesObject {
  const object = withoutNulls(modified);
  if (dryRun === "client") return object;
  try {
    return createObject(session, info, object, writeOptions(session, dryRun));
  } catch (thrown) {
    throw addSource("creating", info.source, asError(thrown));
  }
}

const writeOptions = (session: Session, dryRun: DryRun): WriteOptions => ({
  fieldManager: session.flags.string("field-manager"),
  dryRun,
  ...(session.flags.has("validate") ? { validation: validationOf(session) } : {}),
});

function warnUnmanaged(session: Session, info: Info): void {
  const resource = `${info.kind.plural}/${info.name}`;
  session.io.stderr(
    `Warning: resource ${resource} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
  );
}

export interface PatchPlan {
  readonly type: "strategic" | "merge";
  readonly patch: JsonObject;
}

/** Built-in kinds merge lists by key; custom resources know merge patches only. */
export function planPatch(
  info: Info,
  live: KubernetesObject,
  modified: KubernetesObject,
): PatchPlan {
  const original = parseApplied(live);
  const documents = { original, modified: asJson(modified), current: asJson(live) };
  const schema = rootProperty(info.kind);
  if (schema === undefined)
    return { type: "merge", patch: createThreeWayJsonMergePatch(documents) };
  return { type: "strategic", patch: createThreeWayMergePatch(documents, schema) };
}

const asJson = (object: KubernetesObject): JsonObject => object as unknown as JsonObject;

function parseApplied(live: KubernetesObject): JsonObject {
  const text = appliedConfiguration(live);
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function patch(
  { session, info, dryRun }: ApplyContext,
  live: KubernetesObject,
  plan: PatchPlan,
): KubernetesObject {
  if (dryRun === "client") return patchLocally(info, live, plan);
  const request = { type: plan.type, patch: plan.patch, options: writeOptions(session, dryRun) };
  try {
    const patched = patchObject(session, info, request);
    warnDeleting(session, info, patched);
    return patched;
  } catch (thrown) {
    const error = asError(thrown);
    const isRefused =
      error instanceof StatusError && ["Conflict", "Invalid"].includes(error.reason);
    if (isRefused && session.flags.bool("force")) return recreate(session, info, dryRun);
    const detail = `applying patch:\n${goJson(plan.patch)}\nto:\n${infoText(info)}\nfor:`;
    throw addSource(detail, info.source, addSource("patching", info.source, error));
  }
}

function warnDeleting(session: Session, info: Info, object: KubernetesObject): void {
  if (object.metadata.deletionTimestamp === undefined) return;
  session.io.stderr(
    `Warning: Detected changes to resource ${info.name} which is currently being deleted.\n`,
  );
}

/** `--force`: away with the old one, at once where possible. */
function recreate(session: Session, info: Info, dryRun: DryRun): KubernetesObject {
  deleteObject(session, info, { propagation: "Background", gracePeriodSeconds: 0 });
  return createObject(
    session,
    info,
    withAppliedAnnotation(info.object),
    writeOptions(session, dryRun),
  );
}

function patchLocally(info: Info, live: KubernetesObject, plan: PatchPlan): KubernetesObject {
  const patched =
    plan.type === "merge"
      ? applyMergePatch(live, plan.patch)
      : applyStrategicMergePatch(asJson(live), plan.patch, rootProperty(info.kind));
  return patched as unknown as KubernetesObject;
}

/** `Resource: "/v1, Resource=pods", …`, as `Info.String` describes an object in an error. */
function infoText(info: Info): string {
  const { kind, namespace, name } = info;
  const gvk = `${kind.group}/${kind.version}, Kind=${kind.kind}`;
  return `Resource: "${kind.group}/${kind.version}, Resource=${kind.plural}", GroupVersionKind: "${gvk}"\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}`;
}
