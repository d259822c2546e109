import { qualifiedName, validLabelValue } from "@/lib/sim/meta/names";
import { getPath, type KubernetesObject } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeOfType } from "../completion";
import type { Taint } from "../describe/maps";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, selectorFlag, templateFlags, validateFlag } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { targetFlags, visitInfos } from "../resources";
import type { Info } from "../resources/target";
import { dryRunOf, type Session, usage, validationOf } from "../session";
import { patchObject } from "../writes";

const completeNodes = completeOfType("nodes");

export const taint: Command = {
  name: "taint",
  summary: "Update the taints on one or more nodes",
  usage: "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
  flags: defineFlags(
    `all:bool ${dryRunFlag} field-manager:string=kubectl-taint overwrite:bool ${selectorFlag} ${templateFlags} ${validateFlag}`,
  ),
  run: runTaint,
  complete: (session, args) =>
    args.length === 0 ? ["nodes"] : completeNodes(session, args.slice(1)),
};

interface Change {
  readonly add: readonly Taint[];
  /** Without an effect all taints of the key go. */
  readonly remove: readonly { readonly key: string; readonly effect: string }[];
}

function runTaint(session: Session): number {
  const { flags, args } = session;
  const isSpec = (word: string) =>
    (word.includes("=") && word.includes(":")) ||
    word.includes("=") ||
    word.endsWith("-") ||
    word.includes(":");
  const first = args.findIndex(isSpec);
  const resources = first < 0 ? args : args.slice(0, first);
  const specs = first < 0 ? [] : args.slice(first);
  if (resources.length === 0)
    throw new CommandError("one or more resources must be specified as <resource> <name>");
  if (specs.length === 0) throw new CommandError("at least one taint update is required");
  const change = parseSpecs(session, specs);
  if (!/^(nodes?|no)$/.test(resources[0] ?? ""))
    throw new CommandError(`invalid resource type ${resources[0]}, only node(s) is supported`);
  if (resources.length < 2 && !flags.bool("all") && flags.string("selector") === "") {
    throw new CommandError(
      "at least one resource name must be specified since 'all' parameter is not set",
    );
  }
  visitInfos(session, { ...targetFlags(session), args: resources }, (info) =>
    taintNode(session, info, change),
  );
  return 0;
}

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

function parseSpecs(session: Session, specs: readonly string[]): Change {
  const add: Taint[] = [];
  const remove: { key: string; effect: string }[] = [];
  for (const spec of specs) {
    if (spec.endsWith("-")) {
      const { key, effect } = parseTaint(session, spec.slice(0, -1));
      remove.push({ key, effect });
      continue;
    }
    const parsed = parseTaint(session, spec);
    if (parsed.effect === "") throw usage(session, `invalid taint spec: ${spec}`);
    if (add.some((one) => one.key === parsed.key && one.effect === parsed.effect)) {
      throw usage(
        session,
        `duplicated taints with the same key and effect: {${parsed.key} ${parsed.value ?? ""} ${parsed.effect} <nil>}`,
      );
    }
    add.push(parsed);
  }
  return { add, remove };
}

function parseTaint(session: Session, spec: string): Taint {
  const parts = spec.split(":");
  const [head = "", effect = ""] = parts;
  const [key = "", value = "", ...more] = parts.length > 1 ? head.split("=") : [head];
  if (parts.length > 2 || more.length > 0) throw usage(session, `invalid taint spec: ${spec}`);
  if (parts.length === 2 && !effects.includes(effect))
    throw usage(session, `invalid taint effect: ${effect}, unsupported taint effect`);
  const problems = [...qualifiedName(key), ...validLabelValue(value)];
  if (problems.length > 0)
    throw usage(session, `invalid taint spec: ${spec}, ${problems.join("; ")}`);
  return { key, effect, ...(value === "" ? {} : { value }) };
}

function taintNode(session: Session, info: Info, change: Change): void {
  const { flags } = session;
  const dryRun = dryRunOf(session);
  const current = taintsOf(info.object);
  if (!flags.bool("overwrite")) {
    const taken = change.add.filter((one) =>
      current.some((old) => old.key === one.key && old.effect === one.effect),
    );
    if (taken.length > 0) {
      const keys = [...new Set(taken.map((one) => one.key))].join(",");
      throw new CommandError(
        `node ${info.name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`,
      );
    }
  }
  const matches = (old: Taint, { key, effect }: { key: string; effect?: string }) =>
    old.key === key && (!effect || old.effect === effect);
  for (const gone of change.remove) {
    if (current.some((old) => matches(old, gone))) continue;
    throw new CommandError(
      `taint ${JSON.stringify(gone.effect === "" ? gone.key : `${gone.key}:${gone.effect}`)} not found`,
    );
  }
  const kept = current.filter(
    (old) =>
      !change.remove.some((gone) => matches(old, gone)) &&
      !change.add.some((one) => matches(old, one)),
  );
  const overwrites = change.add.some((one) => current.some((old) => matches(old, one)));
  const taints = [...change.add, ...kept];
  const operation =
    overwrites || (change.add.length > 0 && change.remove.length > 0)
      ? "modified"
      : change.add.length > 0
        ? "tainted"
        : "untainted";
  const print = resultPrinter(session, operation, dryRun);
  if (dryRun === "client") {
    print({ ...info.object, spec: { ...(info.object.spec as object), taints } });
    return;
  }
  const options = {
    fieldManager: flags.string("field-manager"),
    dryRun,
    validation: validationOf(session),
  };
  const patch = { spec: { taints: taints.length === 0 ? null : taints } };
  print(patchObject(session, info, { type: "strategic", patch, options }));
}

const taintsOf = (node: KubernetesObject): readonly Taint[] =>
  (getPath(node, ["spec", "taints"]) ?? []) as readonly Taint[];
