// Server-side apply, and the move of an object from client-side to server-side apply.

import { goJson } from "@/lib/sim/meta/go-json";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { StatusError } from "@/lib/sim/meta/status-error";
import { asError, CommandError } from "../command-error";
import { groupVersion } from "../discovery";
import { validationOf } from "../session";
import { appliedConfiguration, appliedText, lastApplied, patchObject } from "../writes";
import type { Applied, ApplyContext } from "./client-side";

const advice = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

export function serverSideManager({ session }: ApplyContext): string {
  const { flags } = session;
  return flags.isSet("field-manager") ? flags.string("field-manager") : "kubectl";
}

export function applyServerSide(context: ApplyContext): Applied {
  try {
    const applied = sendApply(context, serverSideManager(context));
    const object = saveLastApplied(context, applied);
    return { operation: "serverside-applied", object: migrate(context, object) };
  } catch (thrown) {
    const error = asError(thrown);
    if (!(error instanceof StatusError) || error.reason !== "Conflict") throw error;
    throw new CommandError(`${error.message}${advice}`);
  }
}

function sendApply(
  { session, info, dryRun }: ApplyContext,
  fieldManager: string,
  object: object = info.object,
): KubernetesObject {
  const subresource = session.flags.string("subresource");
  return patchObject(
    session,
    { ...info, ...(subresource === "" ? {} : { subresource }) },
    {
      type: "apply",
      patch: goJson(object, { keepOrder: true }),
      options: { fieldManager, dryRun, validation: validationOf(session) },
      force: session.flags.bool("force-conflicts"),
    },
  );
}

/** Keeps the annotation of client-side apply up to date where it exists. */
function saveLastApplied(context: ApplyContext, object: KubernetesObject): KubernetesObject {
  const { session, info, dryRun } = context;
  if (serverSideManager(context) !== "kubectl" || appliedConfiguration(object) === undefined)
    return object;
  const annotation = {
    apiVersion: groupVersion(info.kind),
    kind: info.kind.kind,
    metadata: {
      name: info.name,
      ...(info.namespace === "" ? {} : { namespace: info.namespace }),
      annotations: { [lastApplied]: serverSideText(info.object) },
    },
  };
  try {
    return patchObject(session, info, {
      type: "apply",
      patch: annotation,
      options: { fieldManager: "kubectl-last-applied", dryRun },
      force: false,
    });
  } catch (thrown) {
    warn(context, asError(thrown));
    return object;
  }
}

/** As `appliedText`, but an object without annotations does not gain an empty map. */
function serverSideText(object: KubernetesObject): string {
  if (object.metadata?.annotations !== undefined) return appliedText(object);
  return `${goJson(object)}\n`;
}

function warn({ session }: ApplyContext, error: Error): void {
  session.io.stderr(
    `Warning: failed to migrate ${lastApplied} for Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${error.message}\n`,
  );
}

const csaManager = "kubectl-client-side-apply";

/** Fields that client-side apply owned become server-side apply's, so that dropped ones go away. */
function migrate(context: ApplyContext, object: KubernetesObject): KubernetesObject {
  const { session, info, dryRun } = context;
  const entries = object.metadata.managedFields ?? [];
  const isOld = entries.some(
    (entry) => entry.manager === csaManager && entry.operation === "Update" && !entry.subresource,
  );
  if (!isOld || serverSideManager(context) !== "kubectl") return object;
  const index = entries.findIndex(
    (entry) => entry.manager === "kubectl" && entry.operation === "Apply" && !entry.subresource,
  );
  const old = entries.find((entry) => entry.manager === csaManager && entry.operation === "Update");
  const merged = entries
    .filter((entry) => !(entry.manager === csaManager && entry.operation === "Update"))
    .map((entry) =>
      entry === entries[index]
        ? { ...entry, fieldsV1: mergeFields(entry.fieldsV1, old?.fieldsV1) }
        : entry,
    );
  try {
    patchObject(session, info, {
      type: "json",
      patch: [
        { op: "replace", path: "/metadata/managedFields", value: merged },
        {
          op: "replace",
          path: "/metadata/resourceVersion",
          value: object.metadata.resourceVersion,
        },
      ],
      options: { fieldManager: "kubectl", dryRun },
    });
    return sendApply(context, "kubectl");
  } catch (thrown) {
    const error = asError(thrown);
    session.io.stderr(
      `Warning: server rejected managed fields migration to Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${error.message}\n`,
    );
    return object;
  }
}

function mergeFields(a: unknown, b: unknown): unknown {
  if (typeof a !== "object" || a === null) return b ?? a;
  if (typeof b !== "object" || b === null) return a;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  // The annotation itself has a manager of its own after the migration.
  return Object.fromEntries(
    keys
      .filter((key) => key !== `f:${lastApplied}`)
      .map((key) => [key, mergeFields(left[key], right[key])]),
  );
}
