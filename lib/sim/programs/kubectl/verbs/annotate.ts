import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { changeFlags, changeMetadata } from "../metadata-change";
import { parsePairs, splitPairs } from "../pairs";
import type { Session } from "../session";

export const annotate: Command = {
  name: "annotate",
  summary: "Update the annotations on a resource",
  usage:
    "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  flags: changeFlags("kubectl-annotate"),
  run: runAnnotate,
  complete: completeResources,
};

function runAnnotate(session: Session): number {
  const { resources, pairs } = splitPairs(session.args, "annotation");
  const change = parsePairs(pairs, "annotation");
  const both = change.remove.filter((key) => Object.hasOwn(change.set, key));
  if (both.length > 0) {
    throw new CommandError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(", ")}`,
    );
  }
  return changeMetadata(session, {
    field: "annotations",
    noun: "annotation",
    resources,
    change,
    refusal: (current) => {
      const taken = Object.keys(change.set)
        .filter((key) => key !== "kubernetes.io/change-cause")
        .filter((key) => current[key] !== undefined && current[key] !== change.set[key])
        .map((key) => `'${key}' already has a value (${current[key]})`);
      if (taken.length === 0) return undefined;
      return `--overwrite is false but found the following declared annotation(s): ${taken.join("; ")}`;
    },
    operation: () => "annotated",
  });
}
