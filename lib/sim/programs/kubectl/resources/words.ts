// Types and names among a command's words: `pods`, `pod web`, `pod/web svc/api`, `deploy,rs`, `all`.
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/resource/builder.go ResourceTypeOrNameArgs

import { goQuote } from "@/lib/sim/meta/go-text";
import { CommandError } from "../command-error";
import { noSuchResource, type ResourceKind } from "../discovery";
import type { Session } from "../session";
import type { TargetOptions } from "./target";

export interface ReadArgs {
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly tuples: readonly (readonly [type: string, name: string])[];
}

const slashAdvice =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

export function readArgs(
  session: Session,
  given: readonly string[],
  options: TargetOptions,
): ReadArgs {
  const args = pairUp(session, given);
  const slashes = args.filter((arg) => arg.includes("/")).length;
  if (slashes > 0 && slashes < args.length) throw new CommandError(slashAdvice);
  if (slashes > 0) return { resources: [], names: [], tuples: args.map(splitTuple) };
  if (options.defaultType !== undefined && args.length > 0) {
    return { resources: [options.defaultType], names: args, tuples: [] };
  }
  const [types = "", ...names] = args;
  const bad = names.find((name) => name === "." || name === ".." || name.includes("%"));
  if (bad !== undefined) {
    const why = bad.includes("%") ? "may not contain '%'" : `may not be '${bad}'`;
    throw new CommandError(`invalid resource name ${goQuote(bad)}: [${why}]`);
  }
  return { resources: splitTypes(session, types), names, tuples: [] };
}

/** `deploy,svc web` → `deploy/web svc/web`. */
function pairUp(session: Session, args: readonly string[]): readonly string[] {
  const [types = "", ...names] = args;
  if (names.length === 0 || types.includes("/")) return args;
  const resources = splitTypes(session, types);
  if (resources.length < 2) return args;
  return resources.flatMap((resource) => names.map((name) => `${resource}/${name}`));
}

function splitTypes(session: Session, types: string): string[] {
  const words = types.split(",").filter((word) => word !== "");
  const expanded = words.flatMap((word) => {
    const members = isCategory(session, word) ? session.cluster.discovery.inCategory(word) : [];
    if (members.length === 0) return [word];
    return members.map((kind) =>
      kind.group === "" ? kind.plural : `${kind.plural}.${kind.version}.${kind.group}`,
    );
  });
  return [...new Set(expanded)];
}

const isCategory = (session: Session, word: string): boolean =>
  word === "all" || (!word.includes(".") && session.cluster.discovery.find(word) === undefined);

function splitTuple(arg: string): readonly [string, string] {
  const parts = arg.split("/");
  const [type = "", name = ""] = parts;
  if (parts.length !== 2) {
    throw new CommandError("arguments in resource/name form may not have more than one slash");
  }
  if (type === "" || name === "" || type.includes(",")) {
    throw new CommandError("arguments in resource/name form must have a single resource and name");
  }
  return [type, name];
}

/** The kind a word means, with a warning when a short name is ambiguous. */
export function mappingOf(session: Session, name: string): ResourceKind {
  const kind = session.cluster.discovery.find(name);
  if (kind === undefined) throw noSuchResource(name);
  for (const other of session.cluster.discovery.otherMeanings(name, kind)) {
    session.io.stderr(
      `Warning: short name ${goQuote(name)} could also match lower priority resource ${other.plural}.${other.group}\n`,
    );
  }
  return kind;
}

export const mappingsOf = (session: Session, names: readonly string[]): ResourceKind[] =>
  names.map((name) => mappingOf(session, name));
