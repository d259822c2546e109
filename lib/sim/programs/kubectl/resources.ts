// Which objects a command line means: `pods`, `pod web`, `pod/web svc/api`, `deploy,rs -l app=web`, `-f`.
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/resource/builder.go

import { asError, CommandError, throwCollected } from "./command-error";
import type { ResourceKind } from "./discovery";
import { type FetchOptions, fetchTarget } from "./resources/fetch";
import { fileTargets, hasFiles } from "./resources/files";
import type { Info, Target, TargetOptions, Targets } from "./resources/target";
import { mappingOf, mappingsOf, readArgs } from "./resources/words";
import type { Session } from "./session";

const missingResource = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

export function findTargets(session: Session, options: TargetOptions): Targets {
  const args = options.args ?? session.args;
  if (options.withFiles === true && hasFiles(session)) return fileTargets(session, args, options);
  const { resources, names, tuples } = readArgs(session, args, options);
  const hasSelector = Boolean(options.labelSelector || options.fieldSelector);
  if (options.all === true && hasSelector && options.labelSelector) {
    throw new CommandError("setting 'all' parameter but found a non empty selector. ");
  }
  const listsAll = options.mayListAll === true && args.length === 1 && tuples.length === 0;
  if (hasSelector || options.all === true || listsAll) {
    if (names.length > 0)
      throw new CommandError("name cannot be provided when a selector is specified");
    if (tuples.length > 0) {
      throw new CommandError(
        "selectors and the all flag cannot be used when passing resource/name arguments",
      );
    }
    if (resources.length === 0)
      throw new CommandError("at least one resource must be specified to use a selector");
    return { targets: selectorTargets(session, resources, options), isSingle: false };
  }
  if (tuples.length > 0)
    return { targets: namedTargets(session, tuples, options), isSingle: tuples.length === 1 };
  if (names.length > 0) {
    const [resource = ""] = resources;
    const pairs = names.map((name) => [resource, name] as const);
    return { targets: namedTargets(session, pairs, options), isSingle: names.length === 1 };
  }
  if (resources.length > 0) {
    mappingsOf(session, resources);
    throw new CommandError("resource(s) were provided, but no name was specified");
  }
  throw new CommandError(missingResource);
}

function selectorTargets(
  session: Session,
  resources: readonly string[],
  options: TargetOptions,
): Target[] {
  return mappingsOf(session, resources).map((kind) => ({
    by: "selector",
    kind,
    namespace: kind.namespaced && options.allNamespaces !== true ? session.cluster.namespace : "",
    labelSelector: options.labelSelector ?? "",
    fieldSelector: options.fieldSelector ?? "",
  }));
}

function namedTargets(
  session: Session,
  pairs: readonly (readonly [string, string])[],
  options: TargetOptions,
): Target[] {
  const kinds = new Map<string, ResourceKind>();
  for (const [type] of pairs) if (!kinds.has(type)) kinds.set(type, mappingOf(session, type));
  return pairs.flatMap(([type, name]) => {
    const kind = kinds.get(type);
    if (kind === undefined) return [];
    if (kind.namespaced && options.allNamespaces === true) {
      throw new CommandError("a resource cannot be retrieved by name across all namespaces");
    }
    return [
      { by: "name", kind, namespace: kind.namespaced ? session.cluster.namespace : "", name },
    ];
  });
}

export interface VisitOptions extends TargetOptions, FetchOptions {}

/** Visits what the command line means, one after the other; errors are collected and thrown at the end. */
export function visitInfos(
  session: Session,
  options: VisitOptions,
  visit: (info: Info) => void,
): number {
  const { targets } = findTargets(session, options);
  const errors: Error[] = [];
  let count = 0;
  for (const target of targets) {
    try {
      for (const info of fetchTarget(session, target, options)) {
        count++;
        try {
          visit(info);
        } catch (thrown) {
          errors.push(asError(thrown));
        }
      }
    } catch (thrown) {
      errors.push(asError(thrown));
    }
  }
  throwCollected(errors);
  return count;
}

/** The usual options of commands that take resources: `-l`, `--field-selector`, `--all`, `-A`, `-f`. */
export function targetFlags(session: Session): TargetOptions {
  const { flags } = session;
  return {
    withFiles: flags.has("filename"),
    ...(flags.string("selector") === "" ? {} : { labelSelector: flags.string("selector") }),
    ...(flags.string("field-selector") === ""
      ? {}
      : { fieldSelector: flags.string("field-selector") }),
    ...(flags.bool("all") ? { all: true } : {}),
    ...(flags.bool("all-namespaces") ? { allNamespaces: true } : {}),
    ...(flags.bool("local") ? { local: true } : {}),
  };
}
