import { goQuote } from "@/lib/sim/meta/go-text";
import { validLabelValue } from "@/lib/sim/meta/names";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { changeFlags, changeMetadata } from "../metadata-change";
import { type MapChange, splitPairs } from "../pairs";
import type { Session } from "../session";

export const label: Command = {
  name: "label",
  summary: "Update the labels on a resource",
  usage:
    "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  flags: changeFlags("kubectl-label"),
  run: runLabel,
  complete: completeResources,
};

function runLabel(session: Session): number {
  const { resources, pairs } = splitPairs(session.args, "label");
  const change = parseLabels(pairs);
  return changeMetadata(session, {
    field: "labels",
    noun: "label",
    resources,
    change,
    refusal: (current) => {
      const key = Object.keys(change.set).find(
        (one) => current[one] !== undefined && current[one] !== change.set[one],
      );
      return key === undefined
        ? undefined
        : `'${key}' already has a value (${current[key]}), and --overwrite is false`;
    },
    operation: (added, removed) => {
      if (added > 0 && removed > 0) return "modified";
      if (added > 0) return "labeled";
      return removed > 0 ? "unlabeled" : "not labeled";
    },
    missing: (key) => session.io.stdout(`label ${goQuote(key)} not found.\n`),
  });
}

function parseLabels(specs: readonly string[]): MapChange {
  const set: Record<string, string> = {};
  const remove: string[] = [];
  for (const spec of specs) {
    if (spec.includes("=")) {
      const [key = "", value = "", ...more] = spec.split("=");
      if (more.length > 0) throw new CommandError(`invalid label spec: ${spec}`);
      const problems = validLabelValue(value);
      if (problems.length > 0)
        throw new CommandError(`invalid label value: ${goQuote(spec)}: ${problems.join(";")}`);
      set[key] = value;
    } else remove.push(spec.slice(0, -1));
  }
  if (remove.some((key) => Object.hasOwn(set, key))) {
    throw new CommandError("can not both modify and remove a label in the same command");
  }
  return { set, remove };
}
