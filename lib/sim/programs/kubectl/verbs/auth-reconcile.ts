import { deepEqual, getPath, type KubernetesObject, setPath } from "@/lib/sim/meta/object";
import { getObject } from "../client";
import type { Command } from "../command";
import { asError, CommandError, isNotFound } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, filenameFlags, templateFlags } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { targetFlags, visitInfos } from "../resources";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import { dryRunOf, type Session } from "../session";
import { createObject, replaceObject } from "../writes";

export const authReconcile: Command = {
  name: "reconcile",
  summary:
    "Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects",
  usage: "-f FILENAME",
  flags: defineFlags(
    `${dryRunFlag} ${filenameFlags} remove-extra-permissions:bool remove-extra-subjects:bool ${templateFlags}`,
  ),
  run: runReconcile,
};

const kinds = new Set(["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"]);

/** Differs: rules are compared as wholes, not by what they cover. */
function runReconcile(session: Session): number {
  if (session.args.length > 0) throw new CommandError("no arguments are allowed");
  if (!hasFiles(session)) throw new CommandError("must specify one of -f and -k");
  visitInfos(session, targetFlags(session), (info) => {
    if (!kinds.has(info.kind.kind)) return;
    resultPrinter(session, "reconciled")(reconcile(session, info));
  });
  return 0;
}

function reconcile(session: Session, info: Info): KubernetesObject {
  const dryRun = dryRunOf(session);
  const field = info.kind.kind.endsWith("Binding") ? "subjects" : "rules";
  const removes = session.flags.bool(
    field === "rules" ? "remove-extra-permissions" : "remove-extra-subjects",
  );
  try {
    const live = getObject(session.cluster.client, info);
    const wanted = (getPath(info.object, [field]) ?? []) as readonly unknown[];
    const before = (getPath(live, [field]) ?? []) as readonly unknown[];
    const missing = wanted.filter((one) => before.every((old) => !deepEqual(old, one)));
    const next = removes ? wanted : [...before, ...missing];
    if (dryRun === "client" || deepEqual(before, next)) return setPath(live, [field], next);
    return replaceObject(session, info, setPath(live, [field], next), { dryRun });
  } catch (thrown) {
    const error = asError(thrown);
    if (!isNotFound(error)) throw error;
    return dryRun === "client" ? info.object : createObject(session, info, info.object, { dryRun });
  }
}
