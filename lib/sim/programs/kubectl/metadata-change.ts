// Changing labels or annotations of objects: what `label` and `annotate` have in common.
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { setPath } from "@/lib/sim/meta/object";
import { CommandError } from "./command-error";
import { defineFlags, type FlagSpec } from "./flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  selectorFlag,
  templateFlags,
} from "./flags/shared-flags";
import { resultPrinter } from "./output";
import type { MapChange } from "./pairs";
import { targetFlags, visitInfos } from "./resources";
import { hasFiles } from "./resources/files";
import type { Info } from "./resources/target";
import { dryRunOf, type Session } from "./session";
import { patchObject } from "./writes";

export const changeFlags = (fieldManager: string): readonly FlagSpec[] =>
  defineFlags(
    `all:bool all-namespaces,A:bool ${dryRunFlag} field-manager:string=${fieldManager} field-selector:string
     ${filenameFlags} list:bool local:bool overwrite:bool resource-version:string ${selectorFlag} ${templateFlags} ${recordFlag}`,
    recordDeprecation,
  );

export interface MetadataChange {
  readonly field: "labels" | "annotations";
  /** `label`, `annotation`. */
  readonly noun: string;
  readonly resources: readonly string[];
  readonly change: MapChange;
  /** Why the change may not be made without `--overwrite`; nothing when it may. */
  refusal(current: Readonly<Record<string, string>>): string | undefined;
  /** `labeled`, from what was really added and removed. */
  operation(added: number, removed: number): string;
  /** Called for keys that are to be removed and are not there. */
  missing?(key: string): void;
}

export function validateChange(
  session: Session,
  { noun, resources, change }: MetadataChange,
): void {
  const { flags } = session;
  const updates = Object.keys(change.set).length + change.remove.length;
  if (flags.bool("list") && flags.string("output") !== "") {
    throw new CommandError("--list and --output may not be specified together");
  }
  for (const other of ["selector", "field-selector"]) {
    if (flags.bool("all") && flags.string(other) !== "") {
      throw new CommandError(`cannot set --all and --${other} at the same time`);
    }
  }
  if (flags.bool("local") && !hasFiles(session)) {
    throw new CommandError(
      "one or more files must be specified as -f pod.yaml or --filename=pod.json",
    );
  }
  if (resources.length === 0 && !hasFiles(session)) {
    throw new CommandError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  if (updates === 0 && !flags.bool("list"))
    throw new CommandError(`at least one ${noun} update is required`);
}

export function changeMetadata(session: Session, change: MetadataChange): number {
  validateChange(session, change);
  const options = {
    ...targetFlags(session),
    args: change.resources,
    latest: !session.flags.bool("local"),
  };
  visitInfos(session, options, (info) => changeOne(session, info, change));
  return 0;
}

function changeOne(session: Session, info: Info, change: MetadataChange): void {
  const { flags, io } = session;
  const current = info.object.metadata?.[change.field] ?? {};
  const dryRun = dryRunOf(session);
  const isLocal = dryRun === "client" || flags.bool("local") || flags.bool("list");
  if (!isLocal)
    for (const key of change.change.remove) if (!Object.hasOwn(current, key)) change.missing?.(key);
  const refusal = flags.bool("overwrite") ? undefined : change.refusal(current);
  if (refusal !== undefined) throw new CommandError(refusal);
  const { patch, added, removed } = difference(current, change.change);
  const local = withMap(info.object, change.field, { ...current, ...patch });
  if (flags.bool("list")) {
    const values = local.metadata[change.field] ?? {};
    io.stdout(
      Object.keys(values)
        .map((key) => `${key}=${values[key] ?? ""}\n`)
        .join(""),
    );
    return;
  }
  const print = resultPrinter(session, change.operation(added, removed), dryRun);
  if (isLocal || (added + removed === 0 && change.field === "labels")) {
    print(local);
    return;
  }
  const version = flags.string("resource-version");
  const metadata = {
    [change.field]: patch,
    ...(version === "" ? {} : { resourceVersion: version }),
  };
  print(
    patchObject(session, info, {
      type: "merge",
      patch: { metadata },
      options: { fieldManager: flags.string("field-manager"), dryRun },
    }),
  );
}

function difference(current: Readonly<Record<string, string>>, { set, remove }: MapChange) {
  const patch: Record<string, string | null> = {};
  let [added, removed] = [0, 0];
  for (const [key, value] of Object.entries(set)) {
    if (current[key] === value) continue;
    patch[key] = value;
    added++;
  }
  for (const key of remove) {
    if (!Object.hasOwn(current, key)) continue;
    patch[key] = null;
    removed++;
  }
  return { patch, added, removed };
}

function withMap(
  object: KubernetesObject,
  field: "labels" | "annotations",
  values: Readonly<Record<string, string | null>>,
): KubernetesObject {
  const kept = Object.entries(values).filter(([, value]) => value !== null);
  return setPath(object, ["metadata", field], Object.fromEntries(kept));
}
