// Which objects a command line means: `pods`, `pod web`, `pod/web svc/api`, `deploy,rs -l app=web`, `-f`.
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/resource/builder.go

import { goQuote } from "@/lib/sim/meta/go-text";
import { isJsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { StatusError } from "@/lib/sim/meta/status-error";
import { getObject, listObjects, resourceText } from "./client";
import { asError, CommandError, prefixStatus, throwCollected } from "./command-error";
import { noSuchResource, type ResourceKind } from "./discovery";
import { buildKustomization } from "./kustomize/build";
import { type ManifestItem, missingType, readManifests } from "./manifests";
import type { Session } from "./session";
import { validationOf } from "./session";

export interface Info {
  readonly kind: ResourceKind;
  /** Empty for kinds without namespaces. */
  readonly namespace: string;
  readonly name: string;
  /** The file it came from; empty when it came from the server. */
  readonly source: string;
  readonly object: KubernetesObject;
}

export type Target =
  | {
      readonly by: "name";
      readonly kind: ResourceKind;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly by: "selector";
      readonly kind: ResourceKind;
      readonly namespace: string;
      readonly labelSelector: string;
      readonly fieldSelector: string;
    }
  | { readonly by: "file"; readonly info: Info }
  | { readonly by: "error"; readonly error: Error };

export interface TargetOptions {
  readonly args?: readonly string[];
  /** `get pods` without a selector means all of them; `delete pods` does not. */
  readonly mayListAll?: boolean;
  /** `--all`. */
  readonly all?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly allNamespaces?: boolean;
  /** Reads `-f` and `-k` when the command has them. */
  readonly withFiles?: boolean;
  /** Files are checked for `apiVersion` and `kind` as `--validate` says. */
  readonly withValidation?: boolean;
  /** Objects of files stay as they are: no namespace, no server (`--local`). */
  readonly local?: boolean;
  /** `pod web` may be written `web` when a type is known. */
  readonly defaultType?: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** One object was asked for by name. */
  readonly isSingle: boolean;
}

const missingResource = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

export function hasFiles(session: Session): boolean {
  return session.flags.list("filename").length > 0 || session.flags.string("kustomize") !== "";
}

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

interface ReadArgs {
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly tuples: readonly (readonly [type: string, name: string])[];
}

const slashAdvice =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

function readArgs(session: Session, given: readonly string[], options: TargetOptions): ReadArgs {
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

const mappingsOf = (session: Session, names: readonly string[]): ResourceKind[] =>
  names.map((name) => mappingOf(session, name));

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

function fileTargets(session: Session, args: readonly string[], options: TargetOptions): Targets {
  if (args.length > 0) {
    const what = args[0]?.includes("/")
      ? "resource/name arguments cannot be provided when a path is specified"
      : "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well";
    throw new CommandError(what);
  }
  const items = readFiles(session, options);
  const targets = items.map((item): Target => {
    if ("error" in item) return { by: "error", error: item.error };
    const info = placeObject(session, item, options);
    return info instanceof Error ? { by: "error", error: info } : { by: "file", info };
  });
  return { targets: filterByLabels(targets, options), isSingle: targets.length === 1 };
}

/** The documents of `-f` or `-k`. */
export function readFiles(session: Session, options: TargetOptions = {}): ManifestItem[] {
  const { flags, io } = session;
  const kustomization = flags.string("kustomize");
  if (kustomization !== "" && flags.list("filename").length > 0) {
    throw new CommandError("only one of -f or -k can be specified");
  }
  if (kustomization !== "") return buildKustomization(io, kustomization);
  const checks = options.withValidation === true && validationOf(session) !== "Ignore";
  return readManifests({
    files: io.files,
    stdin: session.stdin,
    filenames: flags.list("filename"),
    isRecursive: flags.bool("recursive"),
    ...(checks ? { validate: (document) => validationProblem(session, document) } : {}),
  });
}

function validationProblem(session: Session, document: unknown): string | undefined {
  try {
    session.cluster.client.raw({ path: "/openapi/v3" });
  } catch (thrown) {
    const error = asError(thrown);
    if (!(error instanceof StatusError)) {
      const why = error.message.replace("/openapi/v3", "/openapi/v2?timeout=32s");
      return `failed to download openapi: ${why}; if you choose to ignore these errors, turn validation off with --validate=false`;
    }
  }
  return missingType(document);
}

function placeObject(
  session: Session,
  item: { readonly source: string; readonly object: KubernetesObject },
  options: TargetOptions,
): Info | Error {
  const { object, source } = item;
  const name = object.metadata?.name ?? "";
  const kind =
    options.local === true
      ? localKind(object)
      : session.cluster.discovery.findKind(object.apiVersion ?? "", object.kind);
  if (kind === undefined) return noMatch(object, source);
  if (!kind.namespaced || options.local === true) {
    return { kind, namespace: object.metadata?.namespace ?? "", name, source, object };
  }
  const own = object.metadata?.namespace;
  const { namespace, isNamespaceGiven } = session.cluster;
  if (own && isNamespaceGiven && own !== namespace) {
    return new CommandError(
      `the namespace from the provided object ${goQuote(own)} does not match the namespace ${goQuote(namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  const placed = own || namespace;
  const metadata = { ...object.metadata, name, namespace: placed };
  const withNamespace = {
    ...object,
    metadata: name === "" ? { ...object.metadata, namespace: placed } : metadata,
  };
  return { kind, namespace: placed, name, source, object: withNamespace as KubernetesObject };
}

/** Without a server the kind is all we know. */
function localKind(object: KubernetesObject): ResourceKind {
  const slash = object.apiVersion.indexOf("/");
  return {
    group: slash < 0 ? "" : object.apiVersion.slice(0, slash),
    version: object.apiVersion.slice(slash + 1),
    plural: `${object.kind.toLowerCase()}s`,
    singular: object.kind.toLowerCase(),
    kind: object.kind,
    namespaced: false,
    shortNames: [],
    verbs: [],
    categories: [],
  };
}

function noMatch(object: KubernetesObject, source: string): CommandError {
  const name = goQuote(object.metadata?.name ?? "");
  const namespace = goQuote(object.metadata?.namespace ?? "");
  return new CommandError(
    `resource mapping not found for name: ${name} namespace: ${namespace} from ${goQuote(source)}: no matches for kind ${goQuote(object.kind)} in version ${goQuote(object.apiVersion ?? "")}\nensure CRDs are installed first`,
  );
}

function filterByLabels(targets: readonly Target[], options: TargetOptions): readonly Target[] {
  if (!options.labelSelector) return targets;
  const wanted = options.labelSelector.split(",").map((part) => part.split(/==?/));
  return targets.filter((target) => {
    if (target.by !== "file") return true;
    const labels = target.info.object.metadata?.labels ?? {};
    return wanted.every(([key = "", value]) =>
      value === undefined ? key in labels : labels[key] === value,
    );
  });
}

export interface FetchOptions {
  /** Objects of files are fetched from the server (`get -f`). */
  readonly latest?: boolean;
  readonly subresource?: string;
  readonly ignoreNotFound?: boolean;
}

export interface Fetched {
  readonly infos: readonly Info[];
  readonly errors: readonly Error[];
}

/** Every target's objects as the server has them; goes on after an error. */
export function fetchTargets(
  session: Session,
  targets: readonly Target[],
  options: FetchOptions = {},
): Fetched {
  const infos: Info[] = [];
  const errors: Error[] = [];
  for (const target of targets) {
    try {
      infos.push(...fetchTarget(session, target, options));
    } catch (thrown) {
      const error = asError(thrown);
      const isMissing = error instanceof StatusError && error.reason === "NotFound";
      if (!(options.ignoreNotFound === true && isMissing)) errors.push(error);
    }
  }
  return { infos, errors };
}

export function fetchTarget(
  session: Session,
  target: Target,
  options: FetchOptions,
): readonly Info[] {
  const { client } = session.cluster;
  switch (target.by) {
    case "error":
      throw target.error;
    case "file": {
      if (options.latest !== true) return [target.info];
      const { kind, namespace, name } = target.info;
      return [{ ...target.info, object: getObject(client, { kind, namespace, name }) }];
    }
    case "name": {
      const { kind, namespace, name } = target;
      const subresource = options.subresource;
      const object = getObject(client, {
        kind,
        namespace,
        name,
        ...(subresource ? { subresource } : {}),
      });
      return [{ kind, namespace, name, source: "", object }];
    }
    case "selector":
      return listTarget(session, target);
  }
}

function listTarget(session: Session, target: Extract<Target, { by: "selector" }>): Info[] {
  const { kind, namespace } = target;
  try {
    const list = listObjects(
      session.cluster.client,
      { kind, namespace },
      { ...target, limit: chunkSizeOf(session) },
    );
    return list.items.map((object) => ({
      kind,
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
      source: "",
      object,
    }));
  } catch (thrown) {
    throw explainListError(asError(thrown), target);
  }
}

export const chunkSizeOf = (session: Session): number =>
  session.flags.has("chunk-size") ? session.flags.number("chunk-size") : 500;

export function explainListError(error: Error, target: Extract<Target, { by: "selector" }>): Error {
  if (!(error instanceof StatusError)) return error;
  if (error.reason !== "BadRequest" && error.reason !== "NotFound") return error;
  const subject = goQuote(resourceText(target.kind));
  if (target.labelSelector === "" && target.fieldSelector === "") {
    return prefixStatus(error, `Unable to list ${subject}: `);
  }
  const selectors = `label selector ${goQuote(target.labelSelector)}, field selector ${goQuote(target.fieldSelector)}`;
  return prefixStatus(error, `Unable to find ${subject} that match ${selectors}: `);
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

/** A copy of `object` for printing; nothing else may change what a request sent. */
export const isObject = isJsonObject;
